"""The reference list: what a project cites or a file holds, as a style prints it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attachbib.csl import Bibliography, Processor, load_style
from attachbib.csl.load import shipped_locales
from attachbib.errors import AttachbibError, InputError, StyleError
from attachbib.reference import Reference
from attachbib.richtext import FORMATS as MARKUP_FORMATS
from attachbib.richtext import writer
from attachbib.source import Problem

if TYPE_CHECKING:
    from attachbib.bibtex import Library
    from attachbib.workspace import Workspace

FORMATS = (*MARKUP_FORMATS, "json")
"""Formats a list is written in; `json` holds each entry as text and as HTML."""

DEFAULT_STYLE = "apa"


class UnknownLocaleError(AttachbibError):
    """No shipped locale has the language of a tag.

    Attributes:
        tag: what was asked for.
    """

    def __init__(self, tag: str) -> None:
        known = ", ".join(sorted(shipped_locales()))
        super().__init__(
            f"no locale has the language of {tag!r}.", hint=f"The known locales are: {known}."
        )
        self.tag = tag


class Selection(NamedTuple):
    """References to print, and what is missing among them."""

    references: tuple[Reference, ...]
    """In the order of citation, or of the file."""
    unknown: tuple[str, ...] = ()
    """Cited keys that no library has."""
    problems: tuple[Problem, ...] = ()
    """Entries that could not be read, or not in full."""


def select_references(workspace: Workspace, *, everything: bool = False) -> Selection:
    """Return the references that the articles of a workspace cite, or all it has."""
    problems = _unreadable(*workspace.libraries)
    if everything:
        return Selection(tuple(workspace.references.values()), problems=problems)
    found = {key: workspace.reference(key) for key in workspace.cited_keys}
    return Selection(
        tuple(reference for reference in found.values() if reference is not None),
        tuple(key for key, reference in found.items() if reference is None),
        problems,
    )


def read_references(path: Path | str, format: str = "") -> Selection:
    """Read all references of one file, in any of the formats of `attachbib.exchange`.

    Args:
        path: the file.
        format: one of `attachbib.exchange.NAMES`; "" to go by the name of the file, then by
            its text.

    Entries that cannot be read are in `problems`; the others are returned, those without a
    key under their number, such as `item-3`.

    Raises:
        InputError: the file cannot be read, is empty, or its format is not known.
        EncodingError: its bytes are not in the encoding of its format.
    """
    from attachbib.exchange import open_file, read_text

    source, format = open_file(Path(path), format)
    if not source.text.strip():
        raise InputError("the file is empty.", path=source.path, hint="Expected references.")
    readout = read_text(source, format)
    return Selection(
        tuple(
            reference if reference.id else replace(reference, id=f"item-{number}")
            for number, reference in enumerate(readout.value, 1)
        ),
        problems=tuple(one for one in readout.problems if one.rule == "parse-error"),
    )


def _unreadable(*libraries: Library) -> tuple[Problem, ...]:
    return tuple(
        problem
        for library in libraries
        for problem in library.problems
        if problem.rule == "parse-error"
    )


def check_locale(tag: str) -> str:
    """Return the tag; a dialect without a locale file of its own is fine (`de-LU`).

    Raises:
        UnknownLocaleError: no shipped locale has its language.
    """
    languages = {name.partition("-")[0] for name in shipped_locales()}
    if tag.strip().replace("_", "-").lower().partition("-")[0] not in languages:
        raise UnknownLocaleError(tag)
    return tag


def make_list(
    references: Iterable[Reference],
    style: str | Path = DEFAULT_STYLE,
    *,
    locale: str | None = None,
    annotated: bool = False,
) -> Bibliography:
    """Return the reference list as a style prints it, as rich text.

    Args:
        references: in the order of citation, by which numeric styles number them.
        style: id, alias, title words or URL of a packaged style, or the path of a `.csl` file.
        locale: a BCP 47 tag such as `de-DE`; None for the style's own.
        annotated: put each reference's annotation (`annote`) under its entry.

    Raises:
        UnknownStyleError: no packaged style has that name.
        StyleError: the style cannot be used, or has no reference list.
        UnknownLocaleError: no shipped locale has that language.
    """
    loaded = load_style(style)
    if loaded.bibliography is None:
        raise StyleError(
            f"the style {loaded.title or style!r} has no reference list, only citations.",
            hint="Choose another, or cite with it: `attachbib build`.",
        )
    processor = Processor(loaded, references, locale=check_locale(locale) if locale else None)
    bibliography = processor.bibliography()
    if not annotated:
        return bibliography
    entries = tuple(
        entry._replace(note=processor.references[entry.id].text.get("annote", ""))
        for entry in bibliography.entries
    )
    return bibliography._replace(entries=entries)


def write_list(bibliography: Bibliography, format: str = "text") -> str:
    """Write a reference list in one of `FORMATS`; "" or `[]` if it has no entries.

    Raises:
        KeyError: no format has that name.
    """
    if format != "json":
        return writer(format).write_list(bibliography.entries, bibliography.layout)
    import json

    text, html = writer("text"), writer("html")
    items = [
        {
            "id": entry.id,
            "text": text.write(entry.content).strip(),
            "html": html.write(entry.content),
            **({"annotation": entry.note} if entry.note else {}),
        }
        for entry in bibliography.entries
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def render_references(
    references: Iterable[Reference],
    style: str | Path = DEFAULT_STYLE,
    format: str = "text",
    *,
    locale: str | None = None,
    annotated: bool = False,
) -> str:
    """Return a reference list, written: `make_list`, then `write_list`.

    Raises:
        UnknownStyleError, StyleError, UnknownLocaleError: as `make_list`.
        KeyError: no format has that name.
    """
    return write_list(make_list(references, style, locale=locale, annotated=annotated), format)


def render(
    workspace: Workspace,
    style: str | Path | None = None,
    format: str = "text",
    *,
    locale: str | None = None,
    annotated: bool = False,
    everything: bool = False,
) -> str:
    """Return the reference list of a project.

    Args:
        workspace: from `open_workspace`.
        style: as for `make_list`; None for the project's own.
        format: one of `FORMATS`.
        locale: a BCP 47 tag; None for the project's own.
        annotated: put each reference's annotation under its entry.
        everything: print every reference; the default is what the articles cite or list, without
            keys that no library has (see `select_references`).

    Raises:
        UnknownStyleError, StyleError, UnknownLocaleError: as `make_list`.
        KeyError: no format has that name.
    """
    config = workspace.config
    return render_references(
        select_references(workspace, everything=everything).references,
        style or config.style or DEFAULT_STYLE,
        format,
        locale=locale or config.locale or None,
        annotated=annotated,
    )
