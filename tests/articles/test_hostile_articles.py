"""Articles made to hurt: every reader gets through them, and in time linear in their length."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading import read

from attachbib.articles import SUFFIXES, read_article
from attachbib.errors import EncodingError, InputError

MANY = 20_000

HOSTILE = {
    ".md": "[@a |[ |*a |`|> |- |$a |\\begin{a}|<a |{cite}`|{% cite |```{note}\n|@a[ |![[|@{|<!--",
    ".tex": "{|}|\\footnote{|\\cite[|$a |\\begin{a}|\\end{a}|\\[|%|\\|\\iffalse|\\section{|\\'",
    ".html": "<p>|<div>|<sup>1|<a href='#ref-1'>|<span data-cites='a'>|<|&|</p>|<!--|[1]|<main>",
    ".rst": ":cite:`a`|`|*|[a]_|.. x::\n|:a:`|=\n|- x\n|\\|``a",
    ".txt": "1. |[1,|1,|a.1 |¹|@|x@|\n\na|www.",
}


@pytest.mark.parametrize(
    ("suffix", "text"),
    [(suffix, one) for suffix, texts in HOSTILE.items() for one in texts.split("|")],
)
def test_repeated_beginnings(suffix: str, text: str) -> None:
    read(text * MANY, f"a{suffix}")


def test_environments_that_another_end_does_not_close() -> None:
    article = read("\\begin{a}x" * MANY + "\\end{b}" * MANY, "a.tex")
    assert len(article.sentences) == MANY


@pytest.mark.parametrize("suffix", HOSTILE)
def test_one_long_line(suffix: str) -> None:
    article = read("word " * 200_000, f"a{suffix}")
    assert len(article.sentences) == 1


@pytest.mark.parametrize("suffix", [one for one in SUFFIXES if one != ".docx"])
def test_what_is_no_text(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"\x89PNG\0\0\xff")
    with pytest.raises(EncodingError):
        read_article(path)
    path.write_bytes(b"a\0b")
    with pytest.raises(InputError, match="NUL"):
        read_article(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"")
    if suffix in (".docx", ".ipynb"):
        with pytest.raises(InputError):
            read_article(path)
    else:
        assert read_article(path).sentences == ()


@pytest.mark.parametrize("suffix", [".docx", ".ipynb"])
def test_a_piece_of_a_packed_format_is_read_as_text(suffix: str) -> None:
    assert [one.text for one in read("Naps help.", f"a{suffix}").sentences] == ["Naps help."]


def test_many_defects_in_a_notebook() -> None:
    cell = {"cell_type": "markdown", "source": ["::: {.a}\n"] * MANY}
    assert len(read(json.dumps({"cells": [cell]}), "a.ipynb").problems) == MANY
