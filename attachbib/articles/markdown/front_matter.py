"""Single values out of YAML front matter, without a YAML parser: language, title, `nocite`.

Reads the scalars of YAML 1.2 (plain, quoted, literal and folded) at the top level;
a value of another kind counts as not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.articles.markdown.citations import iter_keys
from attachbib.articles.patterns import lazy_pattern

_LANGUAGE_TAG = lazy_pattern(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_COMMENT = lazy_pattern(r"(?:^|\s)#.*")
_BLOCK_HEADER = lazy_pattern(r"[|>][0-9+-]*[ \t]*(?:#.*)?$")
_ESCAPE = lazy_pattern(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))")
_NOCITE = lazy_pattern(
    r"^nocite[ \t]*:(?=\s)(.*(?:\r?\n(?:[ \t]+.*|[-#][ \t].*|(?=\r?\n)))*)", re.M
)
_WHOLE_COMMENT = lazy_pattern(r"(?<!\S)#.*")
_CONTROL = {"n": "\n", "t": "\t", "0": "", "a": "", "b": "", "e": "", "f": "", "r": "", "v": ""}


def front_matter_language(metadata: str) -> str:
    """Return the BCP 47 tag under `lang` or `language`, or ""."""
    tag = front_matter_value(metadata, "lang") or front_matter_value(metadata, "language")
    return tag if tag.isalpha() or _LANGUAGE_TAG().fullmatch(tag) else ""


def front_matter_value(metadata: str, name: str) -> str:
    """Return the text of a top-level scalar as one line; "" if there is none."""
    lines = metadata.splitlines()
    start = next((i for i, line in enumerate(lines) if _starts(line, name)), None)
    if start is None:
        return ""
    first = lines[start].split(":", 1)[1].strip()
    rest: list[str] = []
    for line in lines[start + 1 :]:
        if line.strip() and not line[0].isspace():
            break
        rest.append(line.strip())
    if first[:1] in ("|", ">") and _BLOCK_HEADER().match(first):
        return " ".join(" ".join(rest).split())
    return _scalar(" ".join([first, *rest]).strip())


def front_matter_listed(metadata: str) -> Iterator[tuple[str, int, int]]:
    """Yield each key under `nocite`, with where it stands.

    As pandoc reads it: the value is Markdown, or a list of such, and whatever is cited in it
    is only listed.
    """
    match = _NOCITE().search(metadata) if "nocite" in metadata else None
    if match is None:
        return
    value = match[1]
    if not _BLOCK_HEADER().match(value.partition("\n")[0].strip()):
        value = _WHOLE_COMMENT().sub(lambda comment: " " * len(comment[0]), value)
    for key, start, end in iter_keys(value):
        yield key, match.start(1) + start, match.start(1) + end


def _starts(line: str, name: str) -> bool:
    rest = line.removeprefix(name).lstrip()
    return line.startswith(name) and rest.startswith(":") and rest[1:2] in ("", " ", "\t")


def _scalar(value: str) -> str:
    if value.startswith("'"):
        end = re.match(r"'((?:[^']|'')*)'", value)
        text = end[1].replace("''", "'") if end else ""
    elif value.startswith('"'):
        end = re.match(r'"((?:[^"\\]|\\.)*)"', value)
        text = _ESCAPE().sub(_unescape, end[1]) if end else ""
    elif value[:1] in ("[", "{", "&", "*", "!"):
        return ""
    else:
        text = _COMMENT().sub("", value) if "#" in value else value
    return " ".join(text.split())


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CONTROL.get(match[3], match[3])
