"""`attachbib claims review`, `link`, `exempt`: what is written, and that nothing else is."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

CLAIMS = """\
# What the article says.

[[claim]]
file = "article.md"   # beside this file
id = "naps-help"
anchor.exact = 'Naps help.'


# The one about adults:
[[claim]]
id = "adults"
file = "article.md"

[claim.anchor]
exact = "They help adults too."

[[claim.evidence]]
key    =   "adams2019"  # laid out by hand

# The end.
"""


@pytest.fixture
def claims(project: Path) -> Path:
    path = project / "claims.toml"
    path.write_text(CLAIMS, encoding="utf-8")
    return path


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def listed(attachbib: Run) -> dict[str, Any]:
    """Return the claims by id, as `claims list` has them."""
    items = json.loads(attachbib("claims", "list", "--format", "json").stdout)
    return {item["id"]: item for item in items}


def review(attachbib: Run, *ids: str) -> None:
    done = attachbib("claims", "review", *ids, "--by", "Ann Adams", "--on", "2024-05-01")
    assert (done.returncode, done.stderr) == (0, "")


def test_review_adds_its_table_and_nothing_else(attachbib: Run, claims: Path) -> None:
    review(attachbib, "adults")
    text = claims.read_text(encoding="utf-8")
    before, after = CLAIMS.split("\n# The end.\n")
    assert text.startswith(before)
    assert text.endswith(f"\n# The end.\n{after}")
    added = text[len(before) : -len("\n# The end.\n")]
    assert added.startswith('\n[claim.review]\nby = "Ann Adams"\non = 2024-05-01\ntext_sha256 = "')
    hashes = tomllib.loads(added)["claim"]["review"]
    assert [len(hashes[name]) for name in hashes if name.endswith("sha256")] == [64, 64, 64]


def test_review_in_the_middle_of_the_file(attachbib: Run, claims: Path) -> None:
    review(attachbib, "naps-help")
    text = claims.read_text(encoding="utf-8")
    first, second = CLAIMS.split("\n\n\n# The one")
    assert text.startswith(first + "\n\n[claim.review]\n")
    assert text.endswith(f'"\n\n\n# The one{second}')


def test_reviewed_claims_are_current_until_something_changes(attachbib: Run, claims: Path) -> None:
    review(attachbib, "naps-help", "adults")
    for item in listed(attachbib).values():
        assert (item["state"], item["review"], item["changed"]) == ("same", "current", [])


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("article.md", "They help adults too [", "They help adults too, rarely [", ["text"]),
        ("claims.toml", '"adams2019"', '"adams2019"\nlocator = "p. 3"', ["evidence"]),
        ("claims.toml", '"adams2019"', '"adams2019"\nnote = "No."', ["evidence"]),
        ("claims.toml", '"adams2019"', '"adams2019"\nstance = "contradicts"', ["evidence"]),
        ("claims.toml", '"adams2019"', '"roe2021"', ["reference"]),
        ("library.bib", "{Naps of Adults}", "{Naps of Infants}", ["reference"]),
        ("library.bib", "adams2019,", "gone2019,", ["reference"]),
    ],
)
def test_what_makes_a_reviewed_claim_suspect(
    attachbib: Run, claims: Path, file: str, old: str, new: str, changed: list[str]
) -> None:
    review(attachbib, "adults")
    replace(claims.parent / file, old, new)
    item = listed(attachbib)["adults"]
    assert (item["state"], item["review"], item["changed"]) == ("suspect", "outdated", changed)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("article.md", "They help adults too [", "They  *help* adults\ntoo ["),
        ("article.md", "# Sleep", "# Sleep\n\nA new paragraph."),
        (
            "library.bib",
            "title = {Naps of Adults}, year = 2019",
            "year=2019, title={Naps of Adults}",
        ),
        ("library.bib", "{Naps of Adults}", "{{Naps} of \\emph{adults}}"),
        ("library.bib", "year = 2019", "year = 2019, annotation = {A note.}, keywords = {nap}"),
    ],
)
def test_what_does_not(attachbib: Run, claims: Path, file: str, old: str, new: str) -> None:
    review(attachbib, "adults")
    replace(claims.parent / file, old, new)
    assert listed(attachbib)["adults"]["review"] == "current"


def test_renaming_a_reference_keeps_reviews(attachbib: Run, claims: Path) -> None:
    review(attachbib, "adults")
    assert attachbib("refs", "rename", "adams2019", "adams").returncode == 0
    item = listed(attachbib)["adults"]
    assert (item["keys"], item["review"]) == (["adams"], "current")


def test_a_second_review_replaces_the_values_of_the_first(attachbib: Run, claims: Path) -> None:
    review(attachbib, "adults")
    replace(claims, 'by = "Ann Adams"', 'by = "Ann Adams"  # by phone')
    attachbib("claims", "review", "adults", "--by", "Rita Roe", "--on", "2024-06-02")
    text = claims.read_text(encoding="utf-8")
    assert 'by = "Rita Roe"  # by phone\non = 2024-06-02\n' in text
    assert text.count("[claim.review]") == 1


@pytest.mark.parametrize("name", [[], ["--by", " "]])
def test_review_needs_a_name(attachbib: Run, claims: Path, name: list[str]) -> None:
    done = attachbib("claims", "review", "adults", *name)
    assert done.returncode == 2
    assert "--by" in done.stderr
    assert claims.read_text(encoding="utf-8") == CLAIMS


@pytest.mark.parametrize("day", ["yesterday", "2024-13-01"])
def test_review_needs_a_day(attachbib: Run, claims: Path, day: str) -> None:
    done = attachbib("claims", "review", "adults", "--by", "Ann Adams", "--on", day)
    assert done.returncode == 2
    assert f"'{day}' does not match the format '%Y-%m-%d'" in done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "article.md",
            "They help adults",
            "They never help adults",
            "words are not in the article",
        ),
        ("claims.toml", "adams2019", "adams2091", "no library has the key 'adams2091'"),
    ],
)
def test_what_cannot_be_reviewed(
    attachbib: Run, claims: Path, file: str, old: str, new: str, message: str
) -> None:
    replace(claims.parent / file, old, new)
    before = claims.read_text(encoding="utf-8")
    done = attachbib("claims", "review", "naps-help", "adults", "--by", "Ann Adams")
    assert done.returncode == 2
    assert message in done.stderr
    assert claims.read_text(encoding="utf-8") == before


def test_link_adds_evidence(attachbib: Run, claims: Path) -> None:
    options = ["--stance", "qualifies", "--locator", "p. 3", "--quote", 'He said "no".']
    assert attachbib("claims", "link", "adults", "roe2021", *options).returncode == 0
    before, after = CLAIMS.split("\n# The end.\n")
    assert claims.read_text(encoding="utf-8") == (
        f"{before}\n[[claim.evidence]]\n"
        'key = "roe2021"\nstance = "qualifies"\nlocator = "p. 3"\nquote = "He said \\"no\\"."\n'
        f"\n# The end.\n{after}"
    )


def test_link_stands_before_the_review(attachbib: Run, claims: Path) -> None:
    review(attachbib, "adults")
    attachbib("claims", "link", "adults", "roe2021")
    assert (
        'by hand\n\n[[claim.evidence]]\nkey = "roe2021"\n\n[claim.review]\nby = '
        in claims.read_text(encoding="utf-8")
    )
    assert listed(attachbib)["adults"]["changed"] == ["evidence", "reference"]


def test_link_in_a_list_of_inline_tables(attachbib: Run, claims: Path) -> None:
    replace(claims, "anchor.exact = 'Naps help.'", "$&\nevidence = [{ key = 'doe2020' }]  # one")
    replace(claims, "$&", "anchor.exact = 'Naps help.'")
    attachbib("claims", "link", "naps-help", "roe2021")
    text = claims.read_text(encoding="utf-8")
    assert "evidence = [{ key = 'doe2020' }, {key = \"roe2021\"}]  # one\n" in text


def test_link_of_an_unknown_reference(attachbib: Run, claims: Path) -> None:
    done = attachbib("claims", "link", "adults", "roe2012")
    assert done.returncode == 2
    assert "no library has the key 'roe2012'; nothing was written. Did you mean 'roe2021'?" in (
        done.stderr
    )


def test_linking_the_same_twice_changes_nothing(attachbib: Run, claims: Path) -> None:
    assert attachbib("claims", "link", "adults", "adams2019").stdout == "nothing to change\n"
    assert claims.read_text(encoding="utf-8") == CLAIMS


def test_exempt(attachbib: Run, claims: Path) -> None:
    assert attachbib("claims", "exempt", "naps-help", "--reason", "Known\nto all.").returncode == 0
    exempted = "anchor.exact = 'Naps help.'\nexempt = \"Known to all.\"\n"
    assert claims.read_text(encoding="utf-8") == CLAIMS.replace(
        "anchor.exact = 'Naps help.'\n", exempted
    )
    attachbib("claims", "exempt", "naps-help", "--reason", "Seen.")
    assert 'exempt = "Seen."\n' in claims.read_text(encoding="utf-8")
    done = attachbib("claims", "exempt", "naps-help", "--reason", " ")
    assert (done.returncode, "--reason is empty" in done.stderr) == (2, True)


@pytest.mark.parametrize("how", ["--dry-run", "--diff"])
def test_nothing_is_written_when_asked_to_show(attachbib: Run, claims: Path, how: str) -> None:
    done = attachbib("claims", "exempt", "naps-help", "--reason", "Known.", how)
    shown = {
        "--dry-run": "would change references/claims.toml",
        "--diff": '+exempt = "Known."',
    }
    assert shown[how] in done.stdout.splitlines()
    assert claims.read_text(encoding="utf-8") == CLAIMS


def test_encoding_line_ends_and_last_line_are_kept(attachbib: Run, claims: Path) -> None:
    text = CLAIMS.partition("\n# The end.")[0].rstrip("\n").replace("\n", "\r\n")
    claims.write_bytes(b"\xef\xbb\xbf" + text.encode())
    attachbib("claims", "link", "adults", "roe2021")
    expected = text + '\r\n\r\n[[claim.evidence]]\r\nkey = "roe2021"\r\n'
    assert claims.read_bytes() == b"\xef\xbb\xbf" + expected.encode()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("knd = 1\n" + CLAIMS + "[[claim]]\nid = \n", "claims.toml:23:6: the file is not valid"),
        (
            'claim = [{ id = "adults", file = "article.md", anchor.exact = "Naps help." }]\n',
            "the record of claim 'adults' cannot be changed by itself",
        ),
        (
            CLAIMS.replace('[[claim.evidence]]\nkey    =   "adams2019"', "[claim.evidence]\n"),
            "the record of claim 'adults' cannot be changed by itself",
        ),
    ],
)
def test_files_that_cannot_be_changed(
    attachbib: Run, claims: Path, text: str, message: str
) -> None:
    claims.write_text(text, encoding="utf-8")
    done = attachbib("claims", "link", "adults", "roe2021")
    assert done.returncode == 2
    assert message in done.stderr
    assert claims.read_text(encoding="utf-8") == text
