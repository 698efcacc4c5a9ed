"""Markdown of other tools: roles and directives of MyST, tags of site generators, MDX."""

from __future__ import annotations

import pytest
from reading import clusters, read

NAME = "article.md"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{cite}`a`", [("a", "normal", "", "", "")]),
        ("{cite:p}`a,b`", [("a", "normal", "", "", ""), ("b", "normal", "", "", "")]),
        (
            "{cite:t}`a; b`",
            [("a", "author-in-text", "", "", ""), ("b", "author-in-text", "", "", "")],
        ),
        ("{cite:year}`a`", [("a", "suppress-author", "", "", "")]),
        ("{cite:p}`{see}a{p. 3}`", [("a", "normal", "see", "3", "")]),
        ("{cite:p}`10.1000/x.y`", [("10.1000/x.y", "normal", "", "", "")]),
        ("{footcite:t}`a`", [("a", "author-in-text", "", "", "")]),
        ("{citep}`a`", [("a", "normal", "", "", "")]),
        ("{cite:empty}`a`", []),
        ("{ref}`a` and {doc}`@b`", []),
        ("`{cite}` `a`", []),
    ],
)
def test_roles_of_myst(text: str, expected: list[tuple[str, ...]]) -> None:
    cites = [cite for one in read(f"A {text}.", NAME).citations for cite in one.cites]
    assert [(c.key, c.mode, c.prefix, c.locator, c.suffix) for c in cites] == expected


def test_a_role_in_the_text_reads_as_its_key() -> None:
    article = read("As {cite:t}`a` shows, it holds {cite:p}`b`.", NAME)
    assert [one.text for one in article.sentences] == ["As @a shows, it holds."]


def test_keys_in_a_role_have_exact_spans() -> None:
    text = "> See {cite:p}`{see}doe2020{p. 3},\n> roe2021`."
    [citation] = read(text, NAME).citations
    assert text[slice(*citation.span)] == "{cite:p}`{see}doe2020{p. 3},\n> roe2021`"
    assert [text[slice(*one.span)] for one in citation.cites] == ["doe2020", "roe2021"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% cite a %}", [("a", "normal", "", "")]),
        ("{% cite a b %}", [("a", "normal", "", ""), ("b", "normal", "", "")]),
        ("{% cite a b -l 3 -l 4 %}", [("a", "normal", "page", "3"), ("b", "normal", "page", "4")]),
        ("{% cite a --locator 3 --label chapter %}", [("a", "normal", "chapter", "3")]),
        ("{% cite a --file other --suppress_author %}", [("a", "suppress-author", "", "")]),
        ('{{< cite "a" >}}', [("a", "normal", "", "")]),
        ("{% include a %}", []),
        ("{% cite %}", []),
    ],
)
def test_tags_of_site_generators(text: str, expected: list[tuple[str, ...]]) -> None:
    cites = [cite for one in read(f"A {text}.", NAME).citations for cite in one.cites]
    assert [(c.key, c.mode, c.label, c.locator) for c in cites] == expected


@pytest.mark.parametrize(
    "text",
    [
        "{% highlight python %}\n@a\n\n@b\n{% endhighlight %}",
        "```{code-cell} python\n@a\n```",
        "```{note}\n:class: @a\n\nText.\n```",
        "Text\n\\begin{equation}\n@a\n\\end{equation}\nand more.",
    ],
)
def test_code_of_other_tools_holds_no_citation(text: str) -> None:
    assert clusters(read(text, NAME)) == []


def test_a_directive_of_myst_holds_prose() -> None:
    text = (
        "```{note} Title\n:class: tip\nBody [@a].\n\n```python\n@b\n```\n\nMore [@c].\n```\n\n"
        "After @d."
    )
    assert clusters(read(text, NAME)) == ["[@a]", "[@c]", "@d"]


def test_imports_of_mdx_are_no_text() -> None:
    text = "import Tabs from '@theme/Tabs';\n\nText @a.\n"
    assert clusters(read(text, "article.mdx")) == ["@a"]
