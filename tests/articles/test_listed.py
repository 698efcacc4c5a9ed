"""What an article lists without citing it: `nocite` of pandoc's metadata and of LaTeX."""

from __future__ import annotations

import json

import pytest
from reading import keys, read

from attachbib.articles import Article


def listed(article: Article) -> list[str]:
    """Return each key with what stands in the source at its span."""
    text = article.source.text
    return [f"{one.key} {text[slice(*one.span)]}" for one in article.listed]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ("nocite: |\n  @a, [see @b, p. 3;\n  -@c].", ["a @a", "b @b", "c -@c"]),
        ("nocite: >-\n  # @a\n\n  @b", ["a @a", "b @b"]),
        ("nocite: '@*'", ["* @*"]),
        ('nocite: "@{https://example.org/x}" # not @b', ["https://example.org/x @{https://example.org/x}"]),
        ("nocite: ['@a', '@b']", ["a @a", "b @b"]),
        ("nocite:\n- '@a'\n# '@b'\n\n- '@c'\ntitle: '@d'", ["a @a", "c @c"]),
        ("nocite: 'me@example.org and \\@a'", []),
        ("title: '@a'\nabstract: |\n  nocite: '@b'", []),
        ("nocites: '@a'", []),
        ("nocite:", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_metadata(metadata: str, expected: list[str], line_end: str) -> None:
    text = f"---\nlang: en\n{metadata}\n---\n\nText.\n".replace("\n", line_end)
    article = read(text, "a.md")
    assert listed(article) == expected
    assert keys(article) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text \\nocite{a, b,% why\n c} more.", ["a a", "b b", "c c"]),
        ("\\nocite{*} Text.", ["* *"]),
        ("% \\nocite{a}\nText.", []),
        ("\\nocite{a}\n\\begin{document}Text.\\nocite{b}\\end{document}", ["a a", "b b"]),
        ("% \\nocite{a}\n\\title{T}\n\\begin{document}Text.\\end{document}", []),
        ("\\nocite", []),
        ("\\nocite{}", []),
    ],
)
def test_latex(text: str, expected: list[str]) -> None:
    article = read(text, "a.tex")
    assert listed(article) == expected
    assert keys(article) == []


def test_latex_commented_title_is_none() -> None:
    text = "% \\title{Old}\n\\title{New}\n\\begin{document}Text.\\end{document}"
    assert read(text, "a.tex").title == "New"


def test_notebook_places_are_those_of_the_file() -> None:
    cell = {"cell_type": "markdown", "source": ["---\n", "nocite: '@a'\n", "---\n"]}
    assert listed(read(json.dumps({"cells": [cell]}), "a.ipynb")) == ["a @a"]
