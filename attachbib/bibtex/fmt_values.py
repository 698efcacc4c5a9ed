r"""The value of a field as a formatted entry has it: in braces, macros as macros.

What stands between the delimiters stays as it is but for `pages`, `doi` and `month`, and
there only in forms that leave no doubt: `{12-34}`, `{https://doi.org/10.1000/ABC}`, `{January}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping

from attachbib.bibtex.addresses import unlabelled_doi
from attachbib.bibtex.blocks import RawField, RawPart
from attachbib.bibtex.edit_values import why_unbalanced
from attachbib.bibtex.strings import MONTHS

_PAGE = r"(?:[A-Za-z]{0,2}\d{1,9}[A-Za-z]?|[ivxlcdm]{1,12})"
_DASH = r"(?:\s*+(?:-{2,3}|[‐‑‒–—−])\s*+|-)"
_RANGE = rf"{_PAGE}(?:{_DASH}{_PAGE})?\+?"
_PAGES = re.compile(rf"{_RANGE}(?:,\s*+{_RANGE})*+")
_ANY_DASH = re.compile(_DASH)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[!-$&-\[\]-z|~]+")
r"""Without `%`, `\` and braces, which may spell another character."""

_FULL_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH_NAMES: Mapping[str, str] = {
    **{month: month for month in MONTHS},
    **dict(zip(_FULL_MONTHS, MONTHS, strict=True)),
    **{str(number): month for number, month in enumerate(MONTHS, 1)},
    **{f"{number:02}": month for number, month in enumerate(MONTHS[:9], 1)},
    "sept": "sep",
}


def is_sound(field: RawField) -> bool:
    """Whether every program finds the end of the field's value where it is, if it is in braces."""
    return all(part.bare or not why_unbalanced(part.text) for part in field.parts)


def format_value(field: RawField, macros: Container[str]) -> str:
    """Return a value with its delimiters; the field must be sound.

    Args:
        macros: the names that the file defines with `@string`, in lower case.
    """
    if len(field.parts) == 1:
        part = field.parts[0]
        if field.name == "month" and (month := _month(part, macros)):
            return month
        rewrite = _REWRITES.get(field.name)
        if rewrite is not None and not part.bare:
            return f"{{{rewrite(part.text)}}}"
    return " # ".join(_delimited(part, macros) for part in field.parts)


def _delimited(part: RawPart, macros: Container[str]) -> str:
    """A part in braces; a macro, and any bare word that could be one, as it is."""
    is_macro = part.bare and (not part.text.isdecimal() or part.text in macros)
    return part.text if is_macro else f"{{{part.text}}}"


def _month(part: RawPart, macros: Container[str]) -> str:
    """The macro of a month, or "" when the value is no month, or its macro is the file's own."""
    text = part.text.lower()
    if part.bare and not text.isdecimal():
        return text if text in MONTHS else ""
    month = _MONTH_NAMES.get(text.strip().strip("{}.").strip(), "")
    return "" if month in macros or text in macros else month


def _pages(text: str) -> str:
    """Ranges of pages with `--`; a hyphen inside a page's own number stays."""
    if not _PAGES.fullmatch(text):
        return text
    return _ANY_DASH.sub("--", text)


def _doi(text: str) -> str:
    """The bare DOI in lower case, in which DOIs are compared (DOI Handbook, 2.4)."""
    doi = unlabelled_doi(text.strip())
    return doi.lower() if _DOI.fullmatch(doi) else text


_REWRITES: Mapping[str, Callable[[str], str]] = {"pages": _pages, "doi": _doi}
"""Field whose text is put into one form → what does it; each form reads as the same value."""
