"""References → CSL-YAML, as pandoc reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attachbib.characters import printable
from attachbib.formats.csl_json import item_from_reference
from attachbib.formats.csl_yaml_text import NO_MARKDOWN, to_markdown
from attachbib.reference import Reference

_PLAIN = re.compile(r"[^\W\d_][\w.,/’()-]*(?: [\w.,/’()&-]+)*")
"""Scalars that are themselves without quotes in every version of YAML."""
_WORDS = frozenset("y n yes no true false on off null".split())
_NOT_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON lets stand and YAML does not, or reads as a line end."""


def dump_csl_yaml(references: Iterable[Reference]) -> str:
    """Return references as a CSL-YAML document; markup becomes pandoc's Markdown."""
    lines = ["---", "references:"]
    for reference in references:
        lines += _lines(_texts(item_from_reference(reference)), "- ", "  ")
    return "\n".join([*lines, "---", ""]) if len(lines) > 2 else "---\nreferences: []\n---\n"


def _texts(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if name in NO_MARKDOWN else _marked(value) for name, value in item.items()}


def _marked(value: Any) -> Any:
    """A value with its texts as Markdown."""
    if isinstance(value, str):
        return to_markdown(value)
    if isinstance(value, list):
        return [_marked(one) for one in value]
    return {name: _marked(one) for name, one in value.items()} if isinstance(value, dict) else value


def _lines(value: Mapping[str, Any] | list[Any], first: str, rest: str) -> Iterator[str]:
    """The lines of a collection that is not empty; the first begins with `first`."""
    entries = value.items() if isinstance(value, Mapping) else ((None, one) for one in value)
    indent = first
    for name, content in entries:
        key = "-" if name is None else f"{_scalar(name)}:"
        if isinstance(content, (list, Mapping)) and content:
            if name is None:
                yield from _lines(content, f"{indent}- ", f"{rest}  ")
            else:
                yield f"{indent}{key}"
                deeper = rest if isinstance(content, list) else f"{rest}  "
                yield from _lines(content, deeper, deeper)
        else:
            yield f"{indent}{key} {_scalar(content)}"
        indent = rest


def _scalar(value: Any) -> str:
    """A scalar without quotes where that is safe, else as JSON, which is YAML too."""
    text = printable(value) if isinstance(value, str) else ""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    text = json.dumps(text if isinstance(value, str) else value, ensure_ascii=False)
    return _NOT_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
