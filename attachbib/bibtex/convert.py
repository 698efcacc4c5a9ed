"""Entry → Reference: fields become CSL variables by the tables of `attachbib.bibtex.fields`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from attachbib.bibtex import fields as tables
from attachbib.bibtex.addresses import addresses, verbatim, without_address
from attachbib.bibtex.dates import read_date, read_parts
from attachbib.bibtex.latex import plain_text, to_markup
from attachbib.bibtex.model import Entry
from attachbib.bibtex.names import read_names, split_list
from attachbib.bibtex.terms import LANGUAGES, TERMS
from attachbib.bibtex.titles import append, titles
from attachbib.characters import printable
from attachbib.reference import Date, Name, Reference

_DASHES = re.compile(r"[‐‑‒–—−]|--+")
# Few entries need these, so that each is compiled when it is first used.
_LANGUAGE_TAG = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*"
_USEPREFIX = r"(?i)\buse(?:name)?prefix\s*=\s*false\b"
_ONLY_DOI = r"(?i)\W*(?:doi|https?://(?:dx\.)?doi\.org/)\W*10\.\S+"
_VARIANT = r"\bvariant\s*=\s*([A-Za-z]+)"


def to_reference(entry: Entry, *, id_: str = "", sentence_case: bool = True) -> Reference:
    """Return an entry as a CSL reference. Never raises.

    Args:
        entry: the entry, with what it inherits.
        id_: the reference's id, if not the citation key.
        sentence_case: whether titles in English go from title case to sentence case.
    """
    fields = fields_of(entry)
    kind = tables.TYPES.get(entry.type, tables.UNKNOWN)
    language = _language(fields)
    english = sentence_case and language[:2] in ("", "en")
    text = titles(fields, kind.titles, english=english)
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    for name, value in fields.items():
        reader = _READERS.get(name)
        if reader is not None:
            variable, read = reader
            text[variable] = read(value)
        elif name in tables.NAMES:
            _add_names(names, fields, name, value)
        elif name in tables.DATES and (date := read_date(verbatim(value))):
            dates[tables.DATES[name]] = date
    issued = _issued(fields)
    if issued:
        dates["issued"] = issued
    text |= _numbers(fields, kind)
    text |= _publisher(fields, entry.type)
    text |= addresses(fields)
    text["genre"] = term(fields["type"]) if "type" in fields else kind.genre
    text["note"] = _note(fields, text.get("DOI", ""))
    text["language"] = language
    return Reference(
        id_ or entry.key,
        _csl_type(fields, entry.type, kind.csl),
        {variable: value for variable, value in text.items() if value},
        {variable: people for variable, people in names.items() if people},
        dates,
    )


def fields_of(entry: Entry) -> dict[str, str]:
    """Return an entry's fields, by their names in BibLaTeX → LaTeX, none of them empty.

    Own fields come before inherited ones, and names before their aliases.
    """
    fields: dict[str, str] = {}
    for values in (entry.values, entry.inherited):
        other: list[tuple[str, str]] = []
        for name, value in values.items():
            if not value.isprintable():
                value = printable(value)
            if not value or value.isspace():
                continue
            if name in tables.ALIASES:
                other.append((tables.ALIASES[name], value))
            elif name not in fields:
                fields[name] = value
        for name, value in other:
            fields.setdefault(name, value)
    journal = fields.get("journaltitle", "")
    if journal.startswith(("\\", "{\\")):
        from attachbib.bibtex.journals import journal_name

        fields["journaltitle"] = journal_name(journal)
    return fields


@lru_cache(maxsize=4096)
def _plain(value: str) -> str:
    return plain_text(value)


@lru_cache(maxsize=4096)
def term(value: str) -> str:
    """Return the text of a field that may hold a localisation key."""
    text = to_markup(value)
    return TERMS.get(text.lower(), text)


@lru_cache(maxsize=4096)
def _list(value: str) -> str:
    """The parts of a literal list, `London and Paris`, joined as pandoc joins them."""
    return "; ".join(term(part.strip()) for part in split_list(value) if part.strip())


def _title(value: str) -> str:
    return to_markup(value, protect=True)


def _pages(value: str) -> str:
    """Pages with a hyphen for each dash, and no blanks around it."""
    return "-".join(map(str.strip, _DASHES.split(plain_text(value))))


_TABLES: tuple[tuple[Mapping[str, str], Callable[[str], str]], ...] = (
    (tables.TEXTS, to_markup),
    (tables.TITLES, _title),
    (tables.IDENTIFIERS, verbatim),
    (tables.LISTS, _list),
    (tables.TERMED, term),
    (tables.PAGES, _pages),
)

_READERS: dict[str, tuple[str, Callable[[str], str]]] = {
    name: (variable, read) for table, read in _TABLES for name, variable in table.items()
}
"""Field that means the same in every type → its variable and how its LaTeX is read."""


def _issued(fields: Mapping[str, str]) -> Date | None:
    if "date" in fields:
        return read_date(verbatim(fields["date"]))
    year, month, day = (fields.get(name, "") for name in ("year", "month", "day"))
    return read_parts(_plain(year), _plain(month), _plain(day)) if year else None


def _add_names(
    names: dict[str, tuple[Name, ...]], fields: Mapping[str, str], field: str, value: str
) -> None:
    variable = tables.NAMES[field]
    if field in tables.EDITORS:
        role = fields.get(f"{field}type", "editor").lower()
        variable = tables.EDITOR_ROLES.get(role, variable)
    useprefix = "options" not in fields or not re.search(_USEPREFIX, fields["options"])
    names[variable] = names.get(variable, ()) + read_names(value, useprefix=useprefix)


def _numbers(fields: Mapping[str, str], kind: tables.Type) -> dict[str, str]:
    """`issue`, `number` or `collection-number`, whichever the type's `number` is."""
    found: dict[str, str] = {}
    if "issue" in fields:
        found["issue"] = to_markup(fields["issue"])
    if "number" in fields:
        found[kind.number] = to_markup(fields["number"])
    # pandoc drops the article's id. CSL 1.0.2: `number` identifies an item otherwise.
    if "eid" in fields and "pages" not in fields:
        found.setdefault("number", to_markup(fields["eid"]))
    return found


def _publisher(fields: Mapping[str, str], entry_type: str) -> dict[str, str]:
    """`publisher`, and `publisher-place` or a patent's `jurisdiction`."""
    names = ["institution", "publisher"]
    # pandoc joins all of them. With a publisher, `organization` is the sponsor ("BibTeXing").
    if "publisher" not in fields:
        names.insert(1, "organization")
    parts = [_list(fields[name]) for name in names if name in fields]
    if "howpublished" in fields:
        parts.append(to_markup(without_address(fields["howpublished"])))
    place = "jurisdiction" if entry_type == "patent" else "publisher-place"
    return {"publisher": "; ".join(filter(None, parts)), place: _list(fields.get("location", ""))}


def _note(fields: Mapping[str, str], doi: str) -> str:
    note = to_markup(fields.get("note", ""))
    if doi and doi.lower() in note.lower() and re.fullmatch(_ONLY_DOI, note):
        note = ""
    return append(note, ".", to_markup(fields.get("addendum", "")))


def _csl_type(fields: Mapping[str, str], entry_type: str, csl_type: str) -> str:
    subtype = fields.get("entrysubtype", "").lower()
    if subtype in tables.CSL_TYPES:
        return subtype
    if entry_type == "manual" and "isbn" in fields:
        return "book"
    if entry_type == "unpublished" and not fields.keys().isdisjoint(tables.EVENT_FIELDS):
        return "speech"
    return tables.SUBTYPES.get((csl_type, subtype), csl_type) if subtype else csl_type


def _language(fields: Mapping[str, str]) -> str:
    """The BCP 47 tag of `langid`, else of `language`; "" when neither is one."""
    for name in ("langid", "language"):
        value = _plain(fields.get(name, "")).strip()
        if not value:
            continue
        tag = LANGUAGES.get(value.lower().removeprefix("lang"))
        if tag is not None:
            return _variant(tag, fields.get("langidopts", ""))
        if re.fullmatch(_LANGUAGE_TAG, value) and (len(value) <= 3 or value[2] in "-_"):
            return value.replace("_", "-")
    return ""


def _variant(tag: str, options: str) -> str:
    variant = re.search(_VARIANT, options)
    return LANGUAGES.get(variant[1].lower(), tag) if variant else tag
