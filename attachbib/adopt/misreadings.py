"""What a template took for a title, a journal, a publisher or a number, and cannot be one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attachbib.adopt.dates import DATE, DAY, DAY_DATE

_NAMED = ("title", "container-title", "publisher", "publisher-place", "collection-title")
_BRACKETS = (("(", ")"), ("[", "]"))
_NO_NAME = re.compile(
    r"\d[;(]\d|;\d|:\d|\d;|; \d|, \d+\(\d+\)|, \d{3}\b|[,;] in press\b"
    r"|(?:^|\. )(?:1[5-9]|20)\d\d\.(?: |$)|\. (?:1[5-9]|20)\d\d$"
    r"|\b(?:vol|no|pp?)\. ?\d|\(pp?\b|\beds?\.|\(eds?\b|^in |\bIn: |\bet al\b|\bdoi\b|https?://"
    r"|\[(?:Internet|Online)\]|\b(?:Accessed|Retrieved|Available at|Available from)\b"
    r"|\b[Pp]ublished online\b|,[”’] |\b[Ee]dited (?:and|by|&)|\(Eds?\.|, Eds?\.|\[Preprint\]"
    r"|, (?:eds?|editors?)$|, ahead of print\b|\(\d+\), \d|\bVol$|\. In [^\W\d_a-z]"
    r"|^“[^”]*[.?!,]” \S|[\[(][^\[\]()]*\b(?:[Tt]hesis|[Dd]issertation)\b|\bdiss\.,|, www\."
    r"|\. (?:[Uu]npublished )?(?:PhD |Master[’']s |[Dd]octoral )?(?:[Tt]hesis|[Dd]issertation)$"
    r"|(?:^|\. )(?:Updated|Reviewed|Published|Posted) |\b[Pp]reprint posted\b|\bEpub\b"
    r"|\b[Aa]dvance online publication\b|^[“‘\"'][^“”‘’\"']+[”’\"'],|\d \([12]\d{3}\)|:[A-Za-z]\d"
    r"|^(?:[^\W\d_a-z]\. ?){1,4}(?:,| and\b| &)|\w\.(?:com|org|net|edu|gov|info|int|uk|de|eu|io)/"
    r"|\. “|^(?:Print|Web|E-?book)$"
    r"|, \d+[-–]\d+\. |\b\d+(?:st|nd|rd|th) edn?\b|, “[^”]*”$|\. [^.]* web ?site$"
    r"|^[^.]* [^\W\d_a-z]{1,3},? (?:and|&) [^\W\d_a-z][\w'’-]* [^\W\d_a-z]{1,3}\. "
    r"|\(Vols?\. |^(?:[^\W\d_][\w'’-]+ [^\W\d_a-z]{1,3}(?:, |$)){2}|^[a-z]\. [A-Z]"
    r"|^Review of .*, by |\bTranslated (?:by|from)\b"
    r"|^presented at\b|^Forthcoming$|^[^.;]* [^\W\d_a-z]{1,3}; "
    r"|^Report (?:[Nn]o\b|\S*\d\S*$)"
    r"|^[^\W\d_][\w'’-]+ (?:[^\W\d_a-z]\.-?){1,4}, |\(No\. "
    r"|\[(?:PDF|[Oo]nline|[Ww]eb ?page)\]$|\. [A-Z]{2,}[-–]\d"
    r"|\b[Pp]osted online\b|, (?!(?:1[5-9]|20)\d\d[-–])\d+[-–]\d+$"
    r"|\([A-Z]+-[\d–-]+\)$"
)
"""What no title, journal or publisher has: a template that takes it for one reads too much."""
_NO_TITLE_END = re.compile(r"[.?!] (?:J(?:\. \w+)*|[A-Z]\w{0,7}\. [A-Z]\w{0,9})$")
"""The first words of a journal: `J. Appl`, `Ann. Intern`."""
_NO_PUBLISHER = re.compile(
    rf"[\W\d]*(?:\bpp?)?[\W\d]*|{DATE}|(?:.*, )?{DAY}(?:,? \d{{4}})?|.*\[\d{{4}}\?\].*"
    r"|(?:Revised|Enlarged)\b.*|.*[,;(:]"
    r"|.*\bvols?\. .*|.*, no\..*|.*, \(\d+\)|.*, \d{1,7}(?:\(.*\))?|.* \d+ \(\d+\):.*"
    rf"|.*, \d+[-–]\d+|.*[.,] {DAY}"
    r"|.*\d(?:st|nd|rd|th) ed\b.*"
    r"|.*\b(?:thesis|dissertation)\b.*|.*\d{4}[-–]\d{4}.*|PhD|.*\btechnical report\b.*|In"
    r"|In (?!vi|situ|silico).*|Chap\. .*|.*: [A-Z]?\d.*|.*, ASAP|.*, pp?\. .*|[(\[].*"
    r"|.*\bnos?\. .*|.*, (?:pp?|vols?)|Version .*|[A-Z], .*|.*, [A-Za-z]\d+|.*[’”], .*"
    r"|(?:Last )?(?:modified|updated|reviewed)\b.*"
    r"|(?-i:[A-Z]{2}): .*|(?:.*: )?Author|.*(?: web ?site|\((?:blog|web ?site)\))"
    rf"|.*\b{DAY_DATE}.*",
    re.IGNORECASE,
)
"""What names no publisher, place or series, nor what contains a work, as a whole."""
NO_EDITOR = re.compile(r"\bvols?\b|\w{3}\. ", re.IGNORECASE)
"""What no editor has in the name."""
PLACE_AND_PUBLISHER = re.compile(
    r"(?:(?<=\w{3}[.?!])|(?<=\d\.)) (?!Ser(?:ies)?\b|Part\b|Sect(?:ion)?\b|Vol)[^\W\d_a-z][\w’-]+"
    r"(?: [^\W\d_a-z][\w’-]+){0,2}(?:, [^\W\d_a-z][\w. ]*)?: "
    r"[^\W\d_a-z][^:]*$"
)
"""A place and a publisher behind a title or journal, as far as such a thing can be told."""
_STATE = re.compile(r"[A-Z]{2},")
"""A state at the start of a place: its city was taken for the publisher."""
_CITY = re.compile(
    r"[^\W\d_a-z][\w. ]{2,25}, (?:[A-Z]{2}|USA|U\.S\.A\.|UK|U\.K\.|England|Scotland|Ireland"
    r"|Canada|Australia|New Zealand|Germany|France|Italy|Spain|Portugal|Austria|Switzerland"
    r"|Belgium|Sweden|(?:The )?Netherlands|Norway|Denmark|Finland|Poland|Czech Republic|Hungary"
    r"|Greece|Turkey|India|China|Japan|Brazil|Mexico|Israel|South (?:Korea|Africa)"
    r"|Singapore)(?:, USA)?"
)
"""A city and its state or country, and no publisher."""
_CITY_FIRST = re.compile(r"(?:New York|London|Boston|Oxford|Cambridge|Chicago|Paris|Berlin), ")


def are_names(texts: Mapping[str, str]) -> bool:
    """Whether title, journal and publisher may be what a template took for them."""
    named = [texts.get(variable, "") for variable in _NAMED]
    return not (
        any(_NO_NAME.search(text) for text in named)
        or _NO_TITLE_END.search(named[0])
        or any(text.count(left) != text.count(right) for text in named for left, right in _BRACKETS)
        or any(text and _NO_PUBLISHER.fullmatch(text) for text in named[1:])
        or PLACE_AND_PUBLISHER.search(texts.get("container-title", ""))
        or re.search(r": |[\d/]\d{3}| [A-Z]?\d{1,3}\.?$", texts.get("publisher", ""))
        or texts.get("publisher-place", "")[:1].islower()
        or _CITY.fullmatch(texts.get("publisher", ""))
        or _CITY_FIRST.match(texts.get("publisher", ""))
        or _STATE.match(texts.get("publisher-place", ""))
    )


def is_misread_number(texts: Mapping[str, str], parts: Mapping[str, str]) -> bool:
    """Whether an issue is the year, a volume a page (`B2`), or the journal ends with a volume."""
    if re.fullmatch(r"[A-Z]\d{1,2}", texts.get("volume", "")) and not texts.get("page"):
        return True
    issue, journal = texts.get("issue"), texts.get("container-title", "")
    is_volume = journal[-1:].isdigit() and "volume" not in texts and "Suppl" not in journal
    return issue is not None and (issue == parts.get("issued") or is_volume)
