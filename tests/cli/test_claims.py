"""`attachbib claims list` and `show`: what is recorded, and how it stands with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

from attachbib.cli.claims import COMMANDS

REVIEW = """
[claim.review]
by = "Ann Adams"
on = 2024-05-01
"""


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(attachbib: Run, command: str) -> None:
    done = attachbib("claims", command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: attachbib claims {command}")


def test_list_has_state_review_keys_and_place(attachbib: Run, project: Path) -> None:
    done = attachbib("claims", "list")
    assert done.stdout == "naps-help\tsame\tunreviewed\tdoe2020\treferences/article.md:3:1\n"
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "state", "place"),
    [
        ("Naps *help* [@doe2020].", "same", "article.md:3:1"),
        ("Naps never help [@doe2020].", "suspect", "article.md:3:1"),
        ("Sleep is good.", "orphan", "claims.toml:1:1"),
    ],
)
def test_states(attachbib: Run, project: Path, words: str, state: str, place: str) -> None:
    replace(project / "article.md", "Naps help [@doe2020].", words)
    [line] = attachbib("claims", "list", cwd=project).stdout.splitlines()
    assert line.split("\t")[1] == state
    assert line.endswith(place)


def test_moved(attachbib: Run, project: Path) -> None:
    replace(project / "claims.toml", 'help."', 'help."\nprefix = "No longer before it. "')
    assert attachbib("claims", "list").stdout.split("\t")[1] == "moved"


def test_article_that_is_gone(attachbib: Run, project: Path) -> None:
    replace(project / "claims.toml", '"article.md"', '"gone.md"')
    assert attachbib("claims", "list").stdout.split("\t")[1] == "orphan"
    assert (
        "'gone.md' is no article of the project" in attachbib("claims", "show", "naps-help").stdout
    )


def test_review_without_hashes_is_not_trusted(attachbib: Run, project: Path) -> None:
    append(project / "claims.toml", REVIEW)
    [claim] = json.loads(attachbib("claims", "list", "--format", "json").stdout)
    assert claim == {
        "id": "naps-help",
        "file": "article.md",
        "kind": "other",
        "exempt": "",
        "text": "Naps help.",
        "keys": ["doe2020"],
        "state": "suspect",
        "anchor": "same",
        "review": "outdated",
        "changed": ["text", "evidence", "reference"],
        "path": "references/article.md",
        "line": 3,
        "column": 1,
    }


def test_show_has_everything(attachbib: Run, project: Path) -> None:
    more = 'locator = "p. 3"\nquote = "word for\\u001b word"\nnote = "Only of adults."\n'
    append(project / "claims.toml", more + REVIEW)
    replace(project / "article.md", "Naps help [", "Naps often help [")
    assert attachbib("claims", "show", "naps-help").stdout == (
        "naps-help (other) at references/article.md:3:1\n"
        "  state     suspect: its words were changed (84% alike)\n"
        "  text      Naps often help.\n"
        "  recorded  Naps help.\n"
        "  evidence  doe2020, p. 3 (supports)\n"
        "            “word for\\x1b word”\n"
        "            Note: Only of adults.\n"
        "  review    outdated: by Ann Adams on 2024-05-01\n"
        "  changed   the text, the evidence, the works named\n"
    )
    [claim] = json.loads(attachbib("claims", "show", "naps-help", "--format", "json").stdout)
    assert claim["stands"] == "Naps often help."
    assert claim["evidence"][0]["quote"] == "word for\x1b word"
    assert claim["reviewed"]["by"] == "Ann Adams"


def test_unknown_id(attachbib: Run, project: Path) -> None:
    done = attachbib("claims", "show", "naps-hepl")
    assert done.returncode == 2
    assert "no claim has the id 'naps-hepl'. Did you mean 'naps-help'?" in done.stderr


def test_id_of_two_claims(attachbib: Run, project: Path) -> None:
    append(project / "claims.toml", (project / "claims.toml").read_text(encoding="utf-8"))
    done = attachbib("claims", "show", "naps-help")
    assert done.returncode == 2
    assert "claims.toml:10: another claim has the id 'naps-help', that of line 1" in done.stderr


def test_project_without_claims(attachbib: Run, project: Path) -> None:
    (project / "claims.toml").unlink()
    assert attachbib("claims", "list") == (0, "", "")
    done = attachbib("claims", "show", "a")
    assert done.returncode == 2
    assert "the project has no claims file. `attachbib claims sync` makes one." in done.stderr


def test_broken_record_is_said_and_the_rest_is_listed(attachbib: Run, project: Path) -> None:
    append(project / "claims.toml", "[[claim]]\nid = \n")
    done = attachbib("claims", "list")
    assert done.stdout.startswith("naps-help\t")
    assert "references/claims.toml:11:6: error parse-error: this is not valid TOML" in done.stderr
