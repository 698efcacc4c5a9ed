"""The titles of an entry: its own, that of what contains it, that of the volume, short ones.

Which field is which depends on the type (biblatex manual, section 2.2.2, "title" fields):
an article lies in a journal, a chapter in a book, a volume in a set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

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

    def joined(prefix: str, cased: bool = english) -> str:
        return _joined(fields, prefix, cased)

    main, own = joined("main"), joined("")
    found: dict[str, str] = {}
    if kind == ARTICLE:
        found["title"] = own
        found["container-title"] = joined("journal", False) or joined("book")
        found["volume-title"] = joined("issue")
    elif kind == PERIODICAL:
        found["title"] = joined("", False)
        found["volume-title"] = joined("issue")
    elif kind == CHAPTER:
        found["title"] = own
        book = joined("book")
        found["container-title"] = main or book or joined("journal", False)
        found["volume-title"] = book if main else ""
    elif main:
        found["title"], found["volume-title"] = main, own
    else:
        found["title"] = own
        found["container-title"] = joined("book") or joined("journal", False)
    found["title-short"] = _short(fields, kind, english)
    found["collection-title"] = _series(fields.get("series", ""), kind)
    return found


def _joined(fields: Mapping[str, str], prefix: str, cased: bool) -> str:
    """`title: subtitle. titleaddon` with a prefix before the three names."""
    title = _cased(fields.get(prefix + "title", ""), cased)
    subtitle = fields.get(prefix + "subtitle")
    if subtitle:
        title = append(title, ":", _cased(subtitle, cased))
    addon = fields.get(prefix + "titleaddon")
    return append(title, ".", to_markup(addon, protect=True)) if addon else title


def append(text: str, mark: str, more: str) -> str:
    """Join two texts with a mark, or a space alone when the first ends with punctuation."""
    if not text or not more:
        return text or more
    return f"{text} {more}" if strip_markup(text)[-1:] in _END_MARKS else f"{text}{mark} {more}"


def _cased(value: str, cased: bool) -> str:
    if not value:
        return ""
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
