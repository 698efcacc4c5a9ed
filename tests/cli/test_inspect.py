"""`attachbib inspect`: what was read of an article, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

TEXT = """# Sleep

Naps help [see @doe2020, p. 3, and more; -@roe2021]. They are short.
"""


def write(folder: Path, text: str = TEXT, name: str = "loose.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_json_has_the_documented_shape(attachbib: Run, tmp_path: Path) -> None:
    write(tmp_path)
    done = attachbib("inspect", "loose.md", "--format", "json")
    assert done.returncode == 0
    read = json.loads(done.stdout)
    assert list(read) == ["path", "blocks", "sentences", "citations", "listed"]
    assert read["path"] == "loose.md"
    assert [one["kind"] for one in read["blocks"]] == ["heading", "paragraph"]
    assert read["sentences"][1] == {
        "text": "Naps help.",
        "line": 3,
        "column": 1,
        "offset": 9,
        "end_offset": 61,
        "block": 1,
        "coverage": "direct",
        "keys": ["doe2020", "roe2021"],
        "worthiness": {"score": 0.0, "reasons": []},
    }
    [citation] = read["citations"]
    assert TEXT[citation["offset"] : citation["end_offset"]].startswith("[see @doe2020")
    assert (citation["line"], citation["column"]) == (3, 11)
    assert citation["cites"] == [
        {
            "key": "doe2020",
            "mode": "normal",
            "prefix": "see",
            "locator": "3",
            "label": "page",
            "suffix": ", and more",
        },
        {
            "key": "roe2021",
            "mode": "suppress-author",
            "prefix": "",
            "locator": "",
            "label": "",
            "suffix": "",
        },
    ]


def test_text_shows_coverage_with_its_reason_and_every_cite(attachbib: Run, tmp_path: Path) -> None:
    write(tmp_path)
    done = attachbib("inspect", "loose.md")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "loose.md: markdown, 2 blocks, 3 sentences, 1 citation",
        "",
        "heading",
        "  1:3 exempt (a heading): Sleep",
        "",
        "paragraph",
        "  3:1 direct: Naps help.",
        "    3:16 doe2020, normal, prefix “see”, page 3, suffix “, and more”",
        "    3:42 roe2021, suppress-author",
        "  3:54 inherited (the citation in line 3): They are short.",
    ]


def test_a_recorded_exemption_is_shown(attachbib: Run, project: Path) -> None:
    (project / "claims.toml").write_text(
        '[[claim]]\nid = "thanks"\nfile = "article.md"\nexempt = "thanks"\n'
        '[claim.anchor]\nexact = "Thank you."\n',
        encoding="utf-8",
    )
    done = attachbib("inspect", project / "article.md")
    assert "exempt (thanks): Thank you." in done.stdout


def test_defects_go_to_standard_error(attachbib: Run, tmp_path: Path) -> None:
    write(tmp_path, "Text.\n\n```\ncode\n")
    done = attachbib("inspect", "loose.md")
    assert done.returncode == 0
    assert "loose.md:3:1: error parse-error: a code block is not closed" in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("missing.md", None, "no such file"),
        ("odd.xyz", b"text", "no reader for '.xyz'"),
        ("binary.md", b"a\0b", "NUL character"),
        ("latin.md", b"caf\xe9", "not valid utf-8"),
    ],
)
def test_what_cannot_be_read(
    attachbib: Run, tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = attachbib("inspect", name)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_control_characters_are_escaped(attachbib: Run, tmp_path: Path) -> None:
    write(tmp_path, "A \x1b[31mred word.\n")
    assert "\x1b" not in attachbib("inspect", "loose.md").stdout


def test_an_included_file_has_its_own_path(attachbib: Run, tmp_path: Path) -> None:
    write(tmp_path, "Main \\cite{a}. \\input{part}", "main.tex")
    write(tmp_path, "Part \\cite{b}.", "part.tex")
    read = json.loads(attachbib("inspect", "main.tex", "--format", "json").stdout)
    assert [one.get("path") for one in read["citations"]] == [None, "part.tex"]
    assert [one["block"] for one in read["sentences"]] == [0, 1]
    assert "part.tex: latex" in attachbib("inspect", "main.tex").stdout
