"""Text case (CSL 1.0.2, "Text-case"): of rich text, sparing what must keep its case.

`NOCASE` spans, small capitals, superscripts and subscripts keep their case, as in
citeproc-js; every function remembers what it did to plain strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from attachbib.richtext.model import (
    NOCASE,
    NODECOR,
    Rich,
    concat,
    leaves,
    map_text,
    span,
)

_SHIELDED = frozenset({NOCASE, NODECOR, "flip-small-caps", "flip-superscript", "flip-subscript"})

_STOP_WORDS = (
    "about above across afore after against al along alongside amid amidst among amongst anenst "
    "apropos apud around as aside astride at athwart atop barring before behind below beneath "
    "beside besides between beyond but by circa despite down during et except for forenenst from "
    "given in inside into lest like modulo near next notwithstanding of off on onto out over per "
    "plus pro qua sans since than through thru throughout thruout till to toward towards under "
    "underneath until unto up upon versus vs v via vis-à-vis with within without or yet so and "
    "nor a an the de d von van c ca"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Lower case in titles (CSL 1.0.2, "Title Case Conversion"; citeproc-js adds a few)."""

_WORD = re.compile(r"[^\s\-–—/.,;?!:\[\]()“”‘\"]+")
_NON_SPACE = re.compile(r"\S+")


def apply_case(rich: Rich, case: str, language: str = "en") -> Rich:
    """Return rich text with one of the values of the `text-case` attribute applied.

    Args:
        rich: the text.
        case: `lowercase`, `uppercase`, `capitalize-first`, `capitalize-all`,
            `sentence` or `title`.
        language: BCP 47 code of the text; only Turkish and Azeri change anything.
    """
    if not rich:
        return rich
    dotted = language[:2] in ("tr", "az")
    if isinstance(rich, str) and not dotted:
        return _of_string(rich, case)
    return _CASES[case](rich, _dotted_upper if dotted else str.upper)


@lru_cache(maxsize=32768)
def _of_string(text: str, case: str) -> Rich:
    return _CASES[case](text, str.upper)


Upper = Callable[[str], str]


def _dotted_upper(text: str) -> str:
    return text.replace("i", "İ").upper()


def _lowercase(rich: Rich, upper: Upper) -> Rich:
    return _map_open(rich, str.lower)


def _uppercase(rich: Rich, upper: Upper) -> Rich:
    return _map_open(rich, upper)


def _capitalize_first(rich: Rich, upper: Upper) -> Rich:
    done = False

    def change(text: str) -> str:
        nonlocal done
        match = None if done else _NON_SPACE.search(text)
        if match is None:
            return text
        word = _WORD.search(text)
        done = True
        return _with_capital(text, word, upper) if word else text

    def shielded(text: str) -> None:
        nonlocal done
        done = done or bool(text.strip())

    return _map_open(rich, change, shielded)


def _capitalize_all(rich: Rich, upper: Upper) -> Rich:
    inside = False

    def change(text: str) -> str:
        nonlocal inside
        continued, inside = inside, text[-1:].isalnum()
        return _WORD.sub(
            lambda word: word[0] if continued and not word.start() else _capital(word[0], upper),
            text,
        )

    def shielded(text: str) -> None:
        nonlocal inside
        inside = text[-1:].isalnum()

    return _map_open(rich, change, shielded)


def _sentence(rich: Rich, upper: Upper) -> Rich:
    first = True

    def word(match: re.Match[str]) -> str:
        nonlocal first
        text = match.group()
        if first:
            first = False
            return _first_upper(text, upper)
        return text.lower()

    def shielded(text: str) -> None:
        nonlocal first
        first = first and not text.strip()

    return _map_open(rich, lambda text: _WORD.sub(word, text), shielded)


def _title(rich: Rich, upper: Upper) -> Rich:
    last = _last_word(rich)
    index = -1
    force = True
    unbroken = True
    inside = False
    # Whether the text before ends inside a word: `<span class="nocase">P</span>ython`.

    def change(text: str) -> str:
        nonlocal index, force, unbroken, inside
        index += 1
        continued, inside = inside, text[-1:].isalnum()
        pieces = []
        position = 0
        for match in _WORD.finditer(text):
            gap = text[position : match.start()]
            if any(mark in gap for mark in "?!:"):
                force = True
            unbroken = unbroken and not gap.strip()
            pieces.append(gap)
            word = match.group()
            hyphenated = unbroken and text[match.end() : match.end() + 1] == "-"
            forced = force or (((index, match.start()) == last or hyphenated) and len(word) > 1)
            whole = match.start() > 0 or not continued
            if whole and (forced or not _stays_lower(word)):
                word = _capital(word, upper)
            pieces.append(word)
            force = False
            position = match.end()
        rest = text[position:]
        if any(mark in rest for mark in "?!:"):
            force = True
        pieces.append(rest)
        return "".join(pieces)

    def shielded(text: str) -> None:
        nonlocal index, force, inside
        index += 1
        force = force and not text.strip()
        inside = text[-1:].isalnum()

    return _map_open(rich, change, shielded)


_CASES: dict[str, Callable[[Rich, Upper], Rich]] = {
    "lowercase": _lowercase,
    "uppercase": _uppercase,
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}


def _map_open(
    rich: Rich, change: Callable[[str], str], shielded: Callable[[str], None] | None = None
) -> Rich:
    """Apply `change` to the strings outside shielded tags, in order; show the others."""
    if isinstance(rich, str):
        return change(rich)
    result: Rich = ""
    for part in rich:
        if isinstance(part, str):
            result = concat(result, change(part))
        elif part.tag in _SHIELDED:
            if shielded:
                for text, _ in leaves(part.content):
                    shielded(text)
            result = concat(result, (part,))
        else:
            result = concat(
                result, span(part.tag, _map_open(part.content, change, shielded), part.value)
            )
    return result


def _last_word(rich: Rich) -> tuple[int, int] | None:
    """Return (index of the string, offset in it) of the last word, if its case may change."""
    last = None
    for index, (text, covered) in enumerate(leaves(rich, _SHIELDED)):
        if covered:
            last = None if text.strip() else last
            continue
        for match in _WORD.finditer(text):
            last = (index, match.start())
    return last


def _stays_lower(word: str) -> bool:
    if len(word) == 1 or word.lower() in STOP_WORDS:
        return True
    elided = re.match(r"[^\W\d_]['’]", word)
    return elided is not None


def _capital(word: str, upper: Upper) -> str:
    """Capitalize a word unless it has a capital already."""
    return _first_upper(word, upper) if word == word.lower() else word


def _first_upper(word: str, upper: Upper) -> str:
    first, rest = word[0], word[1:]
    if not rest and "\u0370" <= first <= "\u03ff":  # a lone Greek letter is a symbol
        return word
    return upper(first) + rest


def _with_capital(text: str, word: re.Match[str], upper: Upper) -> str:
    return text[: word.start()] + _capital(word.group(), upper) + text[word.end() :]


def strip_periods(rich: Rich) -> Rich:
    """Remove all periods (CSL 1.0.2, "Strip-periods")."""
    if isinstance(rich, str):
        return rich.replace(".", "")
    return map_text(rich, lambda text: text.replace(".", ""))
