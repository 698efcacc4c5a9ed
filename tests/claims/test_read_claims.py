"""Claims files: what is read, and what is said about records that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attachbib.claims import KINDS, STANCES, ClaimsFile, parse_claims, read_claims
from attachbib.errors import EncodingError, InputError
from attachbib.source import Source

GOOD = """\
[[claim]]
id = "one"
file = "article.md"

[claim.anchor]
exact = "One."
"""


def read(text: str) -> ClaimsFile:
    return parse_claims(Source(Path("claims.toml"), text))


def problems(text: str) -> list[tuple[int, int, str]]:
    """Return line, column and message of each problem."""
    return [(one.line, one.column, one.message) for one in read(text).problems]


def test_everything_a_record_can_hold() -> None:
    text = """\
# A comment.
[[claim]]
id = "growth"
file = "text/article.md"
kind = "statistics"
exempt = " not yet "

[claim.anchor]
exact = "It grew by 3 %."
prefix = "before"
suffix = "after"
start = 12

[[claim.evidence]]
key = "doe2020"

[[claim.evidence]]
key = "roe2021"
stance = "qualifies"
locator = "p. 3"
quote = "word for word"
note = "only since 1990"

[claim.review]
by = "Reviewer"
on = 2024-05-01
text_sha256 = "a"
evidence_sha256 = "b"
reference_sha256 = "c"
"""
    [claim] = read(text).claims
    assert read(text).problems == ()
    assert (claim.id, claim.file, claim.kind) == ("growth", "text/article.md", "statistics")
    assert claim.exempt == "not yet"
    anchor = claim.anchor
    assert (anchor.exact, anchor.prefix, anchor.suffix) == ("It grew by 3 %.", "before", "after")
    assert anchor.start == 12
    first, second = claim.evidence
    assert (first.key, first.stance, first.locator) == ("doe2020", "supports", "")
    assert (second.key, second.stance, second.locator) == ("roe2021", "qualifies", "p. 3")
    assert (second.quote, second.note) == ("word for word", "only since 1990")
    assert text[second.span.start : second.span.end] == "key"
    assert claim.review is not None
    assert (claim.review.by, claim.review.on) == ("Reviewer", "2024-05-01")
    assert claim.line == 2
    assert text[claim.span.start : claim.span.end] == "[[claim]]"


def test_a_record_needs_little() -> None:
    [claim] = read(GOOD).claims
    assert (claim.kind, claim.evidence, claim.exempt, claim.review) == ("other", (), "", None)


@pytest.mark.parametrize("kind", KINDS)
def test_kinds(kind: str) -> None:
    result = read(GOOD.replace("[claim.anchor]", f'kind = "{kind}"\n[claim.anchor]'))
    assert result.problems == ()
    assert result.claims[0].kind == kind


@pytest.mark.parametrize("stance", STANCES)
def test_stances(stance: str) -> None:
    result = read(f'{GOOD}\n[[claim.evidence]]\nkey = "a"\nstance = "{stance}"\n')
    assert result.problems == ()
    assert result.claims[0].evidence[0].stance == stance


def test_inline_tables() -> None:
    text = (
        '[[claim]]\nid = "a"\nfile = "a.md"\nanchor = { exact = "One." }\n'
        'evidence = [{ key = "x" }, { key = "y", stance = "background" }]\n'
    )
    [claim] = read(text).claims
    assert claim.anchor.exact == "One."
    assert [one.key for one in claim.evidence] == ["x", "y"]
    assert read(text).problems == ()


def test_empty_file() -> None:
    assert read("") == read("").__class__(Source(Path("claims.toml"), ""))
    assert read("# nothing yet\n").problems == ()


RECORD = '[[claim]]\nid = "a"\nfile = "a.md"\nanchor.exact = "One."\n'


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('[[claim]]\nfile = "a.md"\nanchor.exact = "x"\n', 1, 1, "has no `id`"),
        ('[[claim]]\nid = "a"\nanchor.exact = "x"\n', 1, 1, "claim `a` names no `file`"),
        ('[[claim]]\nid = "a"\nfile = "a.md"\n', 1, 1, "claim `a` has no `anchor.exact`"),
        (RECORD + 'knd = "other"\n', 5, 1, "unknown key `knd`"),
        (RECORD + 'kind = "wish"\n', 5, 1, "`kind` is 'wish', which is none of its values"),
        (RECORD + "kind = 3\n", 5, 1, "`kind` should be a string"),
        (RECORD + "exempt = true\n", 5, 1, "`exempt` should be a string"),
        (RECORD + 'exempt = " "\n', 5, 1, "`exempt` gives no reason"),
        (RECORD + "evidence = 3\n", 5, 1, "`evidence` should be a list of tables"),
        (RECORD + 'evidence = ["x"]\n', 5, 1, "`evidence` is not a list of tables"),
        (RECORD + '[[claim.evidence]]\nnote = "x"\n', 5, 1, "the evidence names no `key`"),
        (
            RECORD + '[[claim.evidence]]\nkey = "x"\nstance = "support"\n',
            7,
            1,
            "`stance` is 'support'",
        ),
        (RECORD + "[claim.review]\nby = 'me'\n", 5, 1, "the review lacks `by` or `on`"),
        (RECORD + "anchor.start = 'x'\n", 5, 1, "`start` should be a whole number"),
        (RECORD + RECORD, 6, 1, "another claim has the id `a`"),
        ('title = "x"\n', 1, 1, "unknown key `title`"),
        ("claim = 3\n", 1, 1, "`claim` is not a list of tables"),
        ("[claim]\nid = 'a'\n", 1, 1, "`claim` is not a list of tables"),
    ],
)
def test_problems_with_their_place(text: str, line: int, column: int, message: str) -> None:
    [(found_line, found_column, found)] = problems(text)
    assert message in found
    assert (found_line, found_column) == (line, column)


def test_a_problem_says_what_to_do() -> None:
    advice = [
        (RECORD + 'evidnce = "x"\n', "Did you mean `evidence`?"),
        (RECORD + 'kind = "scientfic"\n', "Did you mean `scientific`?"),
        (RECORD + 'kind = "zzz"\n', "Known here: quotation, statistics"),
    ]
    for text, expected in advice:
        [problem] = read(text).problems
        assert expected in problem.help
        assert problem.rule == "parse-error"


def test_wrong_values_do_not_cost_the_record() -> None:
    [claim] = read(RECORD + 'kind = "wish"\nknd = 1\n').claims
    assert (claim.id, claim.kind) == ("a", "other")


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ('[[claim]]\nid = "b\nfile = "b.md"\n', 9),
        ("[[claim]]\nid = \n", 9),
        ("[[claim]]\nid == 'b'\n", 9),
        ("[[claim]]\nid = 'b'\nid = 'c'\n", 10),
        ("[[claim]]\n[claim.anchor\n", 9),
    ],
)
def test_a_typo_costs_only_its_record(broken: str, line: int) -> None:
    result = read(f"{GOOD}\n{broken}\n{GOOD.replace('one', 'two')}")
    assert [claim.id for claim in result.claims] == ["one", "two"]
    [problem] = result.problems
    assert problem.line == line
    assert "not valid TOML" in problem.message
    assert "left out" in problem.help


def test_places_after_a_typo_are_those_of_the_file() -> None:
    result = read(f"[[claim]]\nid = \n\n{GOOD}knd = 1\n")
    assert [claim.line for claim in result.claims] == [4]
    assert [problem.line for problem in result.problems] == [2, 10]


def test_strings_over_several_lines_do_not_shift_places() -> None:
    text = (
        '[[claim]]\nid = "a"\nfile = "a.md"\n[claim.anchor]\nexact = """\nOne [[claim]] = "x"\n'
        "two.\"\"\"\n[[claim]]\nid = 'b'\nfile = 'b.md'\nanchor = { exact = 'x', start = [\n1] }\n"
    )
    result = read(text)
    assert [claim.line for claim in result.claims] == [1, 8]
    assert [problem.line for problem in result.problems] == [11]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = GOOD.replace("\n", end)
    if end == "\r":
        assert read(text).claims == ()
        assert len(read(text).problems) == 1
    else:
        [claim] = read(text).claims
        assert claim.anchor.exact == "One."
        assert text[claim.span.start : claim.span.end] == "[[claim]]"


def test_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert [claim.id for claim in read_claims(path).claims] == ["one"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_claims(tmp_path / "claims.toml")
    with pytest.raises(InputError, match="found a directory"):
        read_claims(tmp_path)
    (tmp_path / "claims.toml").write_bytes(b"id = '\xe9'\n")
    with pytest.raises(EncodingError, match="byte 6"):
        read_claims(tmp_path / "claims.toml")


def test_deeply_nested_file() -> None:
    [problem] = read("a = " + "[" * 100_000).problems
    assert problem.rule == "parse-error"


PIECES = [
    "[[claim]]\n", "[claim.anchor]\n", "[[claim.evidence]]\n", "[claim.review]\n", "id = ", '"a"',
    "file = 'a.md'\n", "exact = ", '"""', "'''", "key = 'x'\n", "= ", "{", "}", "[", "]", ",", "#",
    "\n", "\r\n", "\r", "1", "true", "2024-01-01", ".", '"', "'", "\\", "kind = 'other'\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_claims_file(text: str) -> None:
    result = read(text)
    for problem in result.problems:
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 1
        assert problem.column >= 1
    for claim in result.claims:
        assert 0 <= claim.span.start <= claim.span.end <= len(text)
        assert all(one.key for one in claim.evidence)


@pytest.mark.parametrize(
    "unit", ["[[claim]]\n", "[", "a.", "{", "'", '"', "#", "a = 1\n", "=\n", "[[claim]]\n=\n"]
)
def test_long_senseless_files(unit: str) -> None:
    result = read(unit * (50_000 // len(unit)))
    assert result.problems or unit == "#"
