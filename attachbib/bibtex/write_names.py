"""Names → a list of names in BibTeX's grammar, in BibLaTeX's extended form where that is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attachbib.bibtex.encode import latex_text
from attachbib.bibtex.names import read_names
from attachbib.bibtex.write_tables import Dialect
from attachbib.reference import Name


def write_names(names: Iterable[Name], dialect: Dialect) -> str:
    """Return names as LaTeX, joined by `and`.

    What has no form is left out: `comma_suffix`, `static_ordering`, which of two particles
    is dropped, and in BibTeX whether one is.
    """
    return " and ".join(_write(name, dialect) for name in names)


def _write(name: Name, dialect: Dialect) -> str:
    """The first form that is read as the name it stands for, else the last."""
    if name.others:
        return "others"
    wanted = _as_read(name, dialect)
    form = ""
    for form in _forms(wanted, dialect):
        if read_names(form) == (wanted,):
            break
    return form


def _as_read(name: Name, dialect: Dialect) -> Name:
    """A name as a `.bib` file in a dialect can hold it."""
    family, given, dropped, kept, suffix, literal = (
        part.replace("'", "’") for part in (*name[:5], name.literal)
    )
    if kept or dialect == "bibtex":
        kept, dropped = " ".join(filter(None, (dropped, kept))), ""
    if not family:
        family, given = given, ""
    return Name(family, given, dropped, kept, suffix, literal=literal)


def _forms(name: Name, dialect: Dialect) -> Iterator[str]:
    """Ways to write a name, the plainest first."""
    family, given, dropped, kept, suffix = map(latex_text, name[:5])
    if name.literal:
        # Without the empty group, a name that begins with a command would be a letter.
        yield _braced(latex_text(name.literal))
        yield _braced("{}" + latex_text(name.literal))
        return
    if not dropped:
        yield _in_order(kept, family, suffix, given)
        yield _in_order(kept, _braced(family), _braced(suffix), _braced(given))
    if dialect == "biblatex":
        parts = {"family": family, "given": given, "prefix": dropped or kept, "suffix": suffix}
        option = ", useprefix=false" if dropped else ""
        yield _extended(parts) + option
        yield _extended({part: _braced(text) for part, text in parts.items()}) + option
    else:
        yield _in_order(kept, _braced(family), _braced(suffix), _braced(given))


def _in_order(prefix: str, family: str, suffix: str, given: str) -> str:
    """`von Last, Jr, First`."""
    last = f"{prefix} {family}" if prefix else family
    return ", ".join(filter(None, (last, suffix, given)))


def _extended(parts: dict[str, str]) -> str:
    return ", ".join(f"{part}={text}" for part, text in parts.items() if text)


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""
