"""`attachbib inspect`: what was read of an article."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from attachbib.articles import Article, Cite, Sentence, read_article
from attachbib.cli.options import project_option
from attachbib.cli.shortfalls import broken_entries, report
from attachbib.errors import ProjectNotFoundError
from attachbib.source import Source, Span, path_below

if TYPE_CHECKING:
    from attachbib.claims import Covered
    from attachbib.workspace import Kind

    _Read = tuple[Path, Article, tuple[Covered, ...]]


_CLAIMS: tuple[Kind, ...] = ("claims",)
_LIBRARY: tuple[Kind, ...] = ("library",)


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
    there are no claims, and the policy is the default one. JSON has also the blocks,
    what is `listed` without being cited (`nocite`), and of each sentence the `worthiness`:
    how much it asks for a source, and why. In it, offsets count characters from 0, lines and
    columns from 1. What stands in a file that FILE includes (`\\input` of LaTeX) has its own
    `path`.
    """
    main = read_article(Path(os.path.abspath(file)))
    articles = (main, *main.included)
    covered = _coverage(articles, project)
    names = [file, *(path_below(one.source.path, Path.cwd()) for one in main.included)]
    read = list(zip(names, articles, covered, strict=True))
    if format_ == "json":
        import json

        click.echo(json.dumps(_as_json(read), ensure_ascii=False, indent=2))
    else:
        from attachbib.reports.display import escape

        for line in _as_text(read):
            click.echo(escape(line))
    report(line for article in articles for line in broken_entries(article.problems))


def _coverage(articles: Sequence[Article], project: Path | None) -> list[tuple[Covered, ...]]:
    """Measure articles by the project that the first of them is in."""
    from attachbib.claims import judge_claims, measure_coverage
    from attachbib.workspace import open_workspace

    folder = articles[0].source.path.parent
    try:
        workspace = open_workspace(folder, project=project, kinds=_CLAIMS)
    except ProjectNotFoundError:
        if project is not None:
            raise
        return [measure_coverage(one).sentences for one in articles]
    find = workspace.reference
    if any(claim.review for file in workspace.claims for claim in file.claims):
        find = open_workspace(folder, project=project, kinds=_LIBRARY).reference
    claims, policy = workspace.claims_by_article, workspace.config.coverage
    standings = [judge_claims(claims.get(one.source.path, ()), one, find) for one in articles]
    return [
        measure_coverage(one, found.values(), policy).sentences
        for one, found in zip(articles, standings, strict=True)
    ]


def _place(source: Source, span: Span) -> dict[str, int]:
    line, column = source.position(span.start)
    return {"line": line, "column": column, "offset": span.start, "end_offset": span.end}


def _as_json(read: list[_Read]) -> dict[str, Any]:
    from attachbib.claims import check_worthiness
    from attachbib.reports.coverage import worthiness_data

    blocks: list[dict[str, Any]] = []
    sentences: list[dict[str, Any]] = []
    citations: list[dict[str, Any]] = []
    listed: list[dict[str, Any]] = []
    for index, (name, article, covered) in enumerate(read):
        source = article.source
        known = len(blocks)
        path = {"path": name.as_posix()} if index else {}
        blocks += (
            {"kind": one.kind, "level": one.level, "info": one.info}
            | _place(source, one.span)
            | path
            for one in article.blocks
        )
        sentences += (
            {"text": one.text}
            | _place(source, one.span)
            | {"block": known + one.block, "coverage": status.status}
            | {"keys": _keys(article, one.citations)}
            | {"worthiness": worthiness_data(check_worthiness(one.wording, article.language))}
            | path
            for one, status in zip(article.sentences, covered, strict=True)
        )
        citations += (
            _place(source, one.span) | {"cites": [_cite(cite) for cite in one.cites]} | path
            for one in article.citations
        )
        listed += ({"key": one.key} | _place(source, one.span) | path for one in article.listed)
    return {
        "path": read[0][0].as_posix(),
        "blocks": blocks,
        "sentences": sentences,
        "citations": citations,
        "listed": listed,
    }


def _cite(cite: Cite) -> dict[str, str]:
    return {name: value for name, value in cite._asdict().items() if name != "span"}


def _keys(article: Article, citations: tuple[int, ...]) -> list[str]:
    return list(
        dict.fromkeys(cite.key for index in citations for cite in article.citations[index].cites)
    )


def _as_text(read: list[_Read]) -> Iterator[str]:
    for index, (name, article, covered) in enumerate(read):
        if index:
            yield ""
        counts = (
            _count(article.blocks, "block"),
            _count(article.sentences, "sentence"),
            _count(article.citations, "citation"),
        )
        yield f"{name}: {article.format}, {', '.join(counts)}"
        block = -1
        for sentence, one in zip(article.sentences, covered, strict=True):
            if sentence.block != block:
                block = sentence.block
                yield ""
                yield article.blocks[block].kind
            yield from _sentence_lines(article, sentence, one)


def _sentence_lines(article: Article, sentence: Sentence, one: Covered) -> Iterator[str]:
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
