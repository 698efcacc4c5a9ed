"""LaTeX articles: the citation commands, what is no text, and the files they include."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import cites, clusters, cut_keys, cut_sentences, keys, kinds, read, sentences

from attachbib.articles import read_article


def plain(key: str, mode: str = "normal") -> tuple[str, ...]:
    return (key, mode, "", "", "", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\cite{a}", [plain("a")]),
        (r"\citep{a, b}", [plain("a"), plain("b")]),
        (r"\citet{a,b}", [plain("a", "author-in-text"), plain("b")]),
        (r"\Citet*{a}", [plain("a", "author-in-text")]),
        (r"\textcite{a}", [plain("a", "author-in-text")]),
        (r"\parencite*{a}", [plain("a", "suppress-author")]),
        (r"\citeyear{a}", [plain("a", "suppress-author")]),
        (r"\Autocite{a}", [plain("a")]),
        (r"\footcite{a}", [plain("a")]),
        (r"\citep[p.~3]{a}", [("a", "normal", "", "page", "3", "")]),
        (r"\citep[see][p. 3]{a,b}", [("a", "normal", "see", "", "", ""),
                                      ("b", "normal", "", "page", "3", "")]),
        (r"\citep[see][]{a}", [("a", "normal", "see", "", "", "")]),
        (r"\citep[see \emph{e.g.}][pp. 3--5, and more]{a}",
         [("a", "normal", "see e.g.", "page", "3–5", ", and more")]),
        (r"\cites{a}{b}", [plain("a"), plain("b")]),
        (r"\textcites(pre)(post)[x][1]{a}[2]{b}",
         [("a", "author-in-text", "pre x", "page", "1", ""),
          ("b", "normal", "", "page", "2", ", post")]),
        ("\\cite\n  {a}", [plain("a")]),
        ("\\cite{a,% why\n b}", [plain("a"), plain("b")]),
        (r"\nocite{a}", []),
        (r"\% \cite{a}", [plain("a")]),
        (r"\cite", []),
        (r"\cite{}", []),
    ],
)  # fmt: skip
def test_citation_commands(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cites(read(f"Text {text} here.", "a.tex")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Text. % \\cite{a}",
        "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}",
        "\\begin{lstlisting}[language=TeX]\n\\cite{a}\n\\end{lstlisting}",
        "\\begin{comment}\n\\cite{a}\n\\end{comment}",
        "A \\verb|\\cite{a}| command.",
        "\\iffalse \\cite{a} \\fi Text.",
        "\\newcommand{\\x}[1]{See \\cite{a}} Text.",
        "\\begin{document}Text.\\end{document} \\cite{a}",
        "\\cite{a}\n\\begin{document}Text.\\end{document}",
        "\\begin{thebibliography}{9}\\bibitem{a} \\cite{a}\\end{thebibliography}",
    ],
)
def test_what_is_no_text(text: str) -> None:
    assert clusters(read(text, "a.tex")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"It is \emph{very} \textbf{good}.", ["It is very good."]),
        (r"Caf\'e na\"{\i}ve Stra\ss e \c{c}a.", ["Café naïve Straße ça."]),
        (r"He said ``yes'' --- 5\,\% of \$10, pp.~3--4.", ["He said “yes” — 5 % of $10, pp. 3–4."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One\ntwo.", ["One two."]),
        (r"See \href{http://e.org/@x}{this}. More.", ["See this.", "More."]),
        (r"The value $x = 1.5$ holds. So it is.", ["The value $x = 1.5$ holds.", "So it is."]),
        (r"As \citet{a} says~\cite{b}.", ["As @a says."]),
        (r"\newcommand{\etal}{et~al.} Smith \etal{} say so.", ["Smith et al. say so."]),
        (r"\providecommand{\etal}{et~al.} Smith \etal{} say so.", ["Smith et al. say so."]),
        (r"A \unknown[x]{word} stays.", ["A word stays."]),
        (r"Text\footnote{A note. More.} goes on.", ["Text goes on."]),
        ("\\begin{itemize}\n\\item One.\n\\item[x] Two.\n\\end{itemize}", ["One.", "Two."]),
        (r"\enquote{Yes.} he said.", ["“Yes.” he said."]),
    ],
)
def test_what_a_reader_reads(text: str, expected: list[str]) -> None:
    assert sentences(read(text, "a.tex")) == expected


def test_blocks() -> None:
    article = read(
        "\\section{One \\cite{h}}\nText.\n\\begin{quote}Said.\\end{quote}\n"
        "\\begin{tabular}{ll} A & B \\\\ \\hline 1 & \\cite{t} \\\\ \\end{tabular}\n"
        "\\begin{equation}x\\end{equation}\n\\begin{figure}\\caption[s]{Cap.}\\end{figure}\n",
        "a.tex",
    )
    assert kinds(article) == [
        "heading", "paragraph", "block-quote", "table", "table", "raw", "paragraph",
    ]  # fmt: skip
    assert article.blocks[0].level == 2
    assert keys(article) == ["h", "t"]


def test_spans_are_exact() -> None:
    text = "\\emph{One} two \\citep[see][p. 3]{doe2020,\n roe2021}.  Th\\'ere is % no\n more.\n"
    article = read(text, "a.tex")
    assert clusters(article) == ["\\citep[see][p. 3]{doe2020,\n roe2021}"]
    assert cut_keys(article) == ["doe2020", "roe2021"]
    assert cut_sentences(article) == [
        "One} two \\citep[see][p. 3]{doe2020,\n roe2021}.",
        "Th\\'ere is % no\n more.",
    ]


def test_a_footnote_belongs_to_its_sentence() -> None:
    article = read("One\\footnote{See \\cite{a}.}. Two \\cite{b}.", "a.tex")
    assert [one.citations for one in article.sentences] == [(0,), (1,)]
    assert len(article.note_marks) == 1


def test_a_command_of_the_document_may_cite() -> None:
    article = read("\\newcommand{\\mycite}[1]{\\citet{#1}}\nAs \\mycite{a} says.", "a.tex")
    assert cites(article) == [plain("a", "author-in-text")]


@pytest.mark.parametrize(
    ("preamble", "language"),
    [
        ("\\usepackage[english,ngerman]{babel}", "de"),
        ("\\usepackage[main=french,english]{babel}", "fr"),
        ("\\setdefaultlanguage{spanish}", "es"),
        ("\\documentclass[a4paper,dutch]{article}", "nl"),
        ("\\documentclass{article}", ""),
    ],
)
def test_language_and_title(preamble: str, language: str) -> None:
    text = f"{preamble}\\title{{On \\emph{{x}}}}\n\\begin{{document}}Text.\\end{{document}}"
    article = read(text, "a.tex")
    assert (article.language, article.title) == (language, "On x")


def test_exemption_in_a_comment() -> None:
    article = read("One. % attachbib: exempt: known\nTwo.", "a.tex")
    assert [one.text for one in article.pragmas] == ["exempt: known"]


def test_included_files_are_read_below_the_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    (folder / "parts").mkdir(parents=True)
    (tmp_path / "outside.tex").write_text("Outside \\cite{o}.", encoding="utf-8")
    (folder / "parts" / "one.tex").write_text(
        "One \\cite{a}. \\input{parts/two} \\input{main}", encoding="utf-8"
    )
    (folder / "parts" / "two.tex").write_text("Two \\cite{b}.", encoding="utf-8")
    (folder / "parts" / "bad.tex").write_bytes(b"caf\xe9")
    (folder / "main.tex").write_text(
        "\\begin{document}Main. \\include{parts/one} \\input{../outside.tex}"
        " \\input{missing} \\input{parts/bad}\\end{document}",
        encoding="utf-8",
    )
    article = read_article(folder / "main.tex")
    assert [one.source.path.name for one in article.included] == ["one.tex", "two.tex"]
    assert [keys(one) for one in article.included] == [["a"], ["b"]]
    messages = [one.message for one in article.problems]
    assert len(messages) == 3
    assert "not below the folder" in messages[0]
    assert "`missing` cannot be read" in messages[1]
    assert "not valid utf-8" in messages[2]


def test_a_chain_of_included_files_ends_at_a_bound(tmp_path: Path) -> None:
    for number in range(400):
        text = f"File {number}. \\input{{part{number + 1}}}"
        (tmp_path / f"part{number}.tex").write_text(text, encoding="utf-8")
    article = read_article(tmp_path / "part0.tex")
    assert len(article.included) == 50
    assert "more than 50 deep" in article.included[-1].problems[0].message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\\begin{quote}Text.", "the environment `quote` is not closed"),
        ("\\begin{verbatim}Text.", "the environment `verbatim` is not closed"),
        ("Text.\\end{quote}", "`\\end{quote}` closes nothing"),
    ],
)
def test_unbalanced_environments_are_problems(text: str, message: str) -> None:
    assert [one.message for one in read(text, "a.tex").problems] == [message]


@pytest.mark.parametrize(
    "text", ["}}} Text {{{", "\\footnote{", "\\cite[", "$ x", "\\", "\\emph{\\footnote{\\cite{a}"]
)
def test_unbalanced_text_is_read_all_the_same(text: str) -> None:
    read(text, "a.tex")
