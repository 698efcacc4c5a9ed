"""Which references a search finds, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.bibtex import parse_library
from attachbib.refs.search import search
from attachbib.source import Source

LIBRARY = r"""
@string{jon = {Journal of Naps}}
@article{doe2020, author = {Doe, Jane}, title = {Naps of Adults}, year = 2020, journal = jon,
  keywords = {rest, dreams}, annotation = {On short sleep.}, doi = {10.1000/Ab_c(1)}}
@article{mueller, author = {M{\"u}ller, J{\o}rgen and {\L}ukasz, A},
  title = {Stra{\ss}en und Schlaf},
  date = {1999-03}}
@book{naps, editor = {Adams, Ann}, title = {Sleep}, subtitle = {A {CO}$_2$ Story}, year = 2020}
@inbook{inherits, crossref = {naps}, title = {On Walks}, author = {Roe, Rita}}
@online{zh, title = {依恋理论}, author = {王, 明}}
@xdata{hidden, author = {Doe, Jane}}
"""


def found(*query: str, any_word: bool = False) -> list[str]:
    library = parse_library(Source(Path("x.bib"), LIBRARY))
    return [hit.entry.key for hit in search([library], query, any_word=any_word)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("doe", ["doe2020"]),
        ("DOE naps", ["doe2020"]),
        ("naps doe 2020", ["doe2020"]),
        ("nap", ["doe2020", "naps"]),
        ("ap", []),
        ("muller", ["mueller"]),
        ("MÜLLER jorgen lukasz", ["mueller"]),
        ("strassen", ["mueller"]),
        ("Straßen", ["mueller"]),
        ("1999", ["mueller"]),
        ("co2", ["naps"]),
        ("10.1000/ab_c(1)", ["doe2020"]),
        ("https://doi.org/10.1000/AB_C(1)", ["doe2020"]),
        ("dreams", ["doe2020"]),
        ("short sleep", ["doe2020"]),
        ("journal", ["doe2020"]),
        ("adams", ["naps", "inherits"]),
        ("依恋", ["zh"]),
        ("王", ["zh"]),
        ("nobody", []),
        ("", []),
        ("{}", []),
    ],
)
def test_words(query: str, expected: list[str]) -> None:
    assert found(query) == expected
    assert found(*query.split()) == expected


def test_all_words_must_be_there_unless_any_will_do() -> None:
    assert found("doe", "müller") == []
    assert found("doe", "müller", any_word=True) == ["doe2020", "mueller"]


def test_the_title_goes_before_the_container_and_the_whole_word_before_its_beginning() -> None:
    assert found("sleep") == ["naps", "inherits", "doe2020"]
    library = parse_library(
        Source(
            Path("x.bib"), "@misc{a, title = {Napping}}@misc{b, note = {nap}}@misc{c, title={nap}}"
        )
    )
    assert [hit.entry.key for hit in search([library], ["nap"])] == ["c", "a", "b"]


def test_ties_are_in_the_order_of_the_files() -> None:
    libraries = [
        parse_library(
            Source(Path(name), f"@misc{{{name}2, title={{T}}}}@misc{{{name}1, title={{T}}}}")
        )
        for name in ("b", "a")
    ]
    assert [hit.entry.key for hit in search(libraries, ["t"])] == ["b2", "b1", "a2", "a1"]
