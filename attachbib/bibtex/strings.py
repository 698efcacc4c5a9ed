"""`@string` macros: values of fields with the names replaced and `#` joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attachbib.bibtex.blocks import Defect, RawField, RawPart
from attachbib.bibtex.plain import PlainFields

MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""The macros that every style of BibTeX defines, January first."""


class Macros:
    """The `@string` definitions seen so far; names are case-insensitive, as in BibTeX.

    Month names stay as they are unless the file defines them: what reads dates knows them.
    """

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._lower: dict[str, str] = {}
        """Field name as written → in lower case, one string for all entries."""

    def define(self, field: RawField) -> Sequence[Defect]:
        """Add a definition, a later one of a name replacing it; return what is wrong with it."""
        value = "".join(map(self._text, field.parts))
        defects = list(self._undefined(field))
        self._values[field.name] = value
        return defects

    def read(self, fields: Sequence[RawField]) -> tuple[dict[str, str], Sequence[Defect]]:
        """Return the values of an entry by lower-case name, and what is wrong with them.

        Of a repeated field the first counts; an unknown name stands for itself.
        """
        if isinstance(fields, PlainFields):
            values, clean = self._read_plain(fields)
            if clean:
                return values, ()
        else:
            values = {}
            for field in fields:
                if field.name not in values:
                    values[field.name] = "".join(map(self._text, field.parts))
        return values, list(self._defects(fields))

    def _read_plain(self, fields: PlainFields) -> tuple[dict[str, str], bool]:
        """The values, and whether nothing is wrong with them."""
        values: dict[str, str] = {}
        lower = self._lower
        tokens = fields.tokens()
        unknown = False
        for name, braced, quoted, bare in tokens:
            name = lower.get(name) or lower.setdefault(name, name.lower())
            if bare and not bare.isdecimal():
                key = bare.lower()
                if key in self._values:
                    bare = self._values[key]
                else:
                    unknown = unknown or _is_name(key)
            if name not in values:
                values[name] = braced or quoted or bare
        return values, not unknown and len(values) == len(tokens)

    def _text(self, part: RawPart) -> str:
        if not part.bare:
            return part.text
        return self._values.get(part.text.lower(), part.text)

    def _defects(self, fields: Iterable[RawField]) -> Iterable[Defect]:
        seen: set[str] = set()
        for field in fields:
            yield from self._undefined(field)
            if field.name in seen:
                yield Defect(
                    field.name_start,
                    field.name_start + len(field.name),
                    f"the field '{field.name}' stands twice in this entry; the first is used",
                    "Remove one of them.",
                    "duplicate-field",
                )
            seen.add(field.name)

    def _undefined(self, field: RawField) -> Iterable[Defect]:
        for part in field.parts:
            name = part.text.lower()
            if part.bare and name not in self._values and _is_name(name):
                yield Defect(
                    field.start,
                    field.end,
                    f"no @string before this entry defines '{part.text}'; it is taken as text",
                    "Define it, or put the text in braces.",
                    "undefined-string",
                )


def _is_name(bare: str) -> bool:
    """Whether text in lower case that stands without braces is the name of a macro."""
    return bare[:1].isalpha() and bare not in MONTHS
