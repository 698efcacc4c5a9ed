"""Citation keys made by a pattern."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.bibtex.edit_values import is_key
from attachbib.errors import InputError
from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.refs.keys import PARTS, check_pattern, make_key

BOWLBY = Reference(
    "",
    "article-journal",
    {"title": "The <i>attachment</i> and loss: Retrospect"},
    {"author": (Name("Bowlby", "John"), Name("Ainsworth", "Mary"))},
    {"issued": Date(DatePoint(1982))},
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("authYear", "bowlby1982"),
        ("AuthYear", "Bowlby1982"),
        ("auth_year_title", "bowlby_1982_attachment"),
        ("auths:year", "bowlbyainsworth:1982"),
        ("authYearShorttitle", "bowlby1982AttachmentLossRetrospect"),
    ],
)
def test_patterns(pattern: str, key: str) -> None:
    assert make_key(BOWLBY, (), pattern) == key


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (Name("O’Brien", "Ann"), "obrien"),
        (Name("Łódź-Müller", "A."), "lodzmuller"),
        (Name("Gogh", "Vincent", non_dropping_particle="van"), "gogh"),
        (Name(literal="World Health Organization"), "who"),
        (Name(literal="The ChildTrauma Academy"), "childtraumaacademy"),
        (Name("王", "伟"), "naps"),
    ],
)
def test_names(name: Name, part: str) -> None:
    reference = Reference("", "book", {"title": "Naps"}, {"author": (name,)})
    assert make_key(reference, (), "auth") == part


def test_a_key_that_is_taken_gets_a_letter() -> None:
    taken: set[str] = set()
    for _ in range(28):
        taken.add(make_key(BOWLBY, taken))
    assert {"bowlby1982", "bowlby1982a", "bowlby1982z", "bowlby1982aa"} <= taken
    assert make_key(BOWLBY, {"bowlby1982"}, "AuthYear") == "Bowlby1982a"


def test_what_is_not_known() -> None:
    assert make_key(Reference("", "book", {"title": "On naps"}), ()) == "napsNd"
    assert make_key(Reference("", "book"), (), "title") == "ref"
    before = Reference("", "book", dates={"issued": Date(DatePoint(-44))})
    assert make_key(before, (), "year") == "44bc"


@pytest.mark.parametrize("pattern", ["", "author", "year?", "{auth}", "_", "auth year"])
def test_what_is_no_pattern(pattern: str) -> None:
    with pytest.raises(InputError, match="shorttitle"):
        check_pattern(pattern)


@given(
    st.lists(
        st.builds(lambda family, literal: Name(family, literal=literal), st.text(), st.text())
    ),
    st.text(),
    st.sampled_from([*PARTS, "AuthYearShorttitle"]),
)
def test_any_key_is_one_that_biber_takes(people: list[Name], title: str, pattern: str) -> None:
    reference = Reference("", "book", {"title": title}, {"author": tuple(people)})
    key = make_key(reference, (), pattern)
    assert is_key(key)
    assert key.isascii()
