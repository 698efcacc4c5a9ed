"""The titles of an entry: its own, that of what contains it, that of the volume, short ones.

Which field is which depends on the type (biblatex manual, section 2.2.2, "title" fields):
an article lies in a journal, a chapter in a book, a volume in a set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from attachbib.bibtex.fields import ARTICLE, CHAPTER, PERIODICAL
from attachbib.bibtex.latex import strip_markup, to_markup
from attachbib.bibtex.sentence import sentence_case
from attachbib.bibtex.terms import TERMS

_END_MARKS = ".,:;!?…–—"
_ORDINALS = {"1": "st", "2": "nd", "3": "rd"}


def titles(fields: Mapping[str, str], kind: str, *, english: bool) -> dict[str, str]:
    """Return the title variables of an entry.

    Args:
        fields: field name → LaTeX.
        kind: how titles lie, see `attachbib.bibtex.fields`.
        english: whether titles go to sentence case. Names of journals, series and events
            do not, unlike with pandoc: they are proper names.
    """
    own = _joined(fields, _OWN, english and kind != PERIODICAL)
    main = _joined(fields, _MAIN, english)
    found: dict[str, str] = {"title": own}
    if kind == ARTICLE:
        found["container-title"] = _joined(fields, _JOURNAL) or _joined(fields, _BOOK, english)
        found["volume-title"] = _joined(fields, _ISSUE, english)
    elif kind == PERIODICAL:
        found["volume-title"] = _joined(fields, _ISSUE, english)
    elif kind == CHAPTER:
        book = _joined(fields, _BOOK, english)
        found["container-title"] = main or book or _joined(fields, _JOURNAL)
        found["volume-title"] = book if main else ""
    elif main:
        found["title"], found["volume-title"] = main, own
    else:
        found["container-title"] = _joined(fields, _BOOK, english) or _joined(fields, _JOURNAL)
    found["title-short"] = _short(fields, kind, english)
    found["collection-title"] = _series(fields.get("series", ""), kind)
    return found


class _Names(NamedTuple):
    """The fields of one title."""

    title: str
    subtitle: str
    addon: str


def _names(prefix: str) -> _Names:
    return _Names(f"{prefix}title", f"{prefix}subtitle", f"{prefix}titleaddon")


_OWN, _MAIN, _BOOK, _JOURNAL, _ISSUE = map(_names, ("", "main", "book", "journal", "issue"))


def _joined(fields: Mapping[str, str], names: _Names, cased: bool = False) -> str:
    """`title: subtitle. titleaddon`, as far as they are there."""
    title = _cased(fields[names.title], cased) if names.title in fields else ""
    if names.subtitle in fields:
        title = append(title, ":", _cased(fields[names.subtitle], cased))
    if names.addon in fields:
        title = append(title, ".", to_markup(fields[names.addon], protect=True))
    return title


def append(text: str, mark: str, more: str) -> str:
    """Join two texts with a mark, or a space alone when the first ends with punctuation."""
    if not text or not more:
        return text or more
    return f"{text} {more}" if strip_markup(text)[-1:] in _END_MARKS else f"{text}{mark} {more}"


def _cased(value: str, cased: bool) -> str:
    title = to_markup(value, protect=True)
    return sentence_case(title) if cased else title


def _short(fields: Mapping[str, str], kind: str, english: bool) -> str:
    """`shorttitle`, or the title when a subtitle could be left out."""
    short = fields.get("shorttitle", "")
    if not short and "subtitle" in fields and "maintitle" not in fields and kind != PERIODICAL:
        short = fields.get("title", "")
    return _cased(short, english)


def _series(value: str, kind: str) -> str:
    """The series; a bare number is that of a journal's series, e.g. `3` is "3rd series"."""
    if not value:
        return ""
    text = to_markup(value, protect=True)
    if kind == ARTICLE and re.fullmatch(r"\d{1,4}", text):
        ending = "th" if text[-2:-1] == "1" else _ORDINALS.get(text[-1], "th")
        return f"{text}{ending} series"
    return TERMS.get(text, text)
