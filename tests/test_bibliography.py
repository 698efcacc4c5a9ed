"""Reference lists of a file: reading either kind, formats, annotations, errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attachbib.bibliography import (
    FORMATS,
    UnknownLocaleError,
    check_locale,
    make_list,
    read_references,
    render_references,
)
from attachbib.errors import InputError, StyleError
from attachbib.reference import Date, DatePoint, Name, Reference

DOE = Reference(
    "doe2020",
    "book",
    {"title": "Plain <i>and</i> simple", "publisher": "Press", "annote": "Used for the point."},
    {"author": (Name("Doe", "Jane"),)},
    {"issued": Date(DatePoint(2020))},
)
ADAMS = Reference(
    "adams2019",
    "book",
    {"title": "First"},
    {"author": (Name("Adams", "Ann"),)},
    {"issued": Date(DatePoint(2019))},
)


def test_an_author_date_list_is_sorted_by_author() -> None:
    entries = make_list([DOE, ADAMS], "apa").entries
    assert [entry.id for entry in entries] == ["adams2019", "doe2020"]


def test_a_numbered_list_is_in_the_order_given() -> None:
    text = render_references([DOE, ADAMS], "ieee")
    assert [line[:3] for line in text.split("\n") if line] == ["[1]", "[2]"]
    assert text.index("Doe") < text.index("Adams")


def test_json_holds_each_entry_as_text_and_as_html() -> None:
    [entry] = json.loads(render_references([DOE], "apa", "json"))
    assert entry == {
        "id": "doe2020",
        "text": "Doe, J. (2020). Plain and simple. Press.",
        "html": 'Doe, J. (2020). <i>Plain <span style="font-style: normal">and</span> simple</i>'
        ". Press.",
    }


@pytest.mark.parametrize("format", FORMATS)
def test_annotations_are_printed_only_on_request(format: str) -> None:
    plain, annotated = (
        render_references([DOE], "apa", format, annotated=wanted) for wanted in (False, True)
    )
    assert "Used for the point." not in plain
    assert "Used for the point." in annotated


def test_the_locale_changes_the_words() -> None:
    undated = Reference("doe", "book", {"title": "Plain"}, {"author": (Name("Doe", "Jane"),)})
    assert "(n.d.)" in render_references([undated], "apa")
    assert "(o.\u00a0J.)" in render_references([undated], "apa", locale="de-DE")


@pytest.mark.parametrize("tag", ["de", "de-LU", "EN_gb", "pt-BR"])
def test_dialects_of_known_languages_are_locales(tag: str) -> None:
    assert check_locale(tag) == tag


@pytest.mark.parametrize("tag", ["klingon", "qq-QQ", "-", "german"])
def test_an_unknown_locale_is_an_error_that_names_the_known_ones(tag: str) -> None:
    with pytest.raises(UnknownLocaleError, match=r"de-DE, .*en-US, ") as caught:
        render_references([DOE], "apa", locale=tag)
    assert caught.value.tag == tag


def test_a_style_without_a_list_is_an_error(tmp_path: Path) -> None:
    style = tmp_path / "cites.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<info><title>Cites only</title><id>http://example.org/cites</id>"
        "<updated>2020-01-01T00:00:00Z</updated></info>"
        '<citation><layout><text variable="title"/></layout></citation></style>',
        encoding="utf-8",
    )
    with pytest.raises(StyleError, match="'Cites only' has no reference list"):
        make_list([DOE], style)


CSL_JSON = '[{"id": "a", "type": "book", "title": "T"}, 3]'
BIBTEX = "@book{a, title = {T}}\n@book{b, title = {Lost\n\n@book{c, title = {U}}\n"


@pytest.mark.parametrize("name", ["refs.json", "refs.csljson", "refs.txt"])
def test_csl_json_is_read_and_what_is_no_item_is_reported(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(CSL_JSON, encoding="utf-8")
    found = read_references(path)
    assert [reference.id for reference in found.references] == ["a"]
    assert [problem.rule for problem in found.problems] == ["parse-error"]


@pytest.mark.parametrize("name", ["refs.bib", "refs.txt"])
def test_entries_around_an_unclosed_brace_survive(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(BIBTEX, encoding="utf-8")
    found = read_references(path)
    assert {"a", "c"} <= {reference.id for reference in found.references}
    assert [(problem.rule, problem.line) for problem in found.problems] == [("parse-error", 2)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \n", "the file is empty"),
        (b"just words\n", "the format of this file is not known"),
        (b"{ not json", "not valid JSON"),
        (b"@book{a, title = {\xe9}}", r"byte 18 \(0xe9\) is not valid utf-8"),
    ],
)
def test_a_file_that_holds_no_references_is_one_clear_error(
    tmp_path: Path, data: bytes, message: str
) -> None:
    path = tmp_path / "refs.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        read_references(path)
    assert str(caught.value).startswith(str(path))


def test_a_bib_file_may_say_its_encoding_as_in_a_project(tmp_path: Path) -> None:
    path = tmp_path / "latin.bib"
    path.write_bytes(b"% Encoding: latin-1\n@book{a, title = {Caf\xe9}, year = 2000}\n")
    [reference] = read_references(path).references
    assert reference.text["title"] == "Café"


def test_a_list_is_printed_of_any_format(tmp_path: Path) -> None:
    path = tmp_path / "works.ris"
    path.write_text("TY  - BOOK\nAU  - Bowlby, John\nTI  - Attachment\nPY  - 1969\nER  - \n")
    selection = read_references(path)
    assert [one.id for one in selection.references] == ["item-1"]
    assert render_references(selection.references) == "Bowlby, J. (1969). Attachment.\n"
