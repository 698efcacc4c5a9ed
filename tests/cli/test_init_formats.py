"""`attachbib init` with articles in Word, notebooks, LaTeX and reStructuredText."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from command_line import Run


def word_document(path: Path, *paragraphs: tuple[str, str]) -> Path:
    """Write a Word document of paragraphs, each with the id of its style, or ""."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
        )
        package.writestr(
            "word/styles.xml",
            f'<w:styles xmlns:w="{main}"><w:style w:styleId="Heading1">'
            '<w:name w:val="heading 1"/></w:style></w:styles>',
        )
    return path


@pytest.mark.parametrize("title", ["Heading1", ""])
def test_word_document(attachbib: Run, tmp_path: Path, title: str) -> None:
    path = word_document(
        tmp_path / "naps.docx",
        ("Heading1", "Sleep"),
        ("", "Naps help [1]. They help *adults* [1,2]."),
        (title, "References"),
        ("", "1. Doe J. Naps. J Sleep. 2013;12(3):1-9."),
        ("", "2. Roe R. More naps. J Sleep. 2014;13(3):1-9."),
    )
    before = path.read_bytes()

    done = attachbib("init", path, "--into", "new")

    assert done.returncode == 0
    assert "references: 2 of 2 reproduced exactly" in done.stdout
    article = (tmp_path / "new" / "article.md").read_text(encoding="utf-8")
    assert (
        "# Sleep\n\nNaps help [@doe2013]. They help \\*adults\\* [@doe2013; @roe2014]." in article
    )
    assert path.read_bytes() == before


def test_word_document_that_is_none(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "naps.docx").write_bytes(b"PK no archive")

    done = attachbib("init", "naps.docx", "--into", "new")

    assert done.returncode == 2
    assert "expected a .docx file" in done.stderr
    assert not (tmp_path / "new").exists()


def test_notebook(attachbib: Run, tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Sleep\n", "\n", "Naps help [1]."]},
        {"cell_type": "code", "source": "nap = 1", "outputs": [{"text": "noise"}]},
        {
            "cell_type": "markdown",
            "source": "## References\n\n1. Doe J. Naps. J Sleep. 2013;12(3):1-9.",
        },
    ]
    (tmp_path / "naps.ipynb").write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}), encoding="utf-8"
    )

    assert attachbib("init", "naps.ipynb", "--into", "new").returncode == 0

    article = (tmp_path / "new" / "article.md").read_text(encoding="utf-8")
    assert (
        "Naps help [@doe2013].\n\n```python\nnap = 1\n```\n\n## References\n\n::: {#refs}"
        in article
    )
    assert "noise" not in article


LATEX = r"""\section{Sleep}
Naps \emph{help} \cite{doe}. They help adults~\cite[p.~4]{doe,roe:14}.
\begin{thebibliography}{9}
\bibitem{doe} Doe J. Naps. \emph{J Sleep}. 2013;12(3):1--9.
\bibitem[Roe]{roe:14} Roe R. M\"uhe \& naps. % kept apart
  \newblock J Sleep. 2014;13(3):1-9.
\end{thebibliography}
"""


def test_latex_keeps_its_citations(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "naps.tex").write_text(LATEX, encoding="utf-8")

    done = attachbib("init", "naps.tex", "--into", "new")

    assert "references: 1 of 2" in done.stdout
    assert "markers: 2 attached" in done.stdout
    article = (tmp_path / "new" / "article.tex").read_text(encoding="utf-8")
    assert article.startswith(LATEX[: LATEX.index("\\begin{thebib")])
    assert article.endswith("\\printbibliography\n")
    library = (tmp_path / "new" / "library.bib").read_text(encoding="utf-8")
    assert "@article{doe," in library
    assert "@article{roe:14," in library
    assert 'M{\\"u}he' in library or "Mühe" in library


@pytest.mark.parametrize(
    ("preamble", "now"),
    [
        ("", "\\usepackage{biblatex}\n\\addbibresource{library.bib}\n"),
        (
            "\\usepackage[round]{natbib}\n",
            "\\usepackage[natbib=true]{biblatex}\n\\addbibresource{library.bib}\n",
        ),
    ],
)
def test_latex_loads_what_makes_the_list(
    attachbib: Run, tmp_path: Path, preamble: str, now: str
) -> None:
    begin = "\\begin{document}\n"
    (tmp_path / "naps.tex").write_text(preamble + begin + LATEX, encoding="utf-8")
    attachbib("init", "naps.tex", "--into", "new")
    article = (tmp_path / "new" / "article.tex").read_text(encoding="utf-8")
    assert article.startswith(now + begin)


def test_latex_without_a_list(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "naps.tex").write_text(r"Naps help \cite{doe}.", encoding="utf-8")
    done = attachbib("init", "naps.tex", "--into", "new")
    assert done.returncode == 2
    assert "`thebibliography`" in done.stderr


_RST = """\
Naps
====

Naps help {first}. They help {both}. Not ``[1]_`` in code.

References
----------

{list}
"""
_RST_LINES = (
    "Doe J, Roe R. A study of naps: results. *Journal of Sleep*. 2013;12(3):123-129.",
    "Roe R. The Book of Naps. 2nd ed. Press; 2001.",
)


@pytest.mark.parametrize(
    ("first", "both", "heads", "keys"),
    [
        ("[1]_", "[1]_, [2]_", (".. [1] ", ".. [2] "), ("doe2013", "roe2001")),
        ("[#a]_", "[#a]_ [#b]_", (".. [#a] ", ".. [#b] "), ("a", "b")),
        ("[Doe13]_", r"[doe13]_\ [Roe]_", (".. [Doe13] ", ".. [Roe] "), ("Doe13", "Roe")),
        ("[1]", "[1, 2]", ("1. ", "2. "), ("doe2013", "roe2001")),
    ],
)
def test_restructured_text_stays_so(
    attachbib: Run,
    tmp_path: Path,
    first: str,
    both: str,
    heads: tuple[str, ...],
    keys: tuple[str, ...],
) -> None:
    printed = "\n".join(map(str.__add__, heads, _RST_LINES))
    text = _RST.format(first=first, both=both, list=printed)
    (tmp_path / "naps.rst").write_text(text, encoding="utf-8")

    done = attachbib("init", "naps.rst", "--into", "new")

    assert done.returncode == 0, done.stderr
    assert "references: 2 of 2 reproduced exactly" in done.stdout
    assert "markers: 2 attached" in done.stdout
    assert (tmp_path / "new" / "article.rst").read_text(encoding="utf-8") == _RST.format(
        first=f":cite:p:`{keys[0]}`",
        both=f":cite:p:`{keys[0]},{keys[1]}`",
        list=".. bibliography:: library.bib",
    )
    assert (tmp_path / "naps.rst").read_text(encoding="utf-8") == text
    assert "article.rst" in (tmp_path / "new" / "claims.toml").read_text(encoding="utf-8")


def test_remarks_in_restructured_text_are_kept(attachbib: Run, tmp_path: Path) -> None:
    text = f"Naps help [#]_, see [#x]_.\n\n.. [#] {_RST_LINES[0]}\n\n.. [#x] A remark.\n"
    (tmp_path / "naps.rst").write_text(text, encoding="utf-8")

    assert attachbib("init", "naps.rst", "--into", "new").returncode == 0

    assert (tmp_path / "new" / "article.rst").read_text(encoding="utf-8") == (
        "Naps help :cite:p:`doe2013`, see [#x]_.\n\n"
        ".. bibliography:: library.bib\n\n.. [#x] A remark.\n"
    )
