"""The files of a project for an article: its text, its library, its claims, the configuration."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from attachbib.adopt.author_page import author_page_edits
from attachbib.adopt.author_year import author_year_edits
from attachbib.adopt.families.mla import MLA
from attachbib.adopt.footnotes import footnote_marks, footnote_spans
from attachbib.adopt.latex import count_citations, latex_list, with_generated_list
from attachbib.adopt.leftovers import RAW_LINE
from attachbib.adopt.lines import clean_line, is_alike, is_exact, without_year_letter
from attachbib.adopt.lists import PrintedLine, printed_list
from attachbib.adopt.marks import apart_from, find_marks, mark_edits
from attachbib.adopt.notebook import notebook_as_markdown
from attachbib.adopt.printing import print_alone
from attachbib.adopt.reading import ListStyle
from attachbib.adopt.rst import own_key, rst_list, with_roles
from attachbib.adopt.synthesis import Adopted, Likeness, adopt_lines, detect_style, list_styles
from attachbib.adopt.text import LIBRARY, as_markdown
from attachbib.articles import Article, parse_article
from attachbib.bibtex import parse_library, to_references
from attachbib.bibtex.write import write_entries
from attachbib.errors import InputError
from attachbib.reference import Reference
from attachbib.source import Problem, Source, problem_at

MakeKey = Callable[[Reference, Container[str]], str]

ARTICLE, CLAIMS, CONFIG = "article.md", "claims.toml", "attachbib.toml"

_KEPT_FORMATS = {"latex": "article.tex", "rst": "article.rst"}
"""The formats that articles stay in → the article's file name."""
_LISTS = {"latex": latex_list, "rst": rst_list}
_EXPECTED = {
    "latex": "It is expected in a `thebibliography`.",
    "rst": "It is expected as citations, footnotes or numbered entries at the end.",
}

_CLAIMS_HEAD = """\
# What {article} states, and what each statement rests on.
#
# These records were made from the citations of the article. Nobody has yet compared
# the statements with the works, so there are no quotes, locators or reviews.
"""
_HELP = f"Complete the entry; the field `{RAW_LINE}` has the line."
_HELP_CLOSE = f"Compare the entry with the line, which its field `{RAW_LINE}` has."
_WORDS = {
    "author": "the authors",
    "issued": "the year",
    "title": "the title",
}


class AdoptedProject(NamedTuple):
    """An article made into a project."""

    files: Mapping[str, str]
    """File name → text."""
    style: ListStyle | None
    """None if the list is in none of the styles that are known."""
    lines: tuple[Adopted, ...]
    """In list order; `likeness` compares with what the style prints from the library."""
    marks: int
    """How many markers became citations."""
    claims: int
    problems: tuple[Problem, ...]
    """What is unsure of which line."""


def adopt_article(article: Article, make_key: MakeKey, style: str = "") -> AdoptedProject:
    """Make an article with a printed list of references into the files of a project.

    Args:
        make_key: returns a citation key, given the ones in use in lower case.
        style: id of the style the list is printed in; "" to find it out.

    Raises:
        InputError: the article has no list of references.
        StyleError: the style cannot be used.
    """
    if article.format == "notebook":
        article = notebook_as_markdown(article)
    printed = _LISTS.get(article.format, printed_list)(article)
    if not printed:
        raise InputError(
            "no list of references was found in the article.",
            path=article.source.path,
            hint=_EXPECTED.get(
                article.format,
                "It is expected at the end: numbered entries, or paragraphs under a heading "
                "such as `References`.",
            ),
        )
    texts = [line.text for line in printed]
    chosen = detect_style(texts, list_styles(style))
    adopted = adopt_lines(texts, chosen)
    keys = _keys(adopted, make_key, [_given_key(article, line.number) for line in printed])
    references = {
        key: replace(one.reference, id=key) for one, key in zip(adopted, keys, strict=True)
    }
    library, lines = _library(adopted, references, chosen)
    is_known = style or any(one.likeness in ("exact", "alike") for one in lines)
    name = _KEPT_FORMATS.get(article.format, ARTICLE)
    text, marks = _cited(article, printed, references, chosen)
    claims, count = _claims(text, name)
    settings = config(*((chosen.style, chosen.locale) if is_known else ("", "")), article=name)
    return AdoptedProject(
        {name: text, LIBRARY: library, CLAIMS: claims, CONFIG: settings},
        chosen if is_known else None,
        lines,
        marks,
        count,
        tuple(_problems(article.source, printed, lines, _printed(library, chosen))),
    )


def _cited(
    article: Article,
    printed: Sequence[PrintedLine],
    references: Mapping[str, Reference],
    style: ListStyle,
) -> tuple[str, int]:
    """Return the article, citing the references, and how many citations it has got."""
    if article.format == "latex":
        return with_generated_list(article, LIBRARY), count_citations(article, references)
    if article.format == "rst":
        return with_roles(article, printed, list(references), LIBRARY)
    end = printed[0].span.start
    keys = list(references)
    numbers = {line.number or str(at): keys[at - 1] for at, line in enumerate(printed, 1)}
    notes = dict(footnote_spans(article))
    is_noted = printed[0].span in notes.values()
    marks = footnote_marks(article, notes) if is_noted else find_marks(article, len(keys), end)
    edits = mark_edits(article.source.text, marks, numbers)
    find = author_page_edits if style.family is MLA else author_year_edits
    edits += apart_from(find(article, references, end), edits)
    return as_markdown(article, printed, edits), len(edits)


def _given_key(article: Article, label: str) -> str:
    """Return the key that an article itself gives an entry of its list, or ""."""
    if article.format == "rst":
        return own_key(label)
    return label if article.format == "latex" else ""


def _keys(adopted: Sequence[Adopted], make_key: MakeKey, given: Sequence[str]) -> list[str]:
    """Return a key for each line: the one the article gave it, unless another line has it."""
    keys: list[str] = []
    taken: set[str] = set()
    for one, own in zip(adopted, given, strict=True):
        keys.append(own if own and own.lower() not in taken else make_key(one.reference, taken))
        taken.add(keys[-1].lower())
    return keys


def _library(
    adopted: Sequence[Adopted], references: Mapping[str, Reference], style: ListStyle
) -> tuple[str, tuple[Adopted, ...]]:
    """Return the text of the library, and each line compared with what the style prints of it.

    The entry of a line that the style does not print keeps the line.
    """
    library = write_entries(references.values())
    printed = _printed(library, style)
    lines: list[Adopted] = []
    kept: list[Reference] = []
    for one, reference, text in zip(adopted, references.values(), printed, strict=True):
        likeness = one.likeness
        if likeness in ("exact", "alike"):
            likeness = _likeness(text, one.line)
        if likeness == "close":
            reference = replace(reference, text={**reference.text, RAW_LINE: one.line})
        lines.append(one._replace(reference=reference, likeness=likeness))
        kept.append(reference)
    return write_entries(kept), tuple(lines)


def _printed(library: str, style: ListStyle) -> list[str]:
    """Return the entries of a library as a style prints them, each by itself."""
    read = to_references(parse_library(Source(Path(LIBRARY), library)))
    return print_alone(list(read.values()), style.style, style.locale)


def _likeness(printed: str, line: str) -> Likeness:
    if is_exact(printed, without_year_letter(line)):
        return "exact"
    return "alike" if is_alike(printed, line) else "close"


def _claims(text: str, name: str) -> tuple[str, int]:
    """Return the text of the claims file of an article, and how many claims it has."""
    from attachbib.claims.edit import write_claims
    from attachbib.claims.read import parse_claims
    from attachbib.claims.sync import propose_claims

    article = parse_article(Source(Path(name), text))
    claims = list(propose_claims(article, name, (), ()))
    head = parse_claims(Source(Path(CLAIMS), _CLAIMS_HEAD.format(article=name)))
    return write_claims(head, {}, claims), len(claims)


def config(style: str = "", locale: str = "", *, article: str = ARTICLE) -> str:
    """Return the configuration of a project with one article; "" leaves a key out."""
    rows = f'articles = ["{article}"]\nlibraries = ["{LIBRARY}"]\nclaims = ["{CLAIMS}"]\n'
    given = (("style", style), ("locale", locale))
    return rows + "".join(f'{name} = "{value}"\n' for name, value in given if value)


def _problems(
    source: Source,
    places: Sequence[PrintedLine],
    lines: Sequence[Adopted],
    printed: Sequence[str],
) -> list[Problem]:
    return [
        problem_at(
            source,
            place.span,
            "unsure-reference",
            f"'{one.reference.id}': {_unsure(one, text)}",
            help=_HELP if one.likeness == "unsure" else _HELP_CLOSE,
            key=one.reference.id,
        )
        for place, one, text in zip(places, lines, printed, strict=True)
        if one.likeness in ("close", "unsure")
    ]


def _unsure(one: Adopted, printed: str) -> str:
    if one.likeness == "close":
        return f"the style prints this line otherwise, as `{clean_line(printed)}`"
    if not one.found:
        return "this line could not be read, nothing in it is sure"
    found = ", ".join(_WORDS.get(name, name) for name in one.found)
    return f"this line could not be read, sure are only {found}"
