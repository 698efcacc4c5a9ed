"""Edits of `.bib` files: what was asked for changes, every other byte stays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.bibtex import Entry, Library, parse_library
from attachbib.bibtex.edit import (
    append_entry,
    line_end_of,
    remove_entries,
    rename_key,
    set_fields,
    with_line_ends,
)
from attachbib.bibtex.edit_values import why_unwritable
from attachbib.edits import apply_edits
from attachbib.errors import InputError
from attachbib.source import Source


def parse(text: str) -> Library:
    return parse_library(Source(Path("x.bib"), text))


def with_fields(text: str, values: Mapping[str, str | None], key: str = "a") -> str:
    library = parse(text)
    entry = library.get(key)
    assert entry is not None
    return apply_edits(text, set_fields(library, entry, values))


@pytest.mark.parametrize(
    ("text", "name", "value", "expected"),
    [
        ("@misc{a,\n  t = {A},\n}", "t", "B", "@misc{a,\n  t = {B},\n}"),
        ('@misc{a, t = "A"}', "t", "B", '@misc{a, t = "B"}'),
        ('@misc{a, t = "A"}', "t", 'say "B"', '@misc{a, t = {say "B"}}'),
        ("@misc{a, year = 2019}", "year", "2020", "@misc{a, year = 2020}"),
        ("@misc{a, year = 2019}", "year", "in press", "@misc{a, year = {in press}}"),
        ("@misc{a, month = jan}", "month", "feb", "@misc{a, month = feb}"),
        ("@misc{a, t = jmlr}", "t", "B", "@misc{a, t = {B}}"),
        ("@misc{a, t = x # {y}}", "t", "B", "@misc{a, t = {B}}"),
        ("@misc{a, T = {A}, t = {C}}", "t", "B", "@misc{a, T = {B}, t = {C}}"),
        ("@misc(a, t = {A})", "t", "(B)", "@misc(a, t = {(B)})"),
    ],
)
def test_a_value_is_replaced_in_its_own_style(
    text: str, name: str, value: str, expected: str
) -> None:
    assert with_fields(text, {name: value}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@misc{a,\n  t = {A}\n}", "@misc{a,\n  t = {A},\n  note = {N}\n}"),
        ("@misc{a,\n\tt={A},\n}", "@misc{a,\n\tt={A},\n\tnote={N},\n}"),
        ("@misc{a,\r\n  t = {A}\r\n}\r\n", "@misc{a,\r\n  t = {A},\r\n  note = {N}\r\n}\r\n"),
        ('@misc{a, t = "A", u = {B}, v = "C"}', '@misc{a, t = "A", u = {B}, v = "C", note = "N"}'),
        ("@misc{a,t={A},u={B}}", "@misc{a,t={A},u={B},note={N}}"),
        (
            "@misc{a,\n  author = {A},\n  title  = {B},\n}",
            "@misc{a,\n  author = {A},\n  title  = {B},\n  note   = {N},\n}",
        ),
        (
            "@misc{a,\n  t =     {A},\n  year =  {B}\n}",
            "@misc{a,\n  t =     {A},\n  year =  {B},\n  note =  {N}\n}",
        ),
        (
            "@misc{a,\n  author = {A},\n   title = {B}\n}",
            "@misc{a,\n  author = {A},\n   title = {B},\n    note = {N}\n}",
        ),
        (
            "@misc{a\n , t = {A}\n , u = {B}\n }",
            "@misc{a\n , t = {A}\n , u = {B}\n , note = {N}\n }",
        ),
        (
            "@misc{a,\n  t = {A}, % why\n  u = {B} % how\n}",
            "@misc{a,\n  t = {A}, % why\n  u = {B}, % how\n  note = {N}\n}",
        ),
        ("@misc{a,\n  t = {A}, % why\n}", "@misc{a,\n  t = {A}, % why\n  note = {N},\n}"),
        ("@misc{a}", "@misc{a,\n  note = {N}\n}"),
        ("@misc{a,\n}", "@misc{a,\n  note = {N}\n}"),
    ],
)
def test_a_new_field_comes_last_and_looks_like_the_others(text: str, expected: str) -> None:
    assert with_fields(text, {"note": "N"}) == expected


def test_a_new_number_is_bare_where_numbers_are() -> None:
    assert with_fields("@misc{a, year = 2019}", {"volume": "7", "note": "N"}) == (
        "@misc{a, year = 2019, volume = 7, note = {N}}"
    )


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("@misc{a,\n  t = {A},\n  u = {B},\n}", "t", "@misc{a,\n  u = {B},\n}"),
        ("@misc{a,\n  t = {A},\n  u = {B}\n}", "u", "@misc{a,\n  t = {A}\n}"),
        ("@misc{a,\n  t = {A},\n  u = {B},\n}", "u", "@misc{a,\n  t = {A},\n}"),
        ("@misc{a\n , t = {A}\n , u = {B}\n}", "t", "@misc{a\n , u = {B}\n}"),
        ("@misc{a\n , t = {A}\n , u = {B}\n}", "u", "@misc{a\n , t = {A}\n}"),
        ("@misc{a, t = {A}, u = {B}}", "t", "@misc{a, u = {B}}"),
        ("@misc{a, t = {A}, u = {B}}", "u", "@misc{a, t = {A}}"),
        ("@misc{a, t = {A}}", "t", "@misc{a,}"),
        ("@misc{a, t = {A}, u = {B}, T = {C}}", "t", "@misc{a, u = {B}}"),
        (
            "@misc{a,\n  t = {A}, % of t\n  u = {B}, % of u\n  v = {C},\n}",
            "u",
            "@misc{a,\n  t = {A}, % of t\n  v = {C},\n}",
        ),
        ("@misc{a, % of a\n  t = {A}, u = {B}}", "t", "@misc{a, % of a\n  u = {B}}"),
    ],
)
def test_a_field_is_removed_with_its_comma_and_line(text: str, name: str, expected: str) -> None:
    assert with_fields(text, {name: None}) == expected


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("a } b", "a '}' at character 3 that no '{' opens"),
        ("a { b", "1 '{' that no '}' closes"),
        (r"a \{ b", "1 '{' that no '}' closes"),
        (r"a {\} b", "1 '{' that no '}' closes"),
        ("a \\", "ends in a backslash"),
        ("a \x00", r"control character \(U\+0000\)"),
    ],
)
def test_a_value_that_would_break_the_entry_is_refused(value: str, reason: str) -> None:
    with pytest.raises(InputError, match=rf"x\.bib:2: 'a': the value of 't' .*{reason}"):
        with_fields("% one\n@misc{a, t = {A}}", {"t": value})


@pytest.mark.parametrize("name", ["", "a b", "9lives", "a=b", "a{"])
def test_what_is_no_name_of_a_field_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="no name of a field"):
        with_fields("@misc{a, t = {A}}", {name: "B"})


def test_a_field_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(InputError, match=r"no field 'titel' of its own\. Did you mean 'title'"):
        with_fields("@misc{a, title = {A}}", {"titel": None})


A, B, C = (f"@misc{{{key},\n  t = {{T}}\n}}\n" for key in "abc")


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        (f"{A}\n{B}\n{C}", "a", f"{B}\n{C}"),
        (f"{A}\n{B}\n{C}", "b", f"{A}\n{C}"),
        (f"{A}\n{B}\n{C}", "c", f"{A}\n{B}"),
        (f"{A}\n{B}\n{C}", "ab", C),
        (f"{A}\n{B}\n{C}", "bc", A),
        (f"{A}\n{B}\n{C}", "ac", B),
        (f"{A}\n{B}\n{C}", "abc", ""),
        (A + B + C, "b", A + C),
        (f"{A}\n% of b\n{B}\n{C}", "b", f"{A}\n% of b\n\n{C}"),
        (f"{A}\n% of b\n{B}\n{C}", "a", f"% of b\n{B}\n{C}"),
        ("@misc{a,} @misc{b,} text\n", "b", "@misc{a,}  text\n"),
    ],
)
def test_entries_are_removed_with_a_blank_line(text: str, keys: str, expected: str) -> None:
    for line_end in ("\n", "\r\n"):
        library = parse(with_line_ends(text, line_end))
        entries = [entry for entry in library.entries if entry.key in keys]
        edits = remove_entries(library, entries)
        assert apply_edits(library.source.text, edits) == with_line_ends(expected, line_end)


def renamed(text: str, old: str, new: str) -> str:
    library = parse(text)
    entry = library.get(old)
    assert entry is not None
    return apply_edits(text, rename_key(library, entry, new))


def test_a_key_is_renamed_where_other_entries_name_it() -> None:
    text = (
        "@book{old, title = {old}, ids = {older}}\n@misc{b, crossref = {old}, note = {old}}\n"
        '@misc{c, xdata = {x, old ,oldest}, related = "old", xref = old}\n'
        "@set{d, entryset = {old,b}}\n@misc{e, crossref = {OLD}}\n"
    )
    assert renamed(text, "old", "doe:2020") == (
        "@book{doe:2020, title = {old}, ids = {older}}\n"
        "@misc{b, crossref = {doe:2020}, note = {old}}\n"
        '@misc{c, xdata = {x, doe:2020 ,oldest}, related = "doe:2020", xref = doe:2020}\n'
        "@set{d, entryset = {doe:2020,b}}\n@misc{e, crossref = {doe:2020}}\n"
    )


def test_only_the_first_of_a_repeated_key_is_renamed() -> None:
    assert renamed("@misc{a,}\n@misc{a,}\n", "a", "b") == "@misc{b,}\n@misc{a,}\n"


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("b", r"an entry has that key \(line 2\)"),
        ("bee", r"it is an alias of 'b' \(line 2\)"),
        ("", "no key"),
        ("a b", "no key"),
        ("a,b", "no key"),
        ("o'brien", "no key"),
        ("a\x1b", "no key"),
    ],
)
def test_a_key_that_is_taken_or_none_is_refused(key: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        renamed("@misc{a,}\n@misc{b, ids = {bee}}\n", "a", key)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "@misc{n,\n}\n"),
        ("@misc{a,}", "@misc{a,}\n\n@misc{n,\n}\n"),
        ("@misc{a,}\n", "@misc{a,}\n\n@misc{n,\n}\n"),
        ("@misc{a,}\n\n\n", "@misc{a,}\n\n\n@misc{n,\n}\n"),
        ("@misc{a,}\r\n", "@misc{a,}\r\n\r\n@misc{n,\r\n}\r\n"),
    ],
)
def test_an_entry_is_appended_after_a_blank_line(text: str, expected: str) -> None:
    assert apply_edits(text, [append_entry(text, "\n@misc{n,\n}\n\n")]) == expected


NAMES = ("author", "title", "year", "note", "Journal", "URL", "x-custom")

values = st.text(alphabet=' abÄ5-{}"\\%#,=@()\n~', max_size=12).filter(
    lambda value: not why_unwritable(value)
)
bare_values = st.sampled_from(["2020", "7", "jan", "jmlr"])


@st.composite
def fields(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["{%s}", '"%s"', "%s", '{%s} # "x"']))
    if kind == "%s":
        return draw(bare_values)
    value = draw(values)
    return kind % (value.replace('"', "") if kind == '"%s"' else value)


@st.composite
def entries(draw: st.DrawFn) -> str:
    gap = draw(st.sampled_from([",\n  ", ", ", ",", "\n  , ", ",\n\n\t", ", % of it\n  "]))
    sign = draw(st.sampled_from([" = ", "=", "\t= ", " =    "]))
    width = draw(st.sampled_from([0, 8]))
    names = draw(st.lists(st.sampled_from(NAMES), max_size=4))
    end = draw(st.sampled_from(["}", "\n}", ",\n}", ",}", " % last\n}", ", % last\n}"]))
    body = "".join(f"{gap}{name:<{width}}{sign}{draw(fields())}" for name in names)
    return f"@misc{{{draw(st.sampled_from('abc'))}{body}{end}"


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    parts = draw(st.lists(entries(), min_size=1, max_size=3))
    between = draw(st.sampled_from(["\n", "\n\n", "\n\n% a note\n", " text\n\n"]))
    text = draw(st.sampled_from(["", "% head\n\n"])) + between.join(parts)
    return parse(with_line_ends(text + draw(st.sampled_from(["", "\n"])), draw(LINE_ENDS)))


LINE_ENDS = st.sampled_from(["\n", "\r\n"])


def facts(library: Library) -> list[tuple[str, str, list[tuple[str, object]]]]:
    """What the entries say, without where they stand."""
    return [
        (entry.type, entry.key, [(field.name, field.parts) for field in entry.raw.fields])
        for entry in library.entries
    ]


@given(libraries(), st.data(), st.sampled_from([*NAMES, "doi"]), st.none() | values)
def test_an_edit_of_a_field_changes_nothing_else(
    library: Library, data: st.DataObject, name: str, value: str | None
) -> None:
    if not library.entries:
        return
    index = data.draw(st.integers(0, len(library.entries) - 1))
    entry = library.entries[index]
    try:
        edits = set_fields(library, entry, {name: value})
    except InputError:
        assert value is None or may_be_refused(library, entry, value)
        return
    text = library.source.text
    after = apply_edits(text, edits)
    start, end = entry.span
    assert after.startswith(text[:start])
    assert after.endswith(text[end:])
    changed = parse(after)
    got, expected = facts(changed), facts(library)
    others = [field for field in expected[index][2] if field[0] != name.lower()]
    assert [field for field in got[index][2] if field[0] != name.lower()] == others
    if value is None:
        assert name.lower() not in changed.entries[index].values
    else:
        written = with_line_ends(value, line_end_of(text))
        assert changed.entries[index].values[name.lower()] == written
    del got[index], expected[index]
    assert got == expected


def may_be_refused(library: Library, entry: Entry, value: str) -> bool:
    """Whether a value has what may look like a block, or its entry has a defect."""
    return "@" in value or bool(entry.raw.defects) or bool(library.failed)


@given(libraries(), st.data())
def test_removing_entries_leaves_the_others(library: Library, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(0, max(0, len(library.entries) - 1))))
    removed = [entry for index, entry in enumerate(library.entries) if index in gone]
    after = apply_edits(library.source.text, remove_entries(library, removed))
    assert facts(parse(after)) == [
        fact for index, fact in enumerate(facts(library)) if index not in gone
    ]
