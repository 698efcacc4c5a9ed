"""Comments that accept findings: in every kind of file, for the next piece only."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from command_line import Run

ARTICLES = {
    "a.md": "<!-- attachbib: ignore[uncited-sentence]: seen -->\n"
    "They smile. They\nrun.\n\nThey nap.\n",
    "b.html": "<!DOCTYPE html><html><body>\n<!-- attachbib: ignore[uncited-sentence]: seen -->\n"
    "<p>They smile.</p>\n<p>They nap.</p></body></html>\n",
    "c.tex": "\\documentclass{article}\n\\begin{document}\n"
    "% attachbib: ignore[uncited-sentence]: seen\nThey smile.\n\nThey nap.\n\\end{document}\n",
    "f.txt": "# attachbib: ignore[uncited-sentence]: seen\nThey smile.\nThey run.\n\nThey nap.\n",
    "d.rst": ".. attachbib: ignore[uncited-sentence]: seen\n\nThey smile.\n\nThey nap.\n",
    "e.ipynb": json.dumps(
        {
            "cells": [
                {
                    "cell_type": "markdown",
                    "metadata": {},
                    "source": [
                        "<!-- attachbib: ignore[uncited-sentence]: seen -->\n",
                        "They smile.\n",
                        "\n",
                        "They nap.",
                    ],
                }
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
    ),
}
LIBRARY = "@booklet{Bowlby1969, title = {Attachment}, nodoi = {A book without one.}}\n"


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in {"library.bib": LIBRARY, **files}.items():
        (root / name).write_text(text, encoding="utf-8")
    names = [name for name in files if not name.endswith((".bib", "claims.toml"))]
    config = f'articles = {json.dumps(names)}\nlibraries = "*.bib"\n[check]\n'
    config += 'ignore = ["article-without-references"]\n'
    (root / "attachbib.toml").write_text(config, encoding="utf-8")


def found(attachbib: Run, *arguments: str) -> list[tuple[str, int, str]]:
    report = json.loads(attachbib("check", "--output-format", "json", *arguments).stdout)
    return [(one["path"], one["line"], one["rule"]) for one in report["findings"]]


@pytest.mark.parametrize("name", ARTICLES)
def test_a_comment_is_for_the_paragraph_behind_it(
    attachbib: Run, tmp_path: Path, name: str
) -> None:
    write(tmp_path, {name: ARTICLES[name]})
    assert [rule for _, _, rule in found(attachbib)] == ["uncited-sentence"]
    printed = attachbib("check").stdout
    assert "They nap." in printed
    assert "smile" not in printed


@pytest.mark.parametrize("name", ARTICLES)
def test_a_comment_for_the_file(attachbib: Run, tmp_path: Path, name: str) -> None:
    write(tmp_path, {name: ARTICLES[name].replace("ignore[", "ignore-file[")})
    assert found(attachbib) == []


@pytest.mark.parametrize("name", ARTICLES)
def test_without_a_reason_nothing_is_accepted(attachbib: Run, tmp_path: Path, name: str) -> None:
    write(tmp_path, {name: ARTICLES[name].replace(": seen", "")})
    rules = [rule for _, _, rule in found(attachbib)]
    assert rules.count("suppression-without-reason") == 1
    assert rules.count("uncited-sentence") >= 2


def test_entries_and_records(attachbib: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.md": "They cry.\n\nThey nap [@a].\n",
            "library.bib": "% attachbib: ignore[missing-doi]: a leaflet\n"
            "@book{a,\n  title = {A},\n}\n@book{b, title = {B}}\n",
            "claims.toml": '# attachbib: ignore[claim-without-source]: open\n[[claim]]\nid = "x"\n'
            'file = "a.md"\nanchor.exact = "They cry."\n\n[[claim]]\nid = "y"\nfile = "a.md"\n'
            'anchor.exact = "They nap."\n',
        },
    )
    assert ("library.bib", 5, "missing-doi") in found(attachbib)
    assert ("library.bib", 2, "missing-doi") not in found(attachbib)
    claims = [row for row in found(attachbib) if row[2] == "claim-without-source"]
    assert [row[1] for row in claims] == [7]


@pytest.mark.parametrize(
    "entry",
    [
        "@book{a,\n  title = {A},\n  % attachbib: ignore[missing-doi]: a leaflet\n  year = 2,\n}",
        "@book{a,\n  % attachbib: ignore[missing-doi]: it's {a} leaflet\n  title = {A},\n}",
        "@book{a,\n  title = {A}, % attachbib: ignore[missing-doi]: a leaflet\n}",
        "@book{a, title = {A}} % attachbib: ignore[missing-doi]: a leaflet",
        "@book{a,\n  title = {A},\n} % attachbib: ignore[missing-doi]: a leaflet",
    ],
)
def test_a_comment_in_an_entry_is_for_it_alone(attachbib: Run, tmp_path: Path, entry: str) -> None:
    write(tmp_path, {"library.bib": f"{entry}\n@book{{b, title = {{B}}}}\n"})
    rows = found(attachbib, "--select", "missing-doi,suppression-unused")
    assert rows == [("library.bib", entry.count("\n") + 2, "missing-doi")]


def test_the_value_of_a_field_is_no_comment(attachbib: Run, tmp_path: Path) -> None:
    entry = "@book{a, note = {B\n% attachbib: ignore[missing-doi]: a leaflet\n}, title = {A}}\n"
    write(tmp_path, {"library.bib": entry})
    assert found(attachbib, "--select", "missing-doi") == [("library.bib", 1, "missing-doi")]


def test_a_comment_of_word_is_for_its_paragraph(attachbib: Run, tmp_path: Path) -> None:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = "<w:p><w:r><w:t>{}</w:t>{}</w:r></w:p>".format
    mark, reason = '<w:commentReference w:id="0"/>', "attachbib: ignore[uncited-sentence]: seen"
    body = f"<w:body>{text('They smile.', mark)}{text('They nap.', '')}</w:body>"
    comment = f'<w:comment w:id="0">{text(reason, "")}</w:comment>'
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        for part, content in (("document", body), ("comments", comment)):
            root = f'<w:{part} xmlns:w="{name}">{content}</w:{part}>'
            package.writestr(f"word/{part}.xml", root)
    write(tmp_path, {})
    (tmp_path / "attachbib.toml").write_text('articles = ["a.docx"]\n', "utf-8")
    rows = found(attachbib, "--select", "uncited-sentence,suppression-unused")
    assert rows == [("a.docx", 2, "uncited-sentence")]


def test_a_comment_that_accepts_nothing_is_reported(attachbib: Run, tmp_path: Path) -> None:
    text = "<!-- attachbib: ignore[uncited-sentence]: seen -->\nThey nap [@Bowlby1969].\n"
    write(tmp_path, {"a.md": text})
    assert found(attachbib) == [("a.md", 1, "suppression-unused")]
    assert found(attachbib, "--ignore", "uncited-sentence") == []


def test_an_unknown_rule_in_a_comment_has_its_closest(attachbib: Run, tmp_path: Path) -> None:
    write(tmp_path, {"a.md": ARTICLES["a.md"].replace("uncited-sentence", "uncited-sentense")})
    printed = attachbib("check").stdout
    assert "no rule is named 'uncited-sentense'" in printed
    assert "Did you mean 'uncited-sentence'?" in printed


def test_many_comments_take_no_more_than_their_lines(attachbib: Run, tmp_path: Path) -> None:
    comment = "<!-- attachbib: ignore[uncited-sentence]: seen -->\n"
    write(tmp_path, {"a.md": f"{comment}They nap.\n\nThey cry.\n\n" * 300})
    rows = found(attachbib)
    assert [line for _, line, _ in rows] == list(range(4, 1500, 5))
