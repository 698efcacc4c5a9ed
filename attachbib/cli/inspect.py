"""`attachbib inspect`: what was read of an article."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from attachbib.articles import Article, Cite, read_article
from attachbib.cli.options import project_option
from attachbib.cli.shortfalls import broken_entries, report
from attachbib.errors import ProjectNotFoundError
from attachbib.source import Source, Span

if TYPE_CHECKING:
    from attachbib.claims import Covered
    from attachbib.workspace import Kind

_READ: tuple[Kind, ...] = ("claims",)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="What to write.",
)
@project_option
def command(file: Path, format_: str, project: Path | None) -> None:
    """Show the sentences of an article, what each rests on, and its citations.

    Coverage takes the claims and the policy of the project FILE is in; without a project
    there are no claims, and the policy is the default one. JSON has also the blocks;
    offsets count characters from 0, lines and columns from 1.
    """
    article = read_article(Path(os.path.abspath(file)))
    covered = _coverage(article, project)
    if format_ == "json":
        import json

        click.echo(json.dumps(_as_json(article, covered, file), ensure_ascii=False, indent=2))
    else:
        from attachbib.reports.display import escape

        for line in _as_text(article, covered, file):
            click.echo(escape(line))
    report(broken_entries(article.problems))


def _coverage(article: Article, project: Path | None) -> tuple[Covered, ...]:
    from attachbib.claims import find_anchors, measure_coverage
    from attachbib.workspace import open_workspace

    path = article.source.path
    try:
        workspace = open_workspace(path.parent, project=project, kinds=_READ)
    except ProjectNotFoundError:
        if project is not None:
            raise
        return measure_coverage(article, {}).sentences
    anchors = find_anchors(workspace.claims_by_article.get(path, ()), article)
    return measure_coverage(article, anchors, workspace.config.coverage).sentences


def _place(source: Source, span: Span) -> dict[str, int]:
    line, column = source.position(span.start)
    return {"line": line, "column": column, "offset": span.start, "end_offset": span.end}


def _as_json(article: Article, covered: tuple[Covered, ...], file: Path) -> dict[str, Any]:
    source = article.source
    return {
        "path": file.as_posix(),
        "blocks": [
            {
                "kind": block.kind,
                "level": block.level,
                "info": block.info,
                **_place(source, block.span),
            }
            for block in article.blocks
        ],
        "sentences": [
            {
                "text": sentence.text,
                **_place(source, sentence.span),
                "block": sentence.block,
                "coverage": one.status,
                "keys": _keys(article, sentence.citations),
            }
            for sentence, one in zip(article.sentences, covered, strict=True)
        ],
        "citations": [
            {
                **_place(source, citation.span),
                "cites": [
                    {name: value for name, value in cite._asdict().items() if name != "span"}
                    for cite in citation.cites
                ],
            }
            for citation in article.citations
        ],
    }


def _keys(article: Article, citations: tuple[int, ...]) -> list[str]:
    return list(
        dict.fromkeys(cite.key for index in citations for cite in article.citations[index].cites)
    )


def _as_text(article: Article, covered: tuple[Covered, ...], file: Path) -> Iterator[str]:
    counts = (
        _count(article.blocks, "block"),
        _count(article.sentences, "sentence"),
        _count(article.citations, "citation"),
    )
    yield f"{file}: {article.format}, {', '.join(counts)}"
    block = -1
    for sentence, one in zip(article.sentences, covered, strict=True):
        if sentence.block != block:
            block = sentence.block
            yield ""
            yield article.blocks[block].kind
        line, column = article.source.position(sentence.span.start)
        reason = f" ({one.reason})" if one.reason else ""
        yield f"  {line}:{column} {one.status}{reason}: {sentence.text}"
        for index in sentence.citations:
            for cite in article.citations[index].cites:
                yield f"    {_cite_line(article.source, cite)}"


def _cite_line(source: Source, cite: Cite) -> str:
    line, column = source.position(cite.span.start)
    parts = [f"{line}:{column} {cite.key}, {cite.mode}"]
    parts += [f"prefix “{cite.prefix}”"] if cite.prefix else []
    parts += [f"{cite.label} {cite.locator}"] if cite.locator else []
    parts += [f"suffix “{cite.suffix.strip()}”"] if cite.suffix.strip() else []
    return ", ".join(parts)


def _count(parts: tuple[object, ...], noun: str) -> str:
    return f"{len(parts)} {noun}" if len(parts) == 1 else f"{len(parts)} {noun}s"
