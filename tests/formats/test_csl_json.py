"""CSL-JSON as people write it: variants are understood, faults never end in a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attachbib.csl import Citation, Cite, Processor, load_style
from attachbib.errors import InputError
from attachbib.formats.csl_json import dump_csl_json, parse_csl_json, read_csl_json
from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.richtext import writer


def read(item: dict[str, Any]) -> Reference:
    [reference] = parse_csl_json(json.dumps([{"id": "key", **item}])).value
    return reference


def issued(value: object) -> Date | None:
    return read({"type": "book", "issued": value}).dates.get("issued")


def printed(item: dict[str, Any], style: str = "apa") -> str:
    processor = Processor(load_style(style), [read(item)])
    bibliography = processor.bibliography()
    html = writer("html")
    cites = [html.write(rich) for rich in processor.cite([Citation((Cite("key"),))])]
    return "".join(cites) + html.write_list(bibliography.entries, bibliography.layout)


def test_the_old_and_the_new_name_of_an_event_mean_the_same() -> None:
    assert read({"event": "Congress"}).text["event-title"] == "Congress"
    assert read({"event-title": "Congress"}).text["event-title"] == "Congress"


def test_the_old_name_of_an_event_survives_a_dump() -> None:
    reference = read({"event": "Congress"})
    assert parse_csl_json(dump_csl_json([reference])).value == (reference,)


@pytest.mark.parametrize("value", [12, "12", 12.0])
def test_numbers_and_strings_of_numbers_are_the_same(value: object) -> None:
    assert read({"volume": value}).text["volume"] == "12"


@pytest.mark.parametrize(
    ("value", "point"),
    [
        ({"date-parts": [[2021, 2, 9]]}, DatePoint(2021, 2, 9)),
        ({"date-parts": [["2021", "2", "9"]]}, DatePoint(2021, 2, 9)),
        ({"date-parts": [[2021]]}, DatePoint(2021)),
        ({"raw": "2021-02-09"}, DatePoint(2021, 2, 9)),
        ({"raw": "9 February 2021"}, DatePoint(2021, 2, 9)),
        ({"edtf": "2021-02"}, DatePoint(2021, 2)),
        ("2021-02-09", DatePoint(2021, 2, 9)),
        (2021, DatePoint(2021)),
        ({"date-parts": [[-44, 3, 15]]}, DatePoint(-44, 3, 15)),
        ({"date-parts": [[2021]], "season": 1}, DatePoint(2021, season=1)),
    ],
)
def test_dates_are_read_in_every_form(value: object, point: DatePoint) -> None:
    date = issued(value)
    assert date is not None
    assert date.start == point


@pytest.mark.parametrize("value", [{"raw": "2019/2021"}, {"date-parts": [[2019], [2021]]}])
def test_ranges(value: object) -> None:
    assert issued(value) == Date(DatePoint(2019), DatePoint(2021))


@pytest.mark.parametrize("circa", [True, 1, "1", "true"])
def test_circa(circa: object) -> None:
    date = issued({"date-parts": [[1900]], "circa": circa})
    assert date is not None
    assert date.circa


def test_edtf_says_approximately() -> None:
    assert issued({"edtf": "1900~"}) == Date(DatePoint(1900), circa=True)


def test_words_that_are_no_date_are_printed_as_they_are() -> None:
    assert "in press" in printed({"type": "book", "title": "T", "issued": {"raw": "in press"}})


@pytest.mark.parametrize(
    "name", [{"literal": "World Health Organization"}, "World Health Organization"]
)
def test_literal_names(name: object) -> None:
    assert read({"author": [name]}).names["author"] == (Name(literal="World Health Organization"),)


def test_fields_in_the_note_count_and_real_fields_win() -> None:
    note = "PMID: 12345\noriginal-date: 1950\neditor: Doe || Jane\nvolume: 9"
    reference = read({"note": note, "volume": "3"})
    assert reference.text["PMID"] == "12345"
    assert reference.text["volume"] == "3"
    assert reference.dates["original-date"].start == DatePoint(1950)
    assert reference.names["editor"] == (Name("Doe", "Jane"),)


def test_names_in_the_note_are_not_doubled_by_a_dump() -> None:
    reference = read({"note": "director: Doe || Jane"})
    assert parse_csl_json(dump_csl_json([reference])).value == (reference,)


def test_editors_who_translate_are_kept() -> None:
    people = [{"family": "Doe", "given": "Jane"}]
    assert read({"editor-translator": people}).names == {
        "editor-translator": (Name("Doe", "Jane"),)
    }


def test_braced_fields_in_the_note() -> None:
    assert read({"note": "{:status: in press}"}).text["status"] == "in press"


def test_an_object_of_items_is_a_list_of_items() -> None:
    found = parse_csl_json('{"a": {"type": "book"}, "b": {"type": "book"}}').value
    assert [reference.id for reference in found] == ["a", "b"]


def test_an_item_that_is_no_object_is_a_problem_and_the_others_are_read() -> None:
    readout = parse_csl_json('[{"id": "a"}, 3, {"id": "b"}]')
    assert [reference.id for reference in readout.value] == ["a", "b"]
    assert len(readout.problems) == 1


@pytest.mark.parametrize("text", ["", "{", "[1,", "null", "3", '"text"', "[" * 100_000])
def test_what_is_no_csl_json_is_an_error_with_its_place(text: str, tmp_path: Path) -> None:
    path = tmp_path / "refs.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"refs\.json"):
        read_csl_json(path)


MALFORMED_DATES = (
    {}, {"date-parts": []}, {"date-parts": [[]]}, {"date-parts": [[None]]}, {"date-parts": [["x"]]},
    {"date-parts": "2020"}, {"date-parts": [2020]}, {"date-parts": [[2020, 13, 45]]},
    {"date-parts": [[2020, "", ""]]}, {"date-parts": [[10**30]]}, {"date-parts": {"a": 1}},
    {"raw": ""}, {"raw": "9" * 5000}, {"raw": None}, {"literal": 5}, {"season": []}, [], None, True,
    {"date-parts": [[0]]}, {"date-parts": [[2020], [2019], [2018]]}, {"date-parts": [[1.5]]},
)  # fmt: skip


@pytest.mark.parametrize("value", MALFORMED_DATES, ids=lambda value: str(value)[:40])
def test_a_malformed_date_still_prints_the_work(value: object) -> None:
    assert "Title" in printed({"type": "book", "title": "Title", "issued": value})


MALFORMED_ITEMS: dict[str, dict[str, Any]] = {
    "nothing": {},
    "unknown type": {"type": "no-such-type", "title": "Title"},
    "type is a number": {"type": 5, "title": "Title"},
    "empty names": {"type": "book", "title": "Title", "author": [{}, {"family": ""}, None, 3, ""]},
    "names are a string": {"type": "book", "title": "Title", "author": "Jane Doe"},
    "names are a number": {"type": "book", "title": "Title", "author": 7},
    "parts are numbers": {"type": "book", "title": "Title", "author": [{"family": 1, "given": 2}]},
    "control characters": {"type": "book", "title": "Ti\x00t\x1ble\x7f \ud800"},
    "a list for a text": {"type": "book", "title": ["Title"], "volume": {"a": 1}},
    "open markup": {"type": "book", "title": "<i><b>Title</i> <sup>"},
}


@pytest.mark.parametrize("name", MALFORMED_ITEMS)
@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
def test_a_malformed_item_renders(name: str, style: str) -> None:
    printed(MALFORMED_ITEMS[name], style).encode()


def test_control_characters_are_not_printed() -> None:
    text = printed(MALFORMED_ITEMS["control characters"])
    assert not {"\x00", "\x1b", "\x7f", "\ud800"} & set(text)


def test_ten_thousand_authors() -> None:
    people = [{"family": f"Family{n}", "given": "Given"} for n in range(10_000)]
    text = printed({"type": "book", "title": "Title", "author": people})
    assert [n for n in (0, 5000, 9999) if f"Family{n}," in text] == [0, 9999]


def test_deep_nesting_in_a_title_renders() -> None:
    title = "<i>" * 3000 + "Title" + "</i>" * 3000
    assert "Title" in printed({"type": "book", "title": title})


def test_deep_nesting_in_json_is_an_error() -> None:
    text = '[{"id": "key", "custom": ' + "[" * 100_000 + "]" * 100_000 + "}]"
    with pytest.raises(InputError, match="nested too deeply"):
        parse_csl_json(text)


def test_a_dump_has_one_item_on_each_line() -> None:
    references = (read({"title": "One"}), read({"title": "Two\nlines"}))
    lines = dump_csl_json(references).splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("[", 4, "]")
    assert dump_csl_json([]) == "[]\n"


def test_what_is_dumped_is_read_back() -> None:
    item = {
        "type": "article-journal",
        "title": "A <i>title</i>",
        "author": [
            {"family": "Gogh", "given": "Vincent", "dropping-particle": "van"},
            {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
            {"literal": "A group"},
            {"literal": "others"},
        ],
        "issued": {"date-parts": [[2019, 1], [2020, 2]]},
        "volume": "3",
    }
    reference = read(item)
    assert parse_csl_json(dump_csl_json([reference])).value == (reference,)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)
VARIABLES = st.sampled_from(
    ["id", "type", "title", "author", "editor", "issued", "volume", "page", "note", "event", "DOI"]
)


@given(st.dictionaries(VARIABLES, VALUES))
@example({"issued": 0})
@example({"issued": {"date-parts": [[0]]}})
def test_any_json_object_is_read_and_written(item: dict[str, Any]) -> None:
    written = dump_csl_json(parse_csl_json(json.dumps([item])).value)
    assert dump_csl_json(parse_csl_json(written).value) == written
