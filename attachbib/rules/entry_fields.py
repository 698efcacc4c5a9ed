"""The fields of an entry as rules compare them, and edits of one field that leave the rest."""

from __future__ import annotations

from collections.abc import Iterator

from attachbib.bibtex import Entry, Library
from attachbib.bibtex.addresses import verbatim
from attachbib.bibtex.blocks import RawField
from attachbib.bibtex.model import NO_WORKS
from attachbib.doi import bare_doi, fold_doi
from attachbib.edits import Edit
from attachbib.errors import InputError
from attachbib.workspace import Workspace


def own_doi(entry: Entry) -> str:
    """Return what the entry's own `doi` field holds; "" if it has none or inherits it."""
    return own_text(entry, "doi")


def folded_doi(entry: Entry) -> str:
    """Return the entry's own DOI as DOIs are compared; "" if it has none, or none that is one."""
    return fold_doi(bare_doi(own_doi(entry)))


def own_text(entry: Entry, name: str) -> str:
    """Return a field as `field_text` does; "" if the entry inherits it."""
    return field_text(entry, name) if name in entry.values else ""


def field_text(entry: Entry, name: str) -> str:
    """Return a field as it is meant, on one line; "" if it is missing or empty."""
    return " ".join(verbatim(entry.value(name) or "").split())


def works(workspace: Workspace) -> Iterator[tuple[Library, Entry]]:
    """Yield the entries that stand for a work, with their libraries."""
    for library in workspace.libraries:
        for entry in library.entries:
            if entry.type not in NO_WORKS:
                yield library, entry


def name_of(entry: Entry) -> str:
    """Return how a message calls an entry."""
    return f"'{entry.key}'" if entry.key else "the entry"


def written_field(entry: Entry, name: str) -> RawField | None:
    """Return the first field of a name whose whole value stands in it, in braces or quotes."""
    for field in entry.raw.fields:
        if field.name == name:
            return None if len(field.parts) > 1 or field.parts[0].bare else field
    return None


def value_edits(entry: Entry, name: str, value: str) -> tuple[Edit, ...]:
    """Return the edit that puts another value between a field's delimiters; () if none is safe."""
    from attachbib.bibtex.edit_values import why_unwritable

    field = written_field(entry, name)
    if field is None or why_unwritable(value) or '"' in value:
        return ()
    return (Edit(field.start + 1, field.end - 1, value),)


def added_field(library: Library, entry: Entry, name: str, value: str) -> tuple[Edit, ...]:
    """Return the edit that adds a field to an entry; () if none is safe."""
    from attachbib.bibtex.edit import set_fields

    try:
        edits = set_fields(library, entry, {name: value})
    except InputError:
        return ()
    return tuple(_trimmed(library.source.text, edit) for edit in edits)


def _trimmed(text: str, edit: Edit) -> Edit:
    """An edit without what it keeps at its beginning and its end."""
    old, new = text[edit.start : edit.end], edit.text
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return Edit(edit.start + head, edit.end - tail, new[head : len(new) - tail])
