"""Numbers that can be looked up and be wrong, told from those that name, count or date something.

What is no quantity is taken out first, by a table of patterns; whatever digits are left are one.
The labels are English with the usual German, French and Spanish ones. In doubt a number is a
quantity, and nothing before a percent sign is ever taken out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_SHARE = r"\s?(?:%|percent|per cent|percentage)"
_MONTH = (
    r"(?:Jan(?:uar[yi]?|uary)?|Feb(?:ruar[yi]?)?|Mar(?:ch)?|März|Apr(?:il)?|May|Mai|Jun[ei]?|Jul[yi]?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?|janvier|février"
    r"|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril"
    r"|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b\.?"
)
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th|er|\.)?"
_LABELS = frozenset(
    "figure fig figura abbildung abb table tabelle tableau tabla tab box panel plate scheme"
    " listing algorithm sect section sección sec abschnitt chapter chapitre chap ch kapitel"
    " capítulo appendix anhang part teil volume vol band no nos nr equation eq theorem satz"
    " lemma corollary proposition definition remark hypothesis axiom footnote endnote note"
    " line zeile row column cell page seite página paragraph absatz clause article artikel art"
    " amendment rule step schritt étape paso tip item option question exercise problem task"
    " lesson module example scenario experiment study condition group wave cohort type typ"
    " phase stage stufe level grade class klasse day week version release episode season scene"
    " psalm verse route highway room gate channel code status error issue ticket python java"
    " node windows dsm icd covid p pp".split()
)
"""Words that number what follows them, in the singular."""
_PLURALS = frozenset(
    {*(f"{one}s" for one in _LABELS), "boxes", "studies", "hypotheses", "appendices", "sätze"}
)
_NUMBER = r"(?-i:[A-Z]\.?)?\d+(?:[.–-]\d+)*[a-z]?"

_NO_QUANTITIES: Mapping[str, str] = {
    "formulas": (
        r"\$\$.{0,500}?\$\$|\\\((?![\d.,]+\\?%\\\)|\d{3}).{0,500}?\\\)|\\\[.{0,500}?\\\]"
        r"|\$(?=[^\s$])(?![\d.,]+\\?%\$)[^$]{0,500}?[\\^_={}][^$]{0,500}\$"
        r"|\b\w\([\w, ]{0,20}\) ?= ?[\w^]+(?: ?[+*/^−-] ?[\w^]+)*"
        r"|(?-i:\b[abcijkqsuvwxyz]|[αγδεθλμσω]) ?[=<>≤≥≠≈]=? ?[−-]?\d[\d.,]*"
        r"|\b(?:let|set|fix|choose|where|with) \w ?= ?[−-]?\d[\d.,]*"
        r"|\b\d+(?: ?[+×*·/−-] ?\d+){1,9} ?= ?[−-]?\d[\d.,]*"
    ),
    "addresses and identifiers": (
        r"https?://\S+|www\.\S+|@\S+|\b\d{4}(?:-\d{4}){2}-\d{3}[\dX]\b|#\d+\b|\bdoi:\S+"
        r"|§+ ?\d+[a-z]?(?: (?:and|und|et|y) \d+[a-z]?)?|\b\d{1,5}[a-z]? (?-i:[A-Z]\w+ ){1,3}"
        r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Square|Boulevard|Blvd)\b"
    ),
    "dates": (
        rf"\b{_DAY}(?:\s?[–-]\s?{_DAY})? (?:of |de )?{_MONTH}(?:,? (?:de )?\d{{4}})?"
        rf"|\b(?=[adefjmnos]){_MONTH} {_DAY}\b(?:\s?[–-]\s?{_DAY})?(?!{_SHARE}|[\d,.]*\d)"
        r"(?:,? \d{4})?|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
        r"|\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}\b|(?!\d))"
        rf"|\b(?:1[5-9]|20)\d\d(?:s\b|[–/-]\d{{2,4}})?(?!\d|,\d|{_SHARE})|[’']\d0s\b|\b9/11\b"
    ),
    "times of day": (
        r"\b\d{1,2}(?::[0-5]\d){1,2}\b(?:\s?[ap]\.?m\b\.?)?"
        r"|\b\d{1,2}(?:\s?[–-]\s?\d{1,2})?\s?(?:[ap]\.?m\b\.?|o[’']clock|Uhr\b)|\b24/7\b"
    ),
    "telephone numbers": (
        r"\+\d[\d ()/-]{6,}\d|\(\d{2,5}\) ?\d[\d -]{3,}\d|\b(?:\d{1,2}-)?\d{3}-\d{3}-\d{4}\b"
        r"|\b(?:call|dial|ring|text|phone)(?:ing)?(?: or \w+)? (?:the )?"
        r"(?:9(?:11|99|88)|11\d|000)\b"
        r"|\btext \w+ to \d{4,7}\b"
    ),
    "prices of what is on offer": (
        r"[$€£]\s?\d{1,3}\.\d\d\b(?!\s?(?:million|billion|trillion|per\b|an? ))"
        r"|\b(?:tickets?|admission|shipping|orders?|subscriptions?|on sale|sells?|priced)\b"
        r"[^.;]{0,30}?[$€£]\s?\d{1,3}\b(?![.,]?\d|\s?(?:million|billion|trillion))"
    ),
    "names": (
        r"\b(?!(?-i:SD|SE|CI|OR|RR|HR|IQ|BMI|UK|USA?|EU|UN|USD|EUR|GBP|CHF|AND|OF|IN)\b)"
        rf"(?-i:[A-Z]{{2,}}|[A-Z]?[a-z]+[A-Z]\w*)[- ]\d+(?:\.\d+)*\b(?!,\d|{_SHARE})"
        rf"|(?<=\s)(?-i:[A-Z][a-z]+)[- ]\d+(?:\.\d+)*\b(?!,\d|{_SHARE})"
        r"(?=[.;!?)]|:(?!\d)|,? (?:and|or|is|was|has|had|can|on|to|for|with|by|from|as)\b|$)"
        rf"|\b\w*[A-Za-z_]-?\d[\w.]*(?!{_SHARE})|\bv?\d+(?:\.\d+){{2,}}\b"
        r"|(?-i:\b\d[DGK]\b|\b\d-[A-Z]{2,}\b)"
    ),
    "ordinals": (
        r"\b\d+(?:st|nd|rd|th)\b(?! (?:percentile|most|leading|\w+est)\b)|\(\d{1,2}\)"
        r"|^\d{1,2}[.)]\s|(?<!\S)\d{1,2}\)\s"
    ),
}
"""Kind of number that is no quantity → its patterns. The earlier ones are tried first."""

_LABELLED = (
    rf"\b([^\W\d_]{{1,13}}+)\.?[-\s]*(\(?{_NUMBER}\b\)?(?:\s?[–-]\s?{_NUMBER})?(?!\d|,\d|{_SHARE}))"
    rf"((?:, ?{_NUMBER})*(?:,? ?(?:and|or|to|through|und|bis|et|y|&) ?{_NUMBER})?(?!\d|{_SHARE}))?"
)
"""A word, a number or a range behind it, and the list that a plural may go on with."""

_HYPOTHESIS = (
    r"(?:For (?:example|instance), )?"
    r"(?:imagine|suppose|picture|pretend|assume|consider|think of|say)"
    r"(?: that)?,? (?:an?|you|your|someone|there)\b"
)
"""How a sentence begins that makes something up."""

_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
_WORDS = (
    rf"(?:{_SMALL}|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
)
_SPELT = (
    r"\b(?:half|two[- ]thirds|one[- ]third|a third|a quarter|three[- ]quarters) (?:of|as)\b"
    r"|\b(?:percent|per cent|twofold|threefold|tenfold)\b"
    rf"|\b{_SMALL} (?:in|out of)(?: every)? (?:{_SMALL}|a hundred)\b"
    rf"|\b{_WORDS} (?:hundred|thousand|million|billion)\b"
    rf"|\b(?:twice|{_SMALL} times) as\b"
)
_ANCHORS = (
    *"half third quarter percent fold hundred thousand illion twice".split(),
    "per cent",
    "times as",
    "out of",
    *(f" in {word}" for word in "every a one two three four five six seven eight nine ten".split()),
)
"""One of these is in whatever `_SPELT` finds; looking for them is much faster."""
_DIGIT = re.compile(r"[\d½⅓⅔¼¾]")
_SHARES = rf"\d{_SHARE}(?!\d)"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: all of them take as long as a small check."""
    return re.compile(pattern, re.I)


def has_quantity(text: str) -> bool:
    """Whether a sentence gives a number that can be looked up: no date, label or name."""
    is_spelt = _is_spelt(text)
    if not is_spelt and not _DIGIT.search(text):
        return False
    if _compiled(_HYPOTHESIS).match(text) and "%" not in text:
        return False
    return is_spelt or bool(_compiled(_SHARES).search(text)) or _has_number(text)


def _is_spelt(text: str) -> bool:
    lower = text.lower()
    return any(one in lower for one in _ANCHORS) and bool(_compiled(_SPELT).search(text))


def _has_number(text: str) -> bool:
    """Whether digits are left once what is no quantity is taken out."""
    text = _compiled(_LABELLED).sub(_without_label, text)
    for pattern in _NO_QUANTITIES.values():
        if not _DIGIT.search(text):
            return False
        text = _compiled(pattern).sub(" ", text)
    return bool(_DIGIT.search(text))


def _without_label(match: re.Match[str]) -> str:
    word = match[1].lower()
    if word in _PLURALS:
        return " "
    return f" {match[3] or ''}" if word in _LABELS else match[0]
