"""New names and values in an entry: whether they can be written, and with which delimiters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attachbib.bibtex.blocks import RawField
from attachbib.bibtex.plain import BARE
from attachbib.bibtex.strings import MONTHS

_ALL_BRACES = re.compile(r"[{}]")
_UNESCAPED_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FIELD_NAME = re.compile(r"[^\W\d][\w:.+/-]*+")
_BARE = re.compile(BARE)
NOT_IN_KEYS = re.compile(r"[\s,={}()\"'#%@\\~\x00-\x1f\x7f]+")
"""What BibTeX or biber do not allow in a key."""


def why_unwritable(value: str) -> str:
    """Return what keeps a value from being written into a field, or ""."""
    if control := _CONTROL.search(value):
        return f"it has a control character (U+{ord(control[0]):04X})"
    return why_unbalanced(value)


def why_unbalanced(value: str) -> str:
    r"""Return what keeps braces around a value from ending where it ends, or "".

    Its own must balance in both readings: BibTeX counts every brace, other programs not
    those in `\{` and `\}`.
    """
    if "{" not in value and "}" not in value and not value.endswith("\\"):
        return ""
    for reading in (_ALL_BRACES, _UNESCAPED_BRACES):
        depth = 0
        for brace in reading.finditer(value):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if depth < 0:
                return f"it has a '}}' at character {brace.start() + 1} that no '{{' opens"
        if depth:
            return f"it has {depth} '{{' that no '}}' closes"
    if (len(value) - len(value.rstrip("\\"))) % 2:
        return "it ends in a backslash, which would take the brace behind it"
    return ""


def is_field_name(name: str) -> bool:
    """Whether BibTeX and biber take a text as the name of a field."""
    return bool(_FIELD_NAME.fullmatch(name))


def is_key(key: str) -> bool:
    """Whether BibTeX and biber take a text as a citation key."""
    return bool(key) and not NOT_IN_KEYS.search(key)


def value_like(field: RawField, text: str, value: str) -> str:
    """Return a value with the delimiters that a field's value has in `text`, if it fits them."""
    return _delimited(field.name, value, _opener(field, text))


def value_among(name: str, fields: Sequence[RawField], text: str, value: str) -> str:
    """Return a value with the delimiters that most values of an entry have in `text`.

    A number goes without them if another number of the entry does.

    Args:
        name: the name of the new field, in lower case.
        fields: the fields of the entry.
        text: what their offsets count in.
    """
    if value.isdecimal() and any(_is_bare(one) and one.parts[0].text.isdecimal() for one in fields):
        return _delimited(name, value, "")
    openers = Counter(opener for one in fields if (opener := _opener(one, text)))
    return _delimited(name, value, openers.most_common(1)[0][0] if openers else "{")


def bare_if_possible(key: str) -> str:
    """Return a key as the value of a field that had no delimiters."""
    return key if _BARE.fullmatch(key) else f"{{{key}}}"


def _opener(field: RawField, text: str) -> str:
    """What a value begins with, `{` or `"`; "" when it has no delimiters."""
    return "" if _is_bare(field) or len(field.parts) > 1 else text[field.start]


def _is_bare(field: RawField) -> bool:
    return len(field.parts) == 1 and field.parts[0].bare


def _delimited(name: str, value: str, opener: str) -> str:
    is_month = name == "month" and value.lower() in MONTHS
    if is_month or (not opener and value.isascii() and value.isdecimal()):
        return value
    return f'"{value}"' if opener == '"' and '"' not in value else f"{{{value}}}"
