"""Unified diffs: what `patch` makes of one is the new text."""

from __future__ import annotations

import re
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.cli.diff import unified_diff

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def patched(old: str, diff: list[str]) -> str:
    """Apply a diff strictly: every line of it that was must be there."""
    before = iter(old.splitlines(keepends=True))
    after: list[str] = []
    read = 0
    for index, line in enumerate(diff):
        if hunk := _HUNK.fullmatch(line):
            start, length = int(hunk[1]), int(hunk[2] or 1)
            skipped = [*islice(before, (start - 1 if length else start) - read)]
            after += skipped
            read += len(skipped)
            assert len(after) == (int(hunk[3]) - 1 if (hunk[4] or "1") != "0" else int(hunk[3]))
            continue
        if line.startswith("\\"):
            continue
        ends = not (index + 1 < len(diff) and diff[index + 1].startswith("\\"))
        text = line[1:] + "\n" * ends
        if line[0] in " -":
            assert next(before) == text
            read += 1
        if line[0] in " +":
            after.append(text)
    return "".join([*after, *before])


lines = st.lists(st.sampled_from([*"abcdefgh", "", "}"]), max_size=40)
texts = st.builds(lambda some, end: "\n".join(some) + end, lines, st.sampled_from(["", "\n"]))


@given(texts, texts)
def test_a_diff_leads_from_one_text_to_the_other(old: str, new: str) -> None:
    assert patched(old, [*unified_diff(old, new)]) == new


def test_equal_texts_have_no_diff() -> None:
    assert not [*unified_diff("a\nb", "a\nb")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "a\n", ["@@ -0,0 +1 @@", "+a"]),
        ("a\n", "", ["@@ -1 +0,0 @@", "-a"]),
        ("a\n", "a", ["@@ -1 +1 @@", "-a", "+a", "\\ No newline at end of file"]),
        (
            "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
            "1\n2\n3\n4\nfive\n6\n7\n8\n9\n",
            ["@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"],
        ),
    ],
)
def test_hunks_have_the_usual_form(old: str, new: str, expected: list[str]) -> None:
    assert [*unified_diff(old, new)] == expected


def test_distant_changes_are_hunks_of_their_own() -> None:
    old = "".join(f"{number}\n" for number in range(100))
    new = old.replace("\n10\n", "\nten\n").replace("\n90\n", "\nninety\n")
    hunks = [line for line in unified_diff(old, new) if line.startswith("@@")]
    assert hunks == ["@@ -8,7 +8,7 @@", "@@ -88,7 +88,7 @@"]
