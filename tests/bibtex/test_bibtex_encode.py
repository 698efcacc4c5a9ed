"""Text with CSL-JSON markup → LaTeX, and back through the reader of LaTeX."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attachbib.bibtex import parse_library
from attachbib.bibtex.encode import latex_text
from attachbib.bibtex.latex import to_markup
from attachbib.characters import printable
from attachbib.source import Source

NOCASE = '<span class="nocase">'
CAPS = '<span style="font-variant:small-caps;">'

TEXTS = [
    ("Sleep in infants", "Sleep in infants"),
    ("Ärzte, naïve: “quoted” – and — so", "Ärzte, naïve: “quoted” – and — so"),
    ("R&D, 5 % of $3, a_b, #1", r"R\&D, 5 \% of \$3, a\_b, \#1"),
    ("{a} ~b ^c", r"\textbraceleft{}a\textbraceright{} \textasciitilde{}b \textasciicircum{}c"),
    (r"C:\temp", r"C:\textbackslash{}temp"),
    ("children's", "children's"),
    ("a -- b", r"a -\/- b"),
    ("A\u00a0B", "A~B"),
    ("<i>E. coli</i> in H<sub>2</sub>O", r"\emph{E. coli} in H\textsubscript{2}O"),
    (f"<b>a</b> 10<sup>3</sup> {CAPS}b</span>", r"\textbf{a} 10\textsuperscript{3} \textsc{b}"),
    (f"The {NOCASE}NICU</span>", "The {NICU}"),
    (f"{NOCASE}<i>E. coli</i> and DNA</span>", r"{{\emph{E. coli} and DNA}}"),
    ("a < b, <i>open, </b>", "a < b, <i>open, </b>"),
    ("<i>a<b>b</i>c</b>", r"\emph{a<b>b}c</b>"),
    ('<span class="nodecor">a</span>', "a"),
    ("  two\n lines\t", "two lines"),
    ("nul\x00 and half \ud800", "nul and half \ufffd"),
]


@pytest.mark.parametrize(("text", "latex"), TEXTS, ids=[repr(text) for text, _ in TEXTS])
def test_latex(text: str, latex: str) -> None:
    assert latex_text(text) == latex


def read(latex: str) -> str:
    """The title of an entry whose title is `latex`, as it is read from a file."""
    library = parse_library(Source(Path("a.bib"), f"@book{{k, title = {{{latex}}}}}"))
    assert not library.problems
    return to_markup(library.entries[0].values["title"], protect=True)


def normal(text: str) -> str:
    """A text without what LaTeX has no difference for."""
    kept = "".join(" " if c.isspace() and c not in "\u00a0\u2009" else c for c in printable(text))
    words = normalize("NFC", kept).split(" ")
    return " ".join(filter(None, words)).replace("'", "’")


PIECES = st.text() | st.sampled_from([*"\\{}$&%#_~^`'\"-<>@ ,", "--", "\u00a0", "{}", "\\emph"])


@given(st.lists(PIECES).map("".join))
@example("\\$ $ \\")
@example("-" * 5 + "'" * 5 + "`" * 5)
@example("<span>")
def test_text_comes_back(text: str) -> None:
    assert read(latex_text(text)) == normal(text)


def marked(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from([("<i>", "</i>"), ("<b>", "</b>"), ("<sup>", "</sup>"),
                            ("<sub>", "</sub>"), (CAPS, "</span>")])  # fmt: skip
    return st.builds(lambda tag, parts: tag[0] + "".join(parts) + tag[1], tags, st.lists(inner))


WORDS = st.sampled_from(["a", "B", "{", "\\", "&", "-", "'", "x_1", "$", "~", "a b"])
MARKED = st.recursive(WORDS, marked, max_leaves=12)
SHIELDED = st.builds(lambda text: f"{NOCASE}{text}</span>", MARKED)


@given(st.lists(MARKED | SHIELDED).map("".join))
@example(f"{NOCASE}\\</span>")
@example(f"{NOCASE}a</span>{NOCASE}b</span>")
def test_marked_up_text_comes_back(text: str) -> None:
    assert read(latex_text(text)) == text.replace("'", "’")


TAGS = st.sampled_from(["<i>", "</i>", "<b>", "</b>", NOCASE, CAPS, "</span>", "a", "{", "\\", "}"])


@given(st.lists(TAGS).map("".join))
def test_braces_balance_whatever_the_tags(text: str) -> None:
    latex, depth = latex_text(text), 0
    for character in latex:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


def test_nesting_costs_no_recursion() -> None:
    latex = latex_text("<i>" * 20_000 + "x" + "</i>" * 20_000)
    assert latex.count("}") == 20_000
