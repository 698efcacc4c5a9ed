"""Broken `.bib` files: what is broken is reported with its place, everything else is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.bibtex import Library, parse_library, read_library
from attachbib.errors import EncodingError
from attachbib.source import Source


def parse(text: str) -> Library:
    return parse_library(Source(Path("x.bib"), text))


def keys(library: Library) -> list[str]:
    return [entry.key for entry in library.entries]


GOOD = "@article{%s,\n  title = {Title %s},\n  year = 2001\n}\n"


def test_unclosed_brace_costs_only_its_entry() -> None:
    broken = "@article{broken,\n  title = {Never closed,\n  year = 2000\n}\n\n"
    library = parse(GOOD % ("a", "a") + broken + GOOD % ("b", "b"))
    assert keys(library) == ["a", "b"]
    assert len(library.failed) == 1
    (problem,) = library.problems
    assert problem.rule == "parse-error"
    assert (problem.path, problem.line, problem.column) == (Path("x.bib"), 5, 1)
    assert "not closed" in problem.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@book{a, title = {T} year = 2000}", "no comma before the field 'year'"),
        ("@book{a, title = {T}, stray, year = 2000}", "found 'stray'"),
        ("@book{, title = {T}, year = 2000}", "no citation key"),
        ("@book{a, title = {T}; year = 2000}", "found ';'"),
        ("@book{a, title = {T}}, year = 2000}", "one '}' too many"),
        ("@book{a,\n title = {T}}\n year = {2000}\n}", "one '}' too many"),
        ("@book{a, note = {{{{{deep}}}}}, title = {T}},\n year = {2000}\n}", "one '}' too many"),
    ],
)
def test_slips_inside_an_entry_are_reported_and_the_rest_is_read(text: str, message: str) -> None:
    library = parse(text)
    assert library.entries[0].value("title") == "T"
    assert library.entries[0].value("year") == "2000"
    assert any(message in problem.message for problem in library.problems)


def test_an_entry_without_a_key_is_a_reference_all_the_same() -> None:
    library = parse("@book{a, title = {One}}\n@manual{, title = {Two}}\n@manual{title = {Three}}")
    assert {key: found.text["title"] for key, found in library.references.items()} == {
        "a": "One",
        "item-2": "Two",
        "item-3": "Three",
    }
    assert [found.id for found in library.references.values()] == ["a", "item-2", "item-3"]


def test_first_of_two_entries_with_one_key_is_used_and_both_are_reported() -> None:
    library = parse(GOOD % ("a", "first") + GOOD % ("a", "second"))
    assert library.references["a"].text["title"] == "Title first"
    assert [(problem.rule, problem.line) for problem in library.problems] == [
        ("duplicate-key", 1),
        ("duplicate-key", 5),
    ]


def test_a_key_of_many_entries_is_reported_in_bounded_messages() -> None:
    problems = parse("@book{a, year=1}\n" * 100).problems
    assert len(problems) == 100
    assert "also on line 2, 3, 4, 5, 6, …; this one is used" in problems[0].message
    assert "also on line 1, 2, 3, 4, 5, …; the one on line 1 is used" in problems[-1].message


@pytest.mark.parametrize("more", ["", ", note = {x} # {y}"], ids=["plain", "joined"])
def test_first_of_two_fields_with_one_name_is_used_and_the_other_reported(more: str) -> None:
    library = parse("@book{a, title = {One}, Title = {Two}" + more + "}")
    assert library.entries[0].value("title") == "One"
    (problem,) = library.problems
    assert (problem.rule, problem.column, problem.key) == ("duplicate-field", 25, "a")


@pytest.mark.parametrize("more", ["", ", note = {x} # {y}"], ids=["plain", "joined"])
def test_the_name_of_no_string_is_text_and_reported(more: str) -> None:
    library = parse("@book{a, publisher = hogarth, year = 1969, month = jan" + more + "}")
    assert library.entries[0].value("publisher") == "hogarth"
    (problem,) = library.problems
    assert (problem.rule, problem.column, problem.end_column) == ("undefined-string", 22, 29)


@pytest.mark.parametrize("text", ["", "\n", "no entry here, a@b.org", "% only a comment\n"])
def test_files_without_entries(text: str) -> None:
    library = parse(text)
    assert (library.entries, library.failed, library.problems) == ((), (), ())


def test_entries_inside_a_comment_are_no_entries() -> None:
    assert keys(parse("@comment{\n@book{a, title={T}}\n}\n" + GOOD % ("b", "b"))) == ["b"]


def test_jabref_metadata_is_kept_as_a_block() -> None:
    library = parse("@comment{jabref-meta: groups:\\;1 x\\;;}\n" + GOOD % ("a", "a"))
    comment = library.blocks[0]
    assert library.source.text[comment.start : comment.end].startswith("@comment{jabref-meta:")
    assert library.source.text[comment.start : comment.end].endswith("x\\;;}")


def test_quotes_inside_quotes_are_part_of_the_value() -> None:
    (entry,) = parse('@book{a, title = "A "quoted" title", year = "20\\"00"}').entries
    assert dict(entry.values) == {"title": 'A "quoted" title', "year": '20\\"00'}


def test_lines_that_end_as_on_old_macintoshes() -> None:
    library = parse(
        (GOOD % ("a", "a") + "@book{b,\n title = {\n" + GOOD % ("c", "c")).replace("\n", "\r")
    )
    assert keys(library) == ["a", "c"]
    assert [problem.line for problem in library.problems] == [6]


def test_byte_order_mark_and_crlf(tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes(b"\xef\xbb\xbf" + (GOOD % ("a", "a")).replace("\n", "\r\n").encode())
    library = read_library(path)
    assert keys(library) == ["a"]
    assert library.source.position(library.entries[0].fields["year"].span.start) == (3, 10)


def test_latin_1_is_an_error_that_names_the_byte_and_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes("@book{a, title = {Möbel}}".encode("latin-1"))
    with pytest.raises(EncodingError, match=r"byte 19 \(0xf6\).*iso-8859-1"):
        read_library(path)
    assert read_library(path, encoding="latin-1").entries[0].value("title") == "Möbel"


@pytest.mark.parametrize(
    "line",
    [
        "% Encoding: ISO8859_1",
        "%%% -*- mode: bibtex; coding: latin-1-unix -*-",
        "% Made by X\n% Encoding: Cp1252",
    ],
)
def test_a_file_may_say_its_encoding(line: str, tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes(f"{line}\n@book{{a, title = {{Möbel}}}}".encode("latin-1"))
    assert read_library(path).entries[0].value("title") == "Möbel"


def test_utf_16_is_known_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes("@book{a, title = {Möbel}}".encode("utf-16"))
    assert read_library(path).entries[0].value("title") == "Möbel"


@pytest.mark.parametrize(
    "line", ["", "% Encoding: no-such", "% Encoding: hex", "% Encoding: UTF-8"]
)
def test_other_encodings_are_an_error_that_says_how_to_name_one(line: str, tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes(f"{line}\n@book{{a, title = {{Möbel}}}}".encode("latin-1"))
    with pytest.raises(EncodingError, match="% Encoding: windows-1252"):
        read_library(path)


def test_what_a_file_says_does_not_matter_when_it_is_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes("% Encoding: Cp1252\n@book{a, title = {Möbel}}".encode())
    assert read_library(path).entries[0].value("title") == "Möbel"


def test_strings_are_replaced_joined_and_case_insensitive() -> None:
    library = parse(
        '@string{JAMA = {Journal of the AMA}}\n@string(n = "No. ")\n'
        '@article{a, journal = jama, note = n # {5} # " x", month = mar}'
    )
    entry = library.entries[0]
    assert entry.value("journal") == "Journal of the AMA"
    assert entry.value("note") == "No. 5 x"
    assert entry.value("month") == "mar"


def test_fields_without_a_head_are_not_those_of_the_entry_before_them() -> None:
    text = "@book{a, title = {T}, year = 2000}\n title = {U}, note = {N}}\n" + GOOD % ("b", "b")
    library = parse(text)
    assert keys(library) == ["a", "b"]
    assert dict(library.entries[0].values) == {"title": "T", "year": "2000"}
    (problem,) = library.problems
    assert (problem.line, "found a field of no entry" in problem.message) == (1, True)


PIECES = (
    *'{}"@,=#%()\\ \n\r',
    "@book{b", "@string{s = ", "@preamble{", "title = {", '\\"', "\\{", "\n@", "\n}", " and ", "{{",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_stands_between_two_entries_they_are_read(junk: str) -> None:
    library = parse(f"{GOOD % ('first', 'a')}{junk}\n{GOOD % ('last', 'z')}")
    assert (keys(library)[0], keys(library)[-1]) == ("first", "last")
    assert library.entries[-1].value("title") == "Title z"
    starts = [block.start for block in library.blocks]
    assert starts == sorted(set(starts))


def test_an_entry_of_a_megabyte() -> None:
    library = parse("@book{a, abstract = {" + "word " * 200_000 + "}, title = {T}}")
    assert len(library.references["a"].text["abstract"]) > 900_000


@pytest.mark.parametrize(
    "unit",
    [
        "@article{a, title = {x\n",
        "@",
        "{",
        "@a{b,\n",
        '@a{b, c="',
        "@comment{",
        "\\",
        "@a(b,c={d}",
        "@a{b,c=1}d=2}",
    ],
)
def test_hostile_repetition_is_read(unit: str) -> None:
    """Only linear time ends here soon: each text is unreadable in all its 20,000 places."""
    library = parse(unit * 20_000)
    assert library.problems or not library.failed
