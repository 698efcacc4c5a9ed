"""Locators: which part of a work a cite points to, `p. 3` or `{ch. 2, sec. 4}`.

The text after a key is taken apart as pandoc does it (its manual, "Citation
syntax"): a locator is a term and numbers, or numbers alone, which are pages;
braces mark a locator that does not look like one, and empty braces say that
there is none. What follows is the suffix.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from attachbib.articles.patterns import lazy_pattern

TERMS: Mapping[str, str] = {
    term: label
    for label, terms in {
        "book": "book|books|bk.|bks.|bk|bks",
        "chapter": "chapter|chapters|chap.|chaps.|chap|chaps|ch.|chs.",
        "column": "column|columns|col.|cols.|col|cols",
        "figure": "figure|figures|fig.|figs.|fig|figs",
        "folio": "folio|folios|fol.|fols.|fol|fols",
        "issue": "issue|issues|number|numbers|no.|nos.|no|nos|iss.",
        "line": "line|lines|l.|ll.",
        "note": "note|notes|n.|nn.",
        "opus": "opus|opera|op.|opp.|op|opp",
        "page": "page|pages|p.|pp.|p|pp",
        "paragraph": "paragraph|paragraphs|para.|paras.|para|paras|¶|¶¶",
        "part": "part|parts|pt.|pts.|pt|pts",
        "section": "section|sections|sec.|secs.|sec|secs|§|§§",
        "sub-verbo": "sub verbo|sub verbis|s.v.|s.vv.",
        "verse": "verse|verses|v.|vv.",
        "volume": "volume|volumes|vol.|vols.|vol|vols",
    }.items()
    for term in terms.split("|")
}
"""Terms that may stand before a locator, and the CSL locator term each stands for.

The long and short forms of the CSL locale en-US, and the short ones without a full stop.
"""

_LOCAL_TERMS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "chapter": "Kapitel|Kap.",
        "column": "Spalte|Spalten|Sp.",
        "figure": "Abbildung|Abbildungen|Abb.",
        "issue": "Nummer|Nummern|Nr.",
        "line": "Zeile|Zeilen|Z.",
        "note": "Anmerkung|Anmerkungen|Anm.",
        "page": "Seite|Seiten|S.",
        "paragraph": "Absatz|Absätze|Abs.",
        "part": "Teil|Teile",
        "section": "Abschnitt|Abschnitte|Abschn.",
        "volume": "Band|Bände|Bd.|Bde.",
    },
    "fr": {
        "chapter": "chapitre|chapitres",
        "issue": "numéro|numéros|nᵒ|nᵒˢ|n°",
        "line": "ligne|lignes",
        "paragraph": "paragraphe|paragraphes|paragr.",
        "part": "partie|parties",
        "section": "sect.",
        "volume": "volume|volumes|tome|t.",
    },
    "es": {
        "chapter": "capítulo|capítulos|cap.|caps.",
        "figure": "figura|figuras",
        "issue": "número|números|núm.|núms.",
        "page": "página|páginas|pág.|págs.",
        "part": "parte|partes",
        "section": "sección|secciones",
        "volume": "volumen|volúmenes",
    },
    "pt": {
        "chapter": "capítulo|capítulos|cap.|caps.",
        "figure": "figura|figuras",
        "issue": "número|números|núm.",
        "page": "página|páginas|pág.|págs.",
        "part": "parte|partes",
        "section": "seção|seções",
    },
    "it": {
        "chapter": "capitolo|capitoli|cap.|capp.",
        "figure": "figura|figure",
        "issue": "numero|numeri",
        "page": "pagina|pagine|pag.|pagg.",
        "part": "parte|parti",
        "section": "sezione|sezioni|sez.",
    },
    "nl": {
        "chapter": "hoofdstuk|hoofdstukken|hfst.",
        "figure": "figuur|figuren|afb.",
        "issue": "nummer|nummers|nr.",
        "page": "pagina|pagina's|blz.",
        "part": "deel|delen|dl.",
        "section": "paragraaf|par.",
    },
}
"""The terms of other languages, which count beside the English ones in articles in them."""

_SPACE = lazy_pattern(r"\s*")
_LEAD = lazy_pattern(r",?\s*")
_UNIT = r"[^\s!\"#%&'()*,./;?@\[\\\]_{}¡§«¶·»¿—“”‘’…]+"
_WORD = lazy_pattern(
    rf"(?:\.?{_UNIT}|\([^()\[\]{{}}\s]*\)|\[[^()\[\]{{}}\s]*\]|\{{[^()\[\]{{}}\s]*\}})+"
)
_NEXT = lazy_pattern(r"[,;]?\s?")
_TOKEN = lazy_pattern(r"[\w:]+")
_ROMAN = lazy_pattern(r"(?=.)M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$", re.I)


@lru_cache(maxsize=16)
def _terms(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Compile the terms when the first text after a key is read: it takes some milliseconds."""
    labels = dict(TERMS)
    for label, terms in _LOCAL_TERMS.get(language, {}).items():
        labels.update(dict.fromkeys(terms.lower().split("|"), label))
    longest_first = "|".join(re.escape(term) for term in sorted(labels, key=len, reverse=True))
    return re.compile(rf"({longest_first})(?:(?<=[.¶§°])|(?!\w))", re.I), labels


def split_locator(suffix: str, language: str = "") -> tuple[str, str, str]:
    """Split the text after a key into (label, locator, rest).

    Without a locator label and locator are "" and the rest is all of `suffix`.

    Args:
        language: a BCP 47 tag, whose terms count beside the English ones.
    """
    if not suffix:
        return "", "", ""
    start = _LEAD().match(suffix).end()  # type: ignore[union-attr]  # matches any text
    if suffix.startswith("{", start):
        return _braced(suffix, start, language)
    pattern, labels = _terms(language[:2].lower())
    label = pattern.match(suffix, start)
    if label is not None:
        pos = _SPACE().match(suffix, label.end()).end()  # type: ignore[union-attr]  # matches any text
        end = _numbers(suffix, pos, romans=True)
        if end > pos:
            return labels[label[1].lower()], suffix[pos:end], suffix[end:]
    end = _numbers(suffix, start, romans=False)
    return ("page", suffix[start:end], suffix[end:]) if end > start else ("", "", suffix)


def _braced(suffix: str, start: int, language: str) -> tuple[str, str, str]:
    depth = 0
    for pos in range(start, len(suffix)):
        depth += {"{": 1, "}": -1}.get(suffix[pos], 0)
        if depth == 0:
            break
    else:
        return "", "", suffix
    inner, rest = suffix[start + 1 : pos].strip(), suffix[pos + 1 :]
    pattern, labels = _terms(language[:2].lower())
    label = pattern.match(inner)
    if label is not None:
        return labels[label[1].lower()], inner[label.end() :].strip(), rest
    return ("page" if inner else ""), inner, rest


def _numbers(text: str, pos: int, *, romans: bool) -> int:
    """Return where the words that are numbers end: `33, 35-37`, `iv`, `34(1)`."""
    end = start = pos
    while (word := _WORD().match(text, start)) and _is_number(word[0], romans):
        end = word.end()
        start = _NEXT().match(text, end).end()  # type: ignore[union-attr]  # matches any text
    return end


def _is_number(word: str, romans: bool) -> bool:
    if any(map(str.isdigit, word)):
        return True
    return romans and any(_ROMAN().match(token) for token in _TOKEN().findall(word))
