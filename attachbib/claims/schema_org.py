"""A reference as a node of schema.org (https://schema.org/CreativeWork)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from attachbib.bibtex.latex import strip_markup
from attachbib.bibtex.write_dates import edtf
from attachbib.reference import Date, Name, Reference

_TYPES: Mapping[str, str] = {
    "article": "ScholarlyArticle",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "entry-dictionary": "Article",
    "entry-encyclopedia": "Article",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "software": "SoftwareSourceCode",
    "song": "MusicRecording",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""CSL type → schema.org type; CreativeWork for all others."""

_CONTAINERS: Mapping[str, str] = {
    "article-journal": "Periodical",
    "article-magazine": "Periodical",
    "article-newspaper": "Newspaper",
    "chapter": "Book",
    "post-weblog": "Blog",
    "webpage": "WebSite",
}
"""CSL type → schema.org type of what it is part of; CreativeWork for all others."""

_WITH_PAGES = frozenset({"Article", "Chapter", "NewsArticle", "ScholarlyArticle"})
"""The types, of those above, that schema.org gives `pagination`."""


def work_id(key: str, reference: Reference | None) -> str:
    """Return what identifies a work on the web: its DOI, its address, else its key here."""
    text = {} if reference is None else reference.text
    if doi := text.get("DOI"):
        return f"https://doi.org/{quote(doi, safe='/:;().,~')}"
    url = text.get("URL", "")
    if url.startswith(("https://", "http://")):
        return quote(url, safe="/:;().,~?#@!$&'*+=%")
    return f"#ref-{quote(key, safe='')}"


def work_node(key: str, reference: Reference | None) -> dict[str, Any]:
    """Return a work as a node; of a key that no library has, only the key is known."""
    node: dict[str, Any] = {"@id": work_id(key, reference), "@type": "CreativeWork"}
    if reference is not None:
        node |= _description(reference)
    return {**node, "identifier": key}


def _description(reference: Reference) -> dict[str, Any]:
    text = {name: strip_markup(value) for name, value in reference.text.items()}
    type_ = _TYPES.get(reference.type, "CreativeWork")
    values = {
        "name": text.get("title"),
        "author": _agents(reference.names.get("author", ())),
        "editor": _agents(reference.names.get("editor", ())),
        "datePublished": _day(reference.dates.get("issued")),
        "isPartOf": _container(reference.type, text),
        "pagination": text.get("page") if type_ in _WITH_PAGES else None,
        "publisher": _organization(text.get("publisher")),
        "isbn": text.get("ISBN") if type_ == "Book" else None,
    }
    return {"@type": type_, **{name: value for name, value in values.items() if value}}


def _agents(names: tuple[Name, ...]) -> list[dict[str, Any]]:
    return [_agent(name) for name in names if not name.others]


def _agent(name: Name) -> dict[str, Any]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    family = " ".join(
        part for part in (name.dropping_particle, name.non_dropping_particle, name.family) if part
    )
    parts = {"givenName": name.given, "familyName": family, "honorificSuffix": name.suffix}
    return {
        "@type": "Person",
        "name": f"{name.given} {family}".strip(),
        **{field: value for field, value in parts.items() if value},
    }


def _day(date: Date | None) -> str:
    """Return the first day of a date in ISO 8601, as far as it is known; else ""."""
    point = date.start if date else None
    if point is None or point.year <= 0:
        return ""
    # Without a season, which only EDTF has, the two are the same.
    return edtf(Date(point._replace(season=0)))


def _container(type_: str, text: Mapping[str, str]) -> dict[str, Any] | None:
    if not (title := text.get("container-title")):
        return None
    node = {"@type": _CONTAINERS.get(type_, "CreativeWork"), "name": title}
    is_serial = node["@type"] in ("Periodical", "Newspaper")
    return {**node, "issn": text["ISSN"]} if is_serial and "ISSN" in text else node


def _organization(name: str | None) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None
