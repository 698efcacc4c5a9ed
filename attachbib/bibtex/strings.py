"""`@string` macros: values of fields with the names replaced and `#` joined."""

from __future__ import annotations

from attachbib.bibtex.blocks import RawField, RawPart

_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())


class Macros:
    """The `@string` definitions seen so far; names are case-insensitive, as in BibTeX.

    Month names stay as they are unless the file defines them: what reads dates knows them.
    """

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def define(self, field: RawField) -> None:
        """Add a definition; a later one of the same name replaces it."""
        self._values[field.name] = self.value(field)

    def value(self, field: RawField) -> str:
        """The field's value; an unknown name stands for itself."""
        parts = field.parts
        if len(parts) == 1:
            return self._part(parts[0])
        return "".join(map(self._part, parts))

    def _part(self, part: RawPart) -> str:
        if not part.bare:
            return part.text
        return self._values.get(part.text.lower(), part.text)
