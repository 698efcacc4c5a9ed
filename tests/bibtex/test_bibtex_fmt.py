"""The formatter of `.bib` files: its layout, and that it changes no meaning and no other byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.bibtex import Library, parse_library
from attachbib.bibtex.blocks import RawEntry
from attachbib.bibtex.convert import to_reference
from attachbib.bibtex.fmt import format_library
from attachbib.errors import EncodingError
from attachbib.formats.csl_json import item_from_reference
from attachbib.source import Source, read_source

SHARED = Path(__file__).parents[2].parent / "shared"
CORPUS = sorted((SHARED / "corpora").rglob("*.bib"))
MOST = 300_000
"""Characters of a corpus file that are looked at here; `check_fmt.py` looks at all."""


def parse(text: str) -> Library:
    return parse_library(Source(Path("x.bib"), text))


def formatted(text: str) -> str:
    return format_library(parse(text)).text


def entry(*fields: str) -> str:
    return formatted("@misc{k," + ",".join(fields) + "}")


def test_layout() -> None:
    assert formatted(
        '% About naps.\n@ARTICLE (doe2020,\nYEAR = 2020, Title="On {N}aps" ,'
        "JournalTitle = jn # { B}, author={Doe, Jane}\n)@book{roe}\n\n\n"
    ) == (
        "% About naps.\n"
        "@article{doe2020,\n"
        "  author       = {Doe, Jane},\n"
        "  title        = {On {N}aps},\n"
        "  journaltitle = jn # { B},\n"
        "  year         = {2020},\n"
        "}\n\n"
        "@book{roe,\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("pages = {12-34}", "{12--34}"),
        ("pages = {12–34, 40}", "{12--34, 40}"),
        ("pages = {12 -- 34}", "{12--34}"),
        ("pages = {12---34}", "{12--34}"),
        ("pages = {xi-xx}", "{xi--xx}"),
        ("pages = {S1-S9}", "{S1--S9}"),
        ("pages = {2-1--2-20}", "{2-1--2-20}"),
        ("pages = {A-12}", "{A-12}"),
        ("pages = {123-1-9}", "{123-1-9}"),
        ("pages = 12", "{12}"),
        ("title = {12-34}", "{12-34}"),
        ("doi = {https://doi.org/10.1000/ABC(1)}", "{10.1000/abc(1)}"),
        ('doi = "doi: 10.1000/ABC"', "{10.1000/abc}"),
        (r"doi = {10.1000/A\_B}", r"{10.1000/A\_B}"),
        ("doi = {10.1000/A%20B}", "{10.1000/A%20B}"),
        ("doi = {see the note}", "{see the note}"),
        ("month = {January}", "jan"),
        ('month = "Sept."', "sep"),
        ("month = 3", "mar"),
        ("month = {03}", "mar"),
        ("month = MAY", "may"),
        ("month = {13}", "{13}"),
        ("month = {Spring}", "{Spring}"),
        ('month = jan # "~12"', "jan # {~12}"),
        ("month = {jan--feb}", "{jan--feb}"),
        ("title = jama", "jama"),
        ("title = JAMA # { 2} # 3", "JAMA # { 2} # {3}"),
        ("title = { a  b }", "{ a  b }"),
        ('title = "a {"} b"', '{a {"} b}'),
        ('url = "https://x.org/A-B_%7Ec"', "{https://x.org/A-B_%7Ec}"),
        ("abstract = {One.\n\n    Two.\n  % three\n}", "{One.\n\n    Two.\n  % three\n}"),
    ],
)
def test_values(field: str, expected: str) -> None:
    name = field.partition(" ")[0]
    assert entry(field) == f"@misc{{k,\n  {name} = {expected},\n}}\n"


def test_names_that_the_file_defines_stay_what_they_are() -> None:
    text = "@string{jan = {Jänner}}\n\n@misc{k,\n  month = {January},\n}\n"
    assert formatted(text) == text
    assert "month = JAN" not in formatted(text.replace("{January}", "JAN"))


def test_fields_whose_order_counts_keep_it() -> None:
    names = entry("editora = {B, B}", "editor = {C, C}", "author = {A, A}")
    assert [line.split()[0] for line in names.splitlines()[1:-1]] == ["author", "editora", "editor"]
    assert entry("place = {A}", "address = {B}").index("{A}") < 25
    assert entry("title = {A}", "title = {B}").index("{A}") < 20


def test_a_parent_keeps_what_its_heirs_get() -> None:
    text = (
        "@inbook{a, crossref = {P}, title = {T}}\n"
        "@book{p, booktitle = {First}, title = {Second}, author = {A, A}}"
    )
    before, after = parse(text), parse(formatted(text))
    assert before.references["a"].text["container-title"] == "First"
    assert before.references["a"] == after.references["a"]
    assert after.source.text.index("author") < after.source.text.index("booktitle")


@pytest.mark.parametrize(
    "block",
    [
        "@Comment{jabref-meta: groups:\\;0 x\\;;}",
        '@PREAMBLE{ "\\newcommand{\\x}{y}" }',
        '@String( JAMA="Journal of the {AMA}" )',
        "@Book{a,\n\n  Title = {T},\n  % why\n  Year = 1}",
        "@Book{a,Title = {T} Year = 1}",
        "@Book{a,Title = {T}, stray}",
        "@Book{,Title = {T}}",
        "@Book{a,Title = {C:\\x\\}}",
        "@Book{a,Title = {T",
        "% @Book{a,Title = {T}}",
        "text, and a@b.org\n\n\n  more",
    ],
)
def test_what_stays_byte_for_byte(block: str) -> None:
    text = f"@Book{{x}}\n{block}\n\n\n\n@Book{{y}}"
    assert formatted(text) == f"@book{{x,\n}}\n\n{block}\n\n@book{{y,\n}}\n"


def test_what_is_left_as_it_is_has_a_reason() -> None:
    found = format_library(parse("@a{k, t={x}}\n@a{l, t={x} % c\n}\n@a{m, t={x} u={y}}\n@a{n, t={"))
    assert [reason for _, reason in found.kept] == [
        "there is text between its fields",
        "no comma before the field 'u'",
        "the value is not closed: no matching '}' before the next entry",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@a{k}\n% about l\n@a{l}", "@a{k,\n}\n\n% about l\n@a{l,\n}\n"),
        ("@a{k} % about k\n@a{l}", "@a{k,\n} % about k\n\n@a{l,\n}\n"),
        ("@a{k}\n\n\n% both\n\n\n@a{l}", "@a{k,\n}\n\n% both\n\n@a{l,\n}\n"),
        ("\n\n  % head\n@a{k}", "  % head\n@a{k,\n}\n"),
        ("@a{k}\n% tail", "@a{k,\n}\n\n% tail\n"),
        ("@a{k} @a{l}", "@a{k,\n}\n\n@a{l,\n}\n"),
        ("x @a{k}", "x @a{k,\n}\n"),
        (
            "@string{a=1}\n@string{b=2}\n\n\n@string{c=3}",
            "@string{a=1}\n@string{b=2}\n\n@string{c=3}\n",
        ),
        ("@string{a=1}\n@a{k}", "@string{a=1}\n\n@a{k,\n}\n"),
    ],
)
def test_blank_lines(before: str, after: str) -> None:
    assert formatted(before) == after


def test_line_ends_of_the_file_are_kept() -> None:
    assert formatted("@a{k,\r\n t = {x\r\ny}}\r\n") == "@a{k,\r\n  t = {x\r\ny},\r\n}\r\n"


@pytest.mark.parametrize("text", ["", "\n\n", "% nothing\n\n", "a@b.org"])
def test_a_file_without_blocks_is_left_alone(text: str) -> None:
    assert formatted(text) == text


def meaning(library: Library) -> list[dict[str, Any]]:
    """Every entry as CSL-JSON; a DOI without case, which counts for nothing in it."""
    items = [item_from_reference(to_reference(entry)) for entry in library.entries]
    return [{**item, "DOI": item.get("DOI", "").lower()} for item in items]


def other_text(library: Library) -> list[str]:
    """What is not in entries, block by block and text by text, without the blanks around it."""
    text, found, end = library.source.text, [], 0
    for block in library.blocks:
        found.append(text[end : block.start].strip(" \t\r\n"))
        found.append("" if isinstance(block, RawEntry) else text[block.start : block.end])
        end = block.end
    return [*found, text[end:].strip(" \t\r\n")]


def assert_formats(before: Library) -> None:
    text = format_library(before).text
    after = parse_library(Source(before.source.path, text))
    assert meaning(before) == meaning(after)
    assert other_text(before) == other_text(after)
    assert [one.key for one in before.entries] == [one.key for one in after.entries]
    assert format_library(after).text == text


def read_corpus_file(path: Path) -> Source:
    try:
        return read_source(path)
    except EncodingError:
        return read_source(path, encoding="latin-1")


@pytest.mark.skipif(not CORPUS, reason="needs ../shared/corpora, real .bib files")
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_real_files(path: Path) -> None:
    assert_formats(parse_library(Source(path, read_corpus_file(path).text[:MOST])))


WORDS = st.sampled_from(
    [*'aB1 \n\r\t{}"#,=@%\\-–()', "{x}", "\\{", "\\}", '\\"o', "10.1000/AB", "12-34", "jan", "\r\n"]
)
TEXT = st.lists(WORDS, max_size=8).map("".join)
VALUE = st.one_of(
    TEXT.map("{{{}}}".format),
    TEXT.map('"{}"'.format),
    st.sampled_from(["12", "jan", "JAN", "nn", "March", "{3}", "{10.1000/AB}", "{1-2}", ""]),
)
NAMES = st.sampled_from(
    "Author editor editora title Title booktitle journal journaltitle month pages doi year date "
    "address place crossref xdata note x-Y".split()
)
FIELD = st.builds(
    "{}{}{}{}".format,
    NAMES,
    st.sampled_from([" = ", "=", "\n  = "]),
    st.lists(VALUE, min_size=1, max_size=2).map(" # ".join),
    st.sampled_from([",", ", ", ",\n", ",\n", "", " % c\n", ",,"]),
)
FIELDS = st.lists(FIELD, max_size=4).map("".join)
KEYS = st.sampled_from(["a", "B", "c d", "", "é"])
BLOCK = st.one_of(
    st.builds("@book{{{},{}}}".format, KEYS, FIELDS),
    st.builds("@InBook({},{})".format, KEYS, FIELDS),
    st.builds("@misc{{{},{}".format, KEYS, FIELDS),
    st.builds("@{}{{{}}}".format, st.sampled_from(["comment", "string", "PREAMBLE"]), TEXT),
    st.sampled_from(["@string{nn = {N}}", "@string{JAN = {J}}", "@comment{", "% ", "@", "\n@"]),
    TEXT,
)
FILE = st.lists(
    st.builds(
        "{}{}".format, BLOCK, st.sampled_from(["", " ", "\n", "\n\n", "\r\n", "\n\n\n% x\n"])
    ),
    max_size=6,
).map("".join)


@given(FILE)
def test_any_file(text: str) -> None:
    assert_formats(parse(text))
