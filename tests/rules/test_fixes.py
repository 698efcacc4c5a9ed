"""Applying the edits of a finding removes it, and changes nothing but the field it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import case, cases, findings, sections

from attachbib.bibtex import parse_library
from attachbib.doi import bare_doi
from attachbib.edits import apply_edits
from attachbib.rules import RULE_NAMES, load_rule
from attachbib.source import Source

FIXTURES = Path(__file__).parent
FIXABLE = [
    name
    for name, family in RULE_NAMES.items()
    if family in ("bib", "doi") and load_rule(name).fixable
]


def fields(text: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    library = parse_library(Source(Path("library.bib"), text))
    return [(one.type, one.key, list(one.values.items())) for one in library.entries]


@pytest.mark.parametrize("name", FIXABLE)
def test_each_fix_removes_its_finding_and_changes_one_field(name: str, tmp_path: Path) -> None:
    page = case("Bad", sections(load_rule(name).page)["Bad"])
    fixture = (FIXTURES / f"{name}.md").read_text(encoding="utf-8")
    fixed = 0
    for number, one in enumerate([page, *cases(fixture)]):
        before = one.files["library.bib"]
        for finding in findings(tmp_path / str(number), one.files, name):
            if not finding.edits:
                continue
            after = apply_edits(before, finding.edits)
            again = findings(tmp_path / f"{number}-{fixed}", {"library.bib": after}, name)
            assert (finding.key, finding.message) not in [(it.key, it.message) for it in again]
            changed = [
                set(dict(new[2]).items()) ^ set(dict(old[2]).items())
                for old, new in zip(fields(before), fields(after), strict=True)
                if old != new
            ]
            assert len(changed) == 1
            assert len({field for field, _ in changed[0]}) == 1
            fixed += 1
    assert fixed


REPEATED = "duplicate-cite-in-cluster"


@pytest.mark.parametrize(
    ("name", "cited", "expected"),
    [
        ("a.md", "[@a; @a]", "[@a]"),
        ("a.md", "[@a;\n@a; @b;@a]", "[@a; @b]"),
        ("a.md", "[@a; @b; @a, p. 3; @a]", "[@a; @b; @a, p. 3]"),
        ("a.md", "[see @{a}; @{a}]", "[see @{a}]"),
        ("a.md", "[@a, p. 3; @a, p. 3]", None),
        ("a.md", "[@a; but see @a]", None),
        ("a.md", "[@a; @a, who began it]", None),
        ("a.tex", "\\cite{a, a,b}", "\\cite{a,b}"),
        ("a.tex", "\\parencites{a}{a}", None),
        ("a.html", '<span data-cites="a a">(A)</span>', None),
        ("a.html", "<sup>1,1</sup>", None),
    ],
)
def test_a_repeated_cite_is_removed_where_nothing_else_is_lost(
    name: str, cited: str, expected: str | None, tmp_path: Path
) -> None:
    text = f"They cry {cited}.\n"
    files = {"attachbib.toml": f'articles = "{name}"\n', name: text}
    found = findings(tmp_path, files, REPEATED)
    assert found
    edits = [edit for one in found for edit in one.edits]
    after = apply_edits(text, edits)
    assert after == (text if expected is None else f"They cry {expected}.\n")
    if expected is not None:
        assert not findings(tmp_path, {**files, name: after}, REPEATED)


@given(st.text(max_size=40))
def test_what_comes_of_a_doi_field_is_a_doi_or_nothing(text: str) -> None:
    meant = bare_doi(text)
    assert not meant or bare_doi(meant) == meant
