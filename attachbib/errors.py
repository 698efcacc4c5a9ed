"""The exception tree: everything attachbib raises on purpose.

    AttachbibError            anything a caller may want to catch; the CLI exits 2
    ├── InputError            a file cannot be read or understood as a whole
    │   └── EncodingError     … because its bytes are not the encoding it should have
    ├── ConfigError           attachbib.toml / [tool.attachbib] is wrong
    ├── ProjectNotFoundError  no project at or above the folder
    └── StyleError            a citation style cannot be used
        └── UnknownStyleError … because no style has that name

A defect *inside* a file that leaves the rest readable (one broken entry, one
bad claim) is not an exception: it is data, see `attachbib.source.Problem`.
"""

from __future__ import annotations

from pathlib import Path


class AttachbibError(Exception):
    """Base of all errors; `str()` is a one-paragraph message for a person.

    Attributes:
        path: the file at fault, or None.
        line: 1-based line in `path`, or None.
        column: 1-based column in characters, or None.
        hint: what to do about it, or "".
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        text = f"{where}: {self.message}" if where else self.message
        return f"{text} {self.hint}" if self.hint else text


class InputError(AttachbibError):
    """A file cannot be read or understood as a whole."""


class EncodingError(InputError):
    """A file's bytes are not valid in the encoding it should have."""


class ConfigError(AttachbibError):
    """The configuration names an unknown key or holds a wrong value."""


class ProjectNotFoundError(AttachbibError):
    """No project was found at or above the folder looked in."""


class StyleError(AttachbibError):
    """A citation style cannot be loaded, or is not valid CSL."""


class UnknownStyleError(StyleError):
    """No packaged style has the name asked for.

    Attributes:
        name: what was asked for.
        suggestions: the closest style ids, best first.
    """

    def __init__(self, name: str, suggestions: tuple[str, ...]) -> None:
        closest = ", ".join(suggestions)
        super().__init__(
            f"no citation style is called {name!r}.",
            hint=f"The closest are: {closest}." if closest else "",
        )
        self.name = name
        self.suggestions = suggestions
