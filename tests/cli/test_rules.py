"""`attachbib rules`: the list, the page of a rule, and names that mean none."""

from __future__ import annotations

import json

import pytest
from command_line import Run

from attachbib.rules import FAMILIES, RULE_NAMES


def test_the_list_has_every_rule_once(attachbib: Run) -> None:
    done = attachbib("rules")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == list(RULE_NAMES)
    assert {row[1] for row in rows} <= {"error", "warning", "info"}
    assert {row[2] for row in rows} <= {"default", "opt-in"}
    assert all(row[4].endswith(".") for row in rows)


def test_a_family_is_listed(attachbib: Run) -> None:
    lines = attachbib("rules", "doi").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == list(FAMILIES["doi"])


def test_a_rule_is_explained(attachbib: Run) -> None:
    done = attachbib("rules", "missing-doi")
    assert done.returncode == 0
    assert done.stdout.startswith("# missing-doi\n\n*family `doi`, warning, default, since 0.1*\n")
    for part in ("## Why", "## Bad", "## Good", "## Fix"):
        assert part in done.stdout


def test_json_has_what_the_page_has(attachbib: Run) -> None:
    (one,) = json.loads(attachbib("rules", "unknown-key", "--format", "json").stdout)
    assert (one["name"], one["family"], one["severity"]) == ("unknown-key", "citation", "error")
    assert one["page"].startswith(one["summary"])
    everything = json.loads(attachbib("rules", "--format", "json").stdout)
    assert [each["name"] for each in everything] == list(RULE_NAMES)


def test_markdown_is_the_documentation(attachbib: Run) -> None:
    assert "| [missing-doi](missing-doi.md) |" in attachbib("rules", "--format", "markdown").stdout
    page = attachbib("rules", "missing-doi", "--format", "markdown").stdout
    assert page.startswith("# missing-doi\n")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("mising-doi", "Did you mean 'missing-doi'?"),
        ("citations", "Did you mean 'citation'?"),
        ("\x1b", "`attachbib rules` lists them."),
    ],
)
def test_an_unknown_name_is_an_error_with_the_closest(
    attachbib: Run, name: str, advice: str
) -> None:
    done = attachbib("rules", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no rule is named" in done.stderr
    assert advice in done.stderr
    assert "\x1b" not in done.stderr
