"""`attachbib build`: an article with its citations and its reference list in place."""

from __future__ import annotations

from pathlib import Path

import click

from attachbib.articles import read_article
from attachbib.bibliography import DEFAULT_STYLE, check_locale
from attachbib.cli.options import project_option
from attachbib.cli.shortfalls import report, unknown_keys, unread_files
from attachbib.cli.style_options import locale_option, style_option
from attachbib.csl import load_style
from attachbib.errors import InputError
from attachbib.files import write_atomically
from attachbib.weave import FORMATS, weave
from attachbib.workspace import Workspace, open_workspace


@click.command()
@click.argument("article_path", metavar="ARTICLE", type=click.Path(path_type=Path))
@style_option
@click.option(
    "--to",
    "format_",
    type=click.Choice(FORMATS),
    default="html",
    show_default=True,
    help="What to write; `markdown` changes only the citations and the list.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write it; the default is standard output.",
)
@locale_option
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    article_path: Path,
    style: str | None,
    format_: str,
    output: Path | None,
    locale: str | None,
    project: Path | None,
) -> None:
    """Write ARTICLE, in Markdown, with its citations and its reference list in place.

    The list goes into the div `::: {#refs}`, else to the end. References come from the
    libraries of the project that the article is in.

    Exit code 1: it is written, but cites a key that no library has, or a library could not
    be read; standard error says where.
    """
    article = read_article(article_path)
    if not article.source.text.strip():
        raise InputError("the file is empty.", path=article_path, hint="Expected an article.")
    workspace = open_workspace(article_path.parent, project=project, partial=True)
    locale = locale or workspace.config.locale
    if output is not None:
        _refuse_inputs(output, article_path, workspace)
    woven = weave(
        article,
        workspace.references,
        load_style(style or workspace.config.style or DEFAULT_STYLE),
        format=format_,
        locale=check_locale(locale) if locale else None,
        aliases=workspace.aliases,
    )
    if output is None:
        click.echo(woven.text, nl=False)
    else:
        write_atomically(output, woven.text)
    unknown = {cite.key for cite in woven.unknown}
    if report([*unread_files(workspace.unread), *unknown_keys([article], unknown)]):
        ctx.exit(1)


def _refuse_inputs(output: Path, article: Path, workspace: Workspace) -> None:
    """Never write over what the article is made from, under whatever name."""
    for path in (article, *workspace.sources):
        if output.exists() and path.exists() and output.samefile(path):
            raise InputError(
                f"this is {path}, which attachbib only reads; nothing was written.",
                path=output,
                hint="Choose another name behind --output.",
            )
