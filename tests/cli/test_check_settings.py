"""Which rules run, how severe they are, what fails: by options and by configuration."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one error and one warning."""
    (tmp_path / "library.bib").write_text("@booklet{a, title = {A}}\n", encoding="utf-8")
    (tmp_path / "article.md").write_text("They cry [@a].\n\nThey nap.\n", encoding="utf-8")
    configure(tmp_path, "")
    return tmp_path


def configure(root: Path, text: str) -> None:
    config = f'articles = "*.md"\nlibraries = "*.bib"\n{text}'
    (root / "attachbib.toml").write_text(config, encoding="utf-8")


def rules(attachbib: Run, *arguments: str) -> dict[str, str]:
    """Return rule → severity of what is found."""
    report = json.loads(attachbib("check", "--output-format", "json", *arguments).stdout)
    return {one["rule"]: one["severity"] for one in report["findings"]}


BOTH = {"missing-doi": "warning", "uncited-sentence": "error"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], set(BOTH)),
        (["--select", "doi"], {"missing-doi"}),
        (["--select", "ALL"], set(BOTH)),
        (["--select", "doi, uncited-sentence"], set(BOTH)),
        (["--select", "doi", "--select", "claim"], set(BOTH)),
        (["--select", "claim", "--ignore", "uncited-sentence"], set()),
        (["--ignore", "claim"], {"missing-doi"}),
        (["--ignore", "claim", "--extend-select", "uncited-sentence"], set(BOTH)),
        (["--ignore", "ALL"], set()),
    ],
)
def test_rules_are_chosen(
    attachbib: Run, root: Path, arguments: list[str], expected: set[str]
) -> None:
    assert set(rules(attachbib, *arguments)) >= expected
    assert set(rules(attachbib, *arguments)) & set(BOTH) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('select = ["doi"]', {"missing-doi"}),
        ('ignore = "missing-doi"', {"uncited-sentence"}),
        ('ignore = ["ALL"]\nextend-select = ["missing-doi"]', {"missing-doi"}),
        ('[[check.overrides]]\nfiles = ["*.bib"]\nignore = ["doi"]', {"uncited-sentence"}),
        ('[[check.overrides]]\nfiles = ["x/**"]\nignore = ["ALL"]', set(BOTH)),
    ],
)
def test_the_configuration_chooses_too(
    attachbib: Run, root: Path, table: str, expected: set[str]
) -> None:
    configure(root, f"[check]\n{table}\n")
    assert set(rules(attachbib)) & set(BOTH) == expected


def test_the_command_line_wins(attachbib: Run, root: Path) -> None:
    configure(root, '[check]\nselect = ["doi"]\nignore = ["claim"]\nfail-on = "info"\n')
    assert attachbib("check").returncode == 1
    assert attachbib("check", "--fail-on", "error").returncode == 0
    assert "uncited-sentence" in rules(attachbib, "--select", "claim")


def test_severities(attachbib: Run, root: Path) -> None:
    found = rules(attachbib, "--severity", "claim=info,missing-doi=error")
    assert (found["missing-doi"], found["uncited-sentence"]) == ("error", "info")
    configure(root, '[check.severity]\nclaim = "info"\nuncited-sentence = "warning"\n')
    assert rules(attachbib)["uncited-sentence"] == "warning"
    configure(
        root,
        '[[check.overrides]]\nfiles = ["article.md"]\nseverity = { uncited-sentence = "info" }\n',
    )
    assert rules(attachbib) == BOTH | {"uncited-sentence": "info"}
    assert attachbib("check").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--select", "mising-doi"], "no rule is named 'mising-doi'. Did you mean 'missing-doi'?"),
        (["--ignore", "clam"], "Did you mean 'claim'?"),
        (["--severity", "claim=fatal"], "'claim=fatal' is not RULE=LEVEL"),
        (["--severity", "claim"], "is not RULE=LEVEL"),
        (["--severity", "clam=info"], "Did you mean 'claim'?"),
    ],
)
def test_wrong_names_are_errors(
    attachbib: Run, root: Path, arguments: list[str], words: str
) -> None:
    done = attachbib("check", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


@pytest.mark.parametrize(
    ("table", "place", "words"),
    [
        ('[check]\nselekt = ["doi"]', "4:1", "unknown key `selekt`. Did you mean `select`?"),
        ('[check]\nselect = ["dio"]', "4:1", "no rule is named 'dio'. Did you mean 'doi'?"),
        ("[check]\nselect = 1", "4:1", "`select` is a number (1), expected a list of strings."),
        ('[check]\nfail-on = "never"', "4:1", "expected one of info, warning, error."),
        ('[check]\nfail-on-unchecked = "yes"', "4:1", "expected true or false."),
        ("[check]\nbaseline = true", "4:1", "expected the path of a file."),
        ('[check.severity]\nclaim = "off"', "4:1", "expected one of info, warning, error."),
        ('[check.severity]\nclam = "info"', "4:1", "Did you mean 'claim'?"),
        ("[check]\noverrides = 1", "4:1", "expected a list of tables."),
        ('[[check.overrides]]\nignore = ["doi"]', "3:", "an override needs `files`"),
        ('[[check.overrides]]\nfiles = "*"\nselect = 1', "5:1", "unknown key `select`."),
        ("[rules.coverage-belo]\nx = 1", "3:", "Did you mean 'coverage-below'?"),
        ("[rules.lock-stale]\ndas = 1", "4:1", "unknown key `das`. Did you mean `days`?"),
        ("[rules.lock-stale]\ndays = -1", "4:1", "expected a whole number, 0 or more."),
        ("[rules.lock-stale]\ndays = true", "4:1", "`days` is a boolean (True)"),
        ("[rules.missing-doi]\ndays = 1", "4:1", "unknown key `days`. There are no keys here."),
        ("[rules.review-expired]\ntoday = '2026-01-31'", "4:1", "expected a date such as"),
        ("[rules.source-too-old]\nkinds = 3", "4:1", "`kinds` is a number (3), expected a table."),
        ("[rules.source-too-old.kinds]\nstatistic = 3", "4:1", "Did you mean `statistics`?"),
        ("[rules.self-citation-only]\nauthors = [1]", "4:1", "expected a list of strings"),
        ("[rules.source-tier]\ntiers = ['a']", "4:1", "expected a list of tables."),
        ("[[rules.source-tier.tiers]]\ntypes = 'a'", "3:", "a tier needs a `name`"),
        ("[[rules.source-tier.tiers]]\nname = 'a'\ntype = 'b'", "5:1", "Did you mean `types`?"),
        (
            "[[rules.source-tier.tiers]]\nname = 'a'\ntypes = 'jornal-article'",
            "5:1",
            "no type of CSL is like 'jornal-article'.",
        ),
        ("[rules.source-tier.required]\nother = 'best'", "4:1", "Describe it in `tiers`."),
        ("[rules]\nlock-stale = 1", "4:1", "`lock-stale` is a number (1), expected a table."),
    ],
)
def test_a_wrong_configuration_has_its_place(
    attachbib: Run, root: Path, table: str, place: str, words: str
) -> None:
    configure(root, f"{table}\n")
    done = attachbib("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"attachbib.toml:{place}" in done.stderr
    assert words in done.stderr
