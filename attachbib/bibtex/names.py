"""A list of names in BibTeX's grammar, or BibLaTeX's extended one → CSL names.

The grammar is that of BibTeX ("Tame the BeaST", section 11; btparse, "bt_split_names"):
`First von Last`, `von Last, First` or `von Last, Jr, First`, where the `von` part is
the words in lower case and braces make one word of several. BibLaTeX adds
`family=…, given=…, prefix=…, suffix=…` (manual, section 3.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from attachbib.bibtex.latex import plain_text, spell_letters
from attachbib.reference import Name

_AND = re.compile(r" (?:[aA][nN][dD](?: |$))+")
"""One `and`, or several with no name between or behind them."""
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_MARKS = re.compile(r"\\.|[{}\",]", re.DOTALL)
_EXTENDED = r"\s*[A-Za-z]+(?:-i)?\s*=\s*\S"
_SIMPLE = re.compile(r"([^\W\d_][\w-]*+), ([\w.-]++(?: [\w.-]++)*+)")
"""`Family, Given` as most names are; anything else takes the grammar's way."""
_HARD = re.compile(r"[{}\\\"~$]")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\s*|.)", re.DOTALL)
_OTHERS = frozenset(["others", "et al", "et al."])
_ET_AL = (" et al", " et al.")
_JUNIORS = frozenset(["Jr", "Jr.", "Sr", "Sr."])


def read_names(value: str, *, useprefix: bool = True) -> tuple[Name, ...]:
    """Return the names of a LaTeX value; `and others` becomes a name with `others` set.

    Args:
        value: names joined by `and`, without the delimiters of the value.
        useprefix: whether a `von` part stays with the family name: BibLaTeX's option of
            that name, but true unless set, as for BibTeX and in the name forms that
            Crossref and Zotero have; CSL styles can still demote such a particle.
    """
    if "{\\" in value:
        value = spell_letters(value)
    parts = split_list(value)
    if parts[-1].endswith(_ET_AL):
        parts[-1:] = parts[-1].rsplit(" et", 1)[0], "others"
    names = [_read(part, useprefix) for part in parts]
    return tuple([name for name in names if name is not None])


def split_list(value: str) -> list[str]:
    """Split at each `and` outside braces (BibLaTeX's list separator)."""
    parts = _AND.split(" ".join(value.split()))
    if len(parts) == 1 or "{" not in value:
        return parts
    whole: list[str] = []
    open_parts: list[str] = []
    depth = 0
    for part in parts:
        if "{" in part or "}" in part:
            depth = _depth_after(part, depth)
        open_parts.append(part)
        if depth == 0:
            whole.append(" and ".join(open_parts))
            open_parts.clear()
    return [*whole, " and ".join(open_parts)] if open_parts else whole


def _depth_after(text: str, depth: int) -> int:
    """The brace depth at the end of a text that begins at `depth`."""
    for brace in _BRACES.findall(text):
        if brace == "{":
            depth += 1
        elif brace == "}" and depth:
            depth -= 1
    return depth


@lru_cache(maxsize=32_768)
def _read(text: str, useprefix: bool) -> Name | None:
    if (simple := _SIMPLE.fullmatch(text)) and not text[0].islower():
        return Name(simple[1], simple[2])
    if text.lower() in _OTHERS:
        return Name(others=True)
    if "=" in text and re.match(_EXTENDED, text):
        return _extended(text, useprefix)
    if text.startswith("{") and _braced(text) and not text.startswith("{\\"):
        literal = plain_text(text)
        return Name(literal=literal) if literal else None
    parts = _split(text)
    words = [list(_words(part)) for part in parts]
    if len(parts) == 1:
        # BibTeX has no suffix in this form, and would take `Jr.` for the family name.
        junior = [words[0].pop()] if len(words[0]) > 2 and words[0][-1] in _JUNIORS else []
        return _name(*_first_von_last(words[0]), junior, useprefix)
    von, last = _von_last(words[0])
    if len(parts) == 2:
        return _name(words[1], von, last, [], useprefix)
    if len(parts) == 3 and not words[2] and words[1]:
        return _name(words[1], von, last, [], useprefix)
    given = [word for part in words[2:] for word in part]
    return _name(given, von, last, words[1], useprefix)


def _name(
    given: list[str], von: list[str], last: list[str], junior: list[str], useprefix: bool
) -> Name | None:
    texts = [_text(words) for words in (given, von, last, junior)]
    first, particle, family, suffix = texts
    if not family:
        family, first = first, ""
    if not family:
        return Name(literal=particle) if particle else None
    return Name(
        family=family,
        given=first,
        dropping_particle="" if useprefix else particle,
        non_dropping_particle=particle if useprefix else "",
        suffix=suffix,
    )


def _text(words: list[str]) -> str:
    text = " ".join(words)
    return plain_text(text) if _HARD.search(text) or "'" in text else text


def _first_von_last(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Split `Charles Louis de la Vallée Poussin`; without a `von` part the last word is Last."""
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    if not lower:
        return words[:-1], [], words[-1:]
    return words[: lower[0]], words[lower[0] : lower[-1] + 1], words[lower[-1] + 1 :]


def _von_last(words: list[str]) -> tuple[list[str], list[str]]:
    """Split `de la Vallée Poussin`: up to its last lower-case word, but for the very last."""
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    cut = lower[-1] + 1 if lower and lower[0] == 0 else 0
    return words[:cut], words[cut:]


def _is_lower(word: str) -> bool:
    r"""Whether BibTeX sees lower case: the first letter outside braces, or of a `{\…}`."""
    if not _HARD.search(word):
        first = next((character for character in word if character.isalpha()), "")
        return first.islower()
    depth = 0
    position = 0
    while position < len(word):
        character = word[position]
        if character == "{":
            if depth == 0 and word.startswith("\\", position + 1):
                return plain_text(word[position:])[:1].islower()
            depth += 1
        elif character == "}":
            depth -= 1
        elif character == "\\" and (command := _COMMAND.match(word, position)):
            if depth == 0:
                return plain_text(word[position:])[:1].islower()
            position = command.end()
            continue
        elif depth == 0 and character.isalpha():
            return character.islower()
        position += 1
    return False


def _words(text: str) -> Iterator[str]:
    """The words between blanks and `~` outside braces."""
    if not _HARD.search(text):
        yield from text.split()
        return
    start = depth = position = 0
    while position < len(text):
        character = text[position]
        if character == "\\" and position + 1 < len(text):
            command = _COMMAND.match(text, position)
            position = command.end() if command else position + 1
            continue
        if character == "{":
            depth += 1
        elif character == "}":
            depth = max(depth - 1, 0)
        elif depth == 0 and (character == "~" or character.isspace()):
            if start < position:
                yield text[start:position]
            start = position + 1
        position += 1
    if start < len(text):
        yield text[start:]


def _split(text: str, *, quotes: bool = False) -> list[str]:
    """Split at the commas outside braces, and outside quotes if those count."""
    if not _HARD.search(text):
        return text.split(",")
    quotes = quotes and text.count('"') % 2 == 0
    parts, start, depth, quoted = [], 0, 0, False
    for match in _MARKS.finditer(text):
        found = match[0]
        depth = max(depth + {"{": 1, "}": -1}.get(found, 0), 0)
        if found == '"' and depth == 0:
            quoted = quotes and not quoted
        if found == "," and depth == 0 and not quoted:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _braced(text: str) -> bool:
    """Whether the brace that opens the text closes at its end."""
    depth = 0
    for match in _BRACES.finditer(text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end() == len(text)
    return False


def _extended(text: str, useprefix: bool) -> Name | None:
    found: dict[str, str] = {}
    for part in _split(text, quotes=True):
        key, equals, value = part.partition("=")
        name = key.strip().lower()
        if equals and not name.endswith("-i"):
            found[name] = plain_text(value.strip().strip('"'))
    family, given = found.get("family", ""), found.get("given", "")
    if not family:
        family, given = given, ""
    if not family:
        return None
    useprefix = {"true": True, "false": False}.get(found.get("useprefix", ""), useprefix)
    particle = found.get("prefix", "")
    return Name(
        family=family,
        given=given,
        dropping_particle="" if useprefix else particle,
        non_dropping_particle=particle if useprefix else "",
        suffix=found.get("suffix", ""),
    )
