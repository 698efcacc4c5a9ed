"""`attachbib init`: a new project, empty or made from an article that exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attachbib.errors import InputError

if TYPE_CHECKING:
    from attachbib.adopt.project import AdoptedProject


@click.command()
@click.argument("article", required=False, type=click.Path(path_type=Path))
@click.option(
    "--into",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The project's folder, made if it does not exist; the default is the current one.",
)
@click.option("--force", is_flag=True, help="Overwrite files of the project that exist.")
@click.option(
    "--style",
    metavar="STYLE",
    help="The citation style; the default is apa, or for ARTICLE the style that its list of "
    "references is found to be printed in.",
)
@click.pass_context
def command(
    ctx: click.Context, article: Path | None, folder: Path, force: bool, style: str | None
) -> None:
    """Make a project: an article, its references, its claims and the configuration.

    Without ARTICLE it is a small one to start from. ARTICLE is plain text, HTML,
    Markdown, a Word document, a Jupyter notebook, LaTeX or reStructuredText with a list of
    references at its end. The project's article is Markdown made from it: of HTML with its
    emphasis, code and links, of a Word document with its headings, paragraphs and lists only,
    of a notebook with the cells but not the outputs. LaTeX stays LaTeX, and its citations
    stay: the keys of its `thebibliography` become those of library.bib, from which biblatex
    then makes the list. reStructuredText stays so, too: `[Key]_`, `[1]_` and `[1]` become
    `:cite:p:` roles, the list becomes `.. bibliography::`, both of sphinxcontrib-bibtex;
    `(Doe, 2020)` stays as it is there.

    Each line of the list becomes an entry of library.bib; where the style prints the line
    from the entry, nothing was lost. Some lines the style would print otherwise: only
    another style prints them so, or they have set phrases such as `Epub ahead of print`. Of
    lines that cannot be read the entry has what is sure. In both cases its field `rawline`
    has all of the line. Numbered markers, marks of footnotes that are the list, and groups
    such as `(Doe, 2020)` or, in MLA, `(Doe 12)` become citations, of `Doe (2020)` the year
    does, and sentences with citations become claims. ARTICLE itself is never changed.

    The style of the list is found among AMA, NLM (Vancouver), APA, IEEE, Harvard (Cite Them
    Right, Anglia Ruskin), Chicago author-date and MLA, also in the forms of Elsevier and
    Springer; for any other, name it with --style.

    Exit code 1: the project is made, but a line of the list is unsure or printed otherwise,
    or no marker was found; standard error says which.
    """
    if article is None:
        from attachbib.adopt.starter import starter_files

        _write(folder, starter_files(_style_id(style or "apa")), force, None)
        click.echo("Next: attachbib check")
        return
    from attachbib.adopt.project import adopt_article
    from attachbib.articles import read_article
    from attachbib.refs.keys import make_key

    project = adopt_article(read_article(article), make_key, _style_id(style) if style else "")
    _write(folder, project.files, force, article)
    for line in _summary(project):
        click.echo(line)
    if _warn(project, article):
        ctx.exit(1)


def _style_id(style: str) -> str:
    from attachbib.csl.catalog import find_style

    return find_style(style)


def _write(folder: Path, files: Mapping[str, str], force: bool, article: Path | None) -> None:
    """Write the files of a project, each whole or not at all, and say so.

    Raises:
        InputError: a file exists and `force` is not set, it is the article that is
            adopted, or it cannot be written.
    """
    from attachbib.files import write_atomically
    from attachbib.reports.display import escape

    paths = {folder / name: text for name, text in files.items()}
    existing = [path for path in paths if path.exists() or path.is_symlink()]
    for path in existing:
        if article is not None and path.exists() and path.samefile(article):
            raise InputError(
                "this is the article itself, which is never changed; nothing was written.",
                path=path,
                hint="Name another folder with --into.",
            )
    if existing and not force:
        raise InputError(
            "the file exists; nothing was written.",
            path=existing[0],
            hint="Name another folder with --into, or overwrite it with --force.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot be made: {error.strerror}.", path=folder) from None
    for path, text in paths.items():
        write_atomically(path, text)
    for path in paths:
        click.echo(escape(f"wrote {path}"))


def _summary(project: AdoptedProject) -> Iterator[str]:
    count = {
        likeness: sum(line.likeness == likeness for line in project.lines)
        for likeness in ("exact", "alike", "close", "unsure")
    }
    style = project.style
    if style is None:
        yield "style: none that is known; name it with --style"
    else:
        locale = f", {style.locale}" if style.locale else ""
        yield f"style: {style.family.name} ({style.style}{locale})"
    yield f"references: {count['exact']} of {len(project.lines)} reproduced exactly"
    if count["alike"]:
        yield f"  {count['alike']} more but for dashes, quotation marks, forms of dates or DOIs"
    if count["close"]:
        yield f"  {count['close']} read, but the style prints them otherwise"
    if count["unsure"]:
        yield f"  {count['unsure']} unsure"
    yield f"markers: {project.marks} attached"
    yield f"claims: {project.claims}"


def _warn(project: AdoptedProject, article: Path) -> bool:
    from attachbib.cli.shortfalls import report
    from attachbib.reports.display import escape

    lines = [
        escape(f"{article}:{one.line}:{one.column}: warning: {one.message}. {one.help}")
        for one in project.problems
    ]
    if not project.marks:
        lines.append(
            f"{article}: warning: no marker of the list was found in the text, so the "
            "article cites nothing yet. Put in citations such as [@key]."
        )
    return report(lines)
