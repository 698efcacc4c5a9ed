"""What Markdown's other inline rules do not look into: code, math, tags, addresses, escapes."""

from __future__ import annotations

import re
from typing import NamedTuple

from attachbib.articles.addresses import WEB
from attachbib.articles.markdown.liquid import tag_targets
from attachbib.articles.patterns import lazy_pattern
from attachbib.articles.roles import Target, role_targets

MASK = "\0"
"""Stands for every character of an opaque range in the masked text."""


class Opaque(NamedTuple):
    """A range of text that is one unit for all other rules."""

    end: int
    plain: str
    """What a reader reads of it."""
    is_text: bool = False
    """Whether it is ordinary text, such as an escaped character."""
    targets: tuple[Target, ...] = ()
    """What it cites: a MyST role, or a tag of a site generator."""


_START = re.compile(
    r"[\\`<$&]|\{(?:\{[<%]|%|[A-Za-z][\w:.+-]*\}(?=`))"
    r"|(?=[hw])(?<![\w@])(?<!@\{)(?<!@url:)(?<!@\{url:)(?:https?://|www\.)"
)
_ENTITY = lazy_pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = lazy_pattern(r"\\([!-/:-@\[-`{-~\s])")
_TICKS = lazy_pattern(r"`+")
_ATTRIBUTES = lazy_pattern(r"\{[^{}\n]*\}")
_AUTOLINK = lazy_pattern(
    r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>"
)
_TAG = lazy_pattern(r"</?[A-Za-z][^<>]*>|<[!?][A-Za-z][^<>]*>")
_URL = lazy_pattern(WEB, re.I)
_MATH = lazy_pattern(r"\$\$(?:[^$\\]|\\.)+?\$\$|\$(?![\s$])(?:[^$\\]|\\.)*?(?<!\s)\$(?!\d)", re.S)
_ENVIRONMENT = lazy_pattern(r"\\begin\{([A-Za-z]+\*?)\}")
_TEX = lazy_pattern(r"\\[A-Za-z]+\*?(?:\[[^\[\]\n]*\]|\{[^{}\n]*\})+")


def find_opaque(text: str) -> dict[int, Opaque]:
    """Return the opaque ranges of a run of inline text by where they start."""
    found: dict[int, Opaque] = {}
    ticks: dict[int, list[int]] | None = None
    misses: set[str] = set()
    pos = 0
    while match := _START.search(text, pos):
        start = match.start()
        kind = match[0]
        opaque: Opaque | None = None
        if kind == "\\":
            opaque = _backslash(text, start, misses)
        elif kind == "`" or kind[-1] == "}":
            if ticks is None:
                ticks = _tick_runs(text)
            opening = start if kind == "`" else match.end()
            run = _TICKS().match(text, opening).end() - opening  # type: ignore[union-attr]  # a tick is there
            opaque = _code(text, opening, run, ticks)
            if opaque is None:
                pos = opening + run
                continue
            if kind != "`":
                close = text.rindex("`", opening, opaque.end) + 1
                opaque = _role(text, kind[1:-1], opening + run, close - run, close)
        elif kind == "<":
            opaque = _angle(text, start, misses)
        elif kind == "&":
            opaque = _entity(text, start)
        elif kind == "$":
            opaque = _math(text, start, misses)
        elif kind[0] == "{":
            opaque = _tag(text, start, kind, misses)
        else:
            opaque = _url(text, start)
        if opaque is None:
            pos = match.end()
        else:
            found[start] = opaque
            pos = opaque.end
    return found


def mask(text: str, opaque: dict[int, Opaque]) -> str:
    """Return the text with every opaque range replaced by as many `MASK` characters."""
    parts: list[str] = []
    pos = 0
    for start, one in opaque.items():
        parts.append(text[pos:start])
        parts.append(MASK * (one.end - start))
        pos = one.end
    parts.append(text[pos:])
    return "".join(parts)


def _backslash(text: str, start: int, misses: set[str]) -> Opaque | None:
    if match := _ESCAPE().match(text, start):
        return Opaque(match.end(), " " if match[1].isspace() else match[1], is_text=True)
    if match := _ENVIRONMENT().match(text, start):
        found = _until(text, start, f"\\end{{{match[1]}}}", misses)
        if found is not None:
            return Opaque(found.end, text[start : found.end].replace("\n", " "))
    if match := _TEX().match(text, start):
        return Opaque(match.end(), match[0])
    return None


def _entity(text: str, start: int) -> Opaque | None:
    match = _ENTITY().match(text, start)
    if match is None:
        return None
    from html import unescape

    return Opaque(match.end(), unescape(match[0]), is_text=True)


def _tick_runs(text: str) -> dict[int, list[int]]:
    """Return the offsets of the runs of backticks by their length, last first."""
    runs: dict[int, list[int]] = {}
    for match in _TICKS().finditer(text):
        runs.setdefault(match.end() - match.start(), []).append(match.start())
    for offsets in runs.values():
        offsets.reverse()
    return runs


def _code(text: str, start: int, run: int, ticks: dict[int, list[int]]) -> Opaque | None:
    offsets = ticks.get(run, [])
    while offsets and offsets[-1] <= start:
        offsets.pop()
    if not offsets:
        return None
    close = offsets[-1]
    end = close + run
    attributes = _ATTRIBUTES().match(text, end)
    plain = text[start + run : close].replace("\n", " ").strip()
    return Opaque(attributes.end() if attributes else end, plain)


def _role(text: str, name: str, start: int, end: int, close: int) -> Opaque:
    """Read a MyST role with its content at `[start, end)`: {cite}`key`, {ref}`text <label>`."""
    if name.endswith(":empty"):
        return Opaque(close, "")
    content = " ".join(text[start:end].split())
    label = content.rfind(" <")
    plain = content[:label] if label > 0 and content.endswith(">") else content
    return Opaque(close, plain, targets=role_targets(name, text, start, end))


def _tag(text: str, start: int, opener: str, misses: set[str]) -> Opaque | None:
    closer = {"{%": "%}", "{{%": "%}}", "{{<": ">}}"}[opener]
    found = _until(text, start, closer, misses)
    return found and found._replace(targets=tag_targets(text, start, found.end))


def _angle(text: str, start: int, misses: set[str]) -> Opaque | None:
    if text.startswith("<!--", start):
        return _until(text, start, "-->", misses)
    if match := _AUTOLINK().match(text, start):
        return Opaque(match.end(), match[1])
    if ">" in misses:
        return None
    if match := _TAG().match(text, start):
        return Opaque(match.end(), "")
    return None


def _until(text: str, start: int, closer: str, misses: set[str]) -> Opaque | None:
    """Take everything up to a closer; remember in `misses` that there is none further on."""
    if closer in misses:
        return None
    end = text.find(closer, start)
    if end < 0:
        misses.add(closer)
        return None
    return Opaque(end + len(closer), "")


def _math(text: str, start: int, misses: set[str]) -> Opaque | None:
    if "$" in misses:
        return None
    if match := _MATH().match(text, start):
        return Opaque(match.end(), match[0].replace("\n", " "))
    if text.find("$", start + 1) < 0:
        misses.add("$")
    return None


def _url(text: str, start: int) -> Opaque | None:
    match = _URL().match(text, start)
    return Opaque(match.end(), match[0]) if match else None
