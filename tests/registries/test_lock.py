"""The lock file: what is written is read again, and what is damaged costs only itself."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.characters import printable
from attachbib.errors import InputError
from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.registries.lock import Lock
from attachbib.registries.lock_read import parse_lock
from attachbib.registries.lock_write import dump_lock
from attachbib.registries.record import Record, Update
from attachbib.source import Source

PATH = Path("attachbib.lock")

RETRACTED = Record(
    "10.5555/b",
    "found",
    "2026-01-31",
    "Crossref",
    Reference(
        "10.5555/b",
        "article-journal",
        {"title": "On “Naps” <i>in</i> Ünits", "volume": "3"},
        {"author": (Name("de la Cruz", "Ana"), Name(literal="Nap Group"), Name(others=True))},
        {"issued": Date(DatePoint(2020, 5))},
    ),
    ("Siestas",),
    (2019, 2020),
    (Update("retraction", "retraction", "2021-02-03", "10.5555/n", "publisher"),),
    "0123abcd",
)
ABSENT = Record("10.5555/a", "not-found", "2026-01-30")

WRITTEN = """{
  "version": 1,
  "records": {
    "10.5555/a": {
      "outcome": "not-found",
      "asked": "2026-01-30"
    },
    "10.5555/b": {
      "outcome": "found",
      "asked": "2026-01-31",
      "agency": "Crossref",
      "work": {
        "type": "article-journal",
        "author": [
          {"family": "de la Cruz", "given": "Ana"},
          {"literal": "Nap Group"},
          {"literal": "others"}
        ],
        "issued": {"date-parts": [[2020, 5]]},
        "title": "On “Naps” <i>in</i> Ünits",
        "volume": "3"
      },
      "titles": [
        "Siestas"
      ],
      "years": [2019, 2020],
      "updates": [
        {"kind": "retraction", "label": "retraction", "date": "2021-02-03", \
"notice": "10.5555/n", "source": "publisher"}
      ],
      "digest": "0123abcd"
    }
  }
}
"""


def read(text: str) -> Lock:
    return parse_lock(Source(PATH, text))


def test_the_form_of_a_lock() -> None:
    assert dump_lock({one.doi: one for one in (RETRACTED, ABSENT)}) == WRITTEN


def test_what_is_written_is_read_again() -> None:
    lock = read(WRITTEN)
    assert list(lock.records.values()) == [ABSENT, RETRACTED]
    assert lock.problems == ()


def test_an_empty_lock() -> None:
    assert read(dump_lock({})).records == {}


_text = st.text(min_size=1).map(printable).filter(bool)
_names = st.builds(lambda *parts: Name(*parts), _text, _text, _text)
_records = st.builds(
    Record,
    doi=_text.map(lambda text: "10.5555/" + text.lower().strip()).filter(str.isascii),
    outcome=st.just("found"),
    asked=st.dates().map(str),
    agency=st.one_of(st.just(""), _text),
    reference=st.none(),
    titles=st.lists(_text).map(tuple),
    years=st.lists(st.integers(0, 3000)).map(tuple),
    updates=st.just(()),
    digest=st.one_of(st.just(""), _text),
)


@given(st.lists(_records), st.lists(_names, min_size=1), _text)
def test_any_record_is_read_as_it_was_written(
    found: list[Record], people: list[Name], title: str
) -> None:
    records = {one.doi: one for one in found}
    work = Reference("10.5555/x", "book", {"title": title}, {"author": tuple(people)})
    records["10.5555/x"] = Record("10.5555/x", "found", "2026-01-31", reference=work)
    lock = read(dump_lock(records))
    assert lock.records == records
    assert lock.problems == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"outcome": "found"', '"outcome": "lost"', "`outcome` is 'lost'"),
        ('"asked": "2026-01-31"', '"asked": "today"', "expected a day"),
        ('"agency": "Crossref"', '"agency": 3', "`agency` is int, expected a text"),
        ('"kind": "retraction"', '"kind": "rumour"', "`kind` is 'rumour'"),
        ('"years": [2019, 2020]', '"years": "2019"', "`years` is str, expected a list"),
        ('"agency": "Crossref",', '"agency": "Crossref"', "it is not valid JSON"),
        ('"volume": "3"', '"volume": 3', "`volume` is int, expected an object"),
        ('"type": "article-journal",', "", "`work` has no `type`"),
        ('"given": "Ana"', '"nick": "Ana"', "a name has the key `nick`"),
    ],
)
def test_a_broken_record_costs_only_itself(old: str, new: str, message: str) -> None:
    text = WRITTEN.replace(old, new)
    assert text != WRITTEN
    lock = read(text)
    assert list(lock.records) == ["10.5555/a"]
    (problem,) = lock.problems
    assert (problem.line, problem.column) == (8, 5)
    assert message in problem.message


def test_a_merge_that_was_not_resolved_is_named_with_its_line() -> None:
    lines = WRITTEN.splitlines()
    lines[8:8] = ["<<<<<<< HEAD", "=======", ">>>>>>> other"]
    with pytest.raises(InputError, match="merge was not resolved") as error:
        read("\n".join(lines))
    assert error.value.line == 9


def test_a_newer_format_is_refused() -> None:
    with pytest.raises(InputError, match=r"format 2; this attachbib reads up to 1.*Update"):
        read(WRITTEN.replace('"version": 1', '"version": 2'))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"records": 3}', "[" * 100_000, "\0"])
def test_what_is_no_lock_file_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read(text)


@given(st.integers(0, len(WRITTEN)), st.integers(0, 40), st.text(max_size=5))
def test_no_damage_is_a_traceback(start: int, length: int, new: str) -> None:
    with suppress(InputError):
        read(WRITTEN[:start] + new + WRITTEN[start + length :])
