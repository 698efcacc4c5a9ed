"""`attachbib render`: what is printed, in which form, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run, run_process

APA = """Adams, A. (2019). Naps of adults.
Doe, J. (2020). Naps.
"""


def test_the_list_holds_what_the_articles_cite(attachbib: Run, project: Path) -> None:
    done = attachbib("render", "--style", "apa")
    assert (done.returncode, done.stdout, done.stderr) == (0, APA, "")


def test_numbers_follow_the_order_of_citation(attachbib: Run, project: Path) -> None:
    done = attachbib("render", "--style", "ieee")
    assert [line.split(".")[0] for line in done.stdout.splitlines()] == ["[1] J", "[2] A"]


def test_all_prints_the_uncited_too(attachbib: Run, project: Path) -> None:
    done = attachbib("render", "--style", "apa", "--all")
    assert (done.returncode, done.stdout) == (0, APA + "Roe, R. (2021). Not cited.\n")


def test_the_default_style_is_the_configured_one_else_apa(attachbib: Run, project: Path) -> None:
    assert attachbib("render").stdout == APA
    (project.parent / "attachbib.toml").write_text('style = "ieee"\n', encoding="utf-8")
    assert attachbib("render").stdout.startswith("[1] J. Doe")
    assert attachbib("render", "--style", "apa").stdout == APA


def test_the_locale_is_the_configured_one_unless_given(attachbib: Run, project: Path) -> None:
    library = project / "library.bib"
    library.write_text(library.read_text("utf-8").replace(", year = 2019", ""), encoding="utf-8")
    (project.parent / "attachbib.toml").write_text('locale = "de-DE"\n', encoding="utf-8")
    assert "(o.\u00a0J.)" in attachbib("render").stdout
    assert "(n.d.)" in attachbib("render", "--locale", "en-GB").stdout


def test_the_project_may_be_named_from_anywhere(
    attachbib: Run, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for option in ("--project", "-C"):
        assert attachbib("render", option, project.parent, cwd=elsewhere).stdout == APA


def test_json_is_a_list_in_list_order(attachbib: Run, project: Path) -> None:
    entries = json.loads(attachbib("render", "--format", "json").stdout)
    assert entries == [
        {
            "id": "adams2019",
            "text": "Adams, A. (2019). Naps of adults.",
            "html": "Adams, A. (2019). <i>Naps of adults</i>.",
        },
        {
            "id": "doe2020",
            "text": "Doe, J. (2020). Naps.",
            "html": "Doe, J. (2020). <i>Naps</i>.",
        },
    ]


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("text", "Doe, J. (2020). Naps."),
        ("html", 'id="ref-doe2020" class="csl-entry" role="listitem">Doe, J. (2020). <i>Naps</i>.'),
        ("markdown", "Doe, J. (2020). *Naps*."),
        ("rst", "*Naps*"),
        ("latex", r"Doe, J. (2020). \emph{Naps}."),
    ],
)
def test_formats(attachbib: Run, project: Path, format: str, expected: str) -> None:
    assert expected in attachbib("render", "--format", format).stdout


def test_annotations_stand_under_their_entries(attachbib: Run, project: Path) -> None:
    assert attachbib("render", "--annotated").stdout == APA + "    On naps.\n"


def test_a_file_needs_no_project(attachbib: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{doe, title = {Naps}, year = 2020}", encoding="utf-8")
    (tmp_path / "refs.json").write_text(
        '[{"id": "doe", "type": "book", "title": "Naps", "issued": {"raw": "2020"}}]',
        encoding="utf-8",
    )
    printed = {attachbib("render", name).stdout for name in ("refs.bib", "refs.json")}
    assert printed == {"Naps. (2020).\n"}


def test_an_unknown_key_is_reported_and_the_rest_printed(attachbib: Run, project: Path) -> None:
    with (project / "article.md").open("a", encoding="utf-8") as stream:
        stream.write("\nSo do walks [@nobody1999].\n")
    done = attachbib("render")
    assert (done.returncode, done.stdout) == (1, APA)
    assert "unknown-key" in done.stderr
    assert "'nobody1999'" in done.stderr


def test_a_closed_pipe_is_no_error(project: Path) -> None:
    # More than a pipe holds, so that writing meets the closed end.
    (project / "library.bib").write_text(
        "\n".join(f"@book{{k{n}, title = {{A rather long title}}}}" for n in range(3000)),
        encoding="utf-8",
    )
    done = run_process("attachbib render --all | head -n 1", project)
    assert (done.stdout[:21], done.stderr) == ("A rather long title. ", "")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_without_the_characters_is_no_crash(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "refs.bib").write_text("@book{a, title = {Łucja}}", encoding="utf-8")
    done = run_process("attachbib render refs.bib", tmp_path, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, "")
    assert "ucja" in done.stdout
