"""Jupyter notebooks: their Markdown cells, with places in the JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading import clusters, cut_keys, cut_sentences, keys, read, sentences

from attachbib.articles import Article, read_article
from attachbib.errors import InputError


def notebook(*cells: dict[str, object], ensure_ascii: bool = True) -> Article:
    text = json.dumps({"cells": cells, "nbformat": 4}, indent=1, ensure_ascii=ensure_ascii)
    return read(text, "a.ipynb")


def markdown(*lines: str) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {"source": "no"}, "source": list(lines)}


def test_only_markdown_cells_are_read() -> None:
    article = notebook(
        markdown("# Sleep\n", "\n", "Naps help [@doe2020].\n"),
        {"cell_type": "code", "source": ["'@no'"], "outputs": [{"text": ["[@no]"]}]},
        {"source": "They are short.", "cell_type": "markdown"},
        {"cell_type": "raw", "source": "@no"},
    )
    assert keys(article) == ["doe2020"]
    assert sentences(article) == ["Sleep", "Naps help.", "They are short."]
    assert article.format == "notebook"


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_places_are_those_of_the_json(ensure_ascii: bool) -> None:
    article = notebook(
        markdown('He said "naps"\thelp ünï 😀 [@doe2020,\n', "p. 3]. Short."),
        ensure_ascii=ensure_ascii,
    )
    assert cut_keys(article) == ["@doe2020"]
    [cluster] = clusters(article)
    assert cluster.startswith("[@doe2020,")
    assert cluster.endswith("p. 3]")
    assert cut_sentences(article)[0].startswith('He said \\"naps\\"\\thelp')
    assert cut_sentences(article)[1] == "Short."
    line, column = article.source.position(article.citations[0].cites[0].span.start)
    assert article.source.line_text(line)[column - 1 :].startswith("@doe2020")


def test_defects_have_places_in_the_json() -> None:
    article = notebook(markdown("Text.\n", "\n", "```\n", "code\n"))
    [problem] = article.problems
    assert article.source.line_text(problem.line).strip() == '"```\\n",'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no JSON", "expected the JSON of a notebook"),
        ("[]", "expected a notebook"),
        ("{}", "expected a notebook"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_notebook(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_article(path)
