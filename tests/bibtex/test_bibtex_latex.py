"""LaTeX of fields → text with CSL-JSON markup; sentence case of titles."""

from __future__ import annotations

import pytest

from attachbib.bibtex.latex import plain_text, to_markup
from attachbib.bibtex.sentence import sentence_case

TEXTS = [
    ("plain text", "plain text"),
    (r"Na{\"i}ve, na\"{\i}ve, na\"ive", "Naïve, naïve, naïve"),
    (r"{\v{C}}apek, \v Capek, \c{c}a, \'{E}t\'e", "Čapek, Čapek, ça, Été"),
    (r"Stra{\ss}e, \O{}re, {\AA}ngstr\"om, \L\'od\'z", "Straße, Øre, Ångström, Łódź"),
    (r"Nguy{\~{\^e}}n, Nguy\~{\^{e}}n", "Nguyễn, Nguyễn"),
    ("pages 1--2 --- and ``quotes'' it's", "pages 1–2 — and “quotes” it’s"),
    (r"\emph{a} \textbf{b}", "<i>a</i> <b>b</b>"),
    (r"\textsc{c}", '<span style="font-variant:small-caps;">c</span>'),
    (r"H\textsubscript{2}O 10\textsuperscript{3}", "H<sub>2</sub>O 10<sup>3</sup>"),
    ("H$_2$O and $x^{10}$", "H<sub>2</sub>O and x<sup>10</sup>"),
    (r"$\alpha$-helix, $\beta$", "α-helix, β"),
    (r"\enquote{a \enquote{b} c}", "“a ‘b’ c”"),
    (r"A~\& B, 5\,\%, \$3, a\_b, \#1", "A\u00a0& B, 5\u2009%, $3, a_b, #1"),
    (r"\url{http://x.org/a_b~c}", "http://x.org/a_b~c"),
    (r"\href{http://x.org}{here}", "here"),
    (r"\unknown{kept} \also[x]{this}", "kept [x]this"),
    (r"{\XML}/{\MF}{}, \PS 3, \SI{5}{m}\relax", "XML/MF, PS3, 5m"),
    (r"{\em all} of it", "<i>all</i> of it"),
    ("$5 and no more", "$5 and no more"),
    (r"x.org/\~{}me, x.org/{\~{}}me, \^{}", "x.org/~me, x.org/~me, ^"),
    (r"$a \in B$, $\Delta T$", "a ∈ B, ΔT"),
    (r"see \cite{a}, \ref{b}", "see a, b"),
    (r"\textgreater 3 \textcopyright", ">3 ©"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "expected"), TEXTS, ids=[latex for latex, _ in TEXTS])
def test_text(latex: str, expected: str) -> None:
    assert to_markup(latex) == expected


def nocase(text: str) -> str:
    return f'<span class="nocase">{text}</span>'


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("The {NICU} and {{DNA}}", f"The {nocase('NICU')} and {nocase('DNA')}"),
        (r"{\'E}tude {\textit{E. coli}}", f"Étude {nocase('<i>E. coli</i>')}"),
        ("{All of It}", nocase("All of It")),
        ("{A {B} C}", nocase("A B C")),
        ("{}empty", "empty"),
    ],
)
def test_braces_of_titles_protect_case(latex: str, expected: str) -> None:
    assert to_markup(latex, protect=True) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Attachment and Loss: A Prospect", "Attachment and loss: A prospect"),
        ("Is It So? A Test of DNA in a iPhone", "Is it so? A test of DNA in a iPhone"),
        ("X-Ray Studies of Vitamin D: “The Case”", "X-ray studies of vitamin D: “The case”"),
        (f"Living in {nocase('New York')} Today", f"Living in {nocase('New York')} today"),
        ("Été Chaud en <i>Provence</i>", "Été chaud en <i>provence</i>"),
        ("The Child's Bond", "The child's bond"),
        ("ALL CAPITALS", "ALL CAPITALS"),
        ("The Covid19 Years", "The Covid19 years"),
        ("lower start", "Lower start"),
        ("", ""),
    ],
)  # fmt: skip
def test_sentence_case(title: str, expected: str) -> None:
    assert sentence_case(title) == expected


@pytest.mark.parametrize(
    "latex", ["{", "}", "\\", "\\emph", "\\emph{", "$", "$$", "\\'", "{\\'", "^", "\\url{"]
)
def test_unfinished_latex_is_read(latex: str) -> None:
    assert isinstance(plain_text(latex), str)


def test_nesting_costs_no_recursion() -> None:
    assert plain_text("{" * 50_000 + "x" + "}" * 50_000) == "x"
