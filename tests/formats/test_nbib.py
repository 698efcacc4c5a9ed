"""PubMed's `.nbib` files, in and out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.formats.csl_json import read_csl_json
from attachbib.formats.nbib import parse_nbib
from attachbib.formats.nbib_write import dump_nbib
from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.source import Source

REFS = Path(__file__).parents[1] / "bench" / "refs.json"

ARTICLE = """
PMID- 7148988
OWN - NLM
STAT- MEDLINE
IS  - 0002-9432 (Print)
IS  - 0002-9432 (Linking)
VI  - 52
IP  - 4
DP  - 1982 Oct
TI  - Attachment and loss: retrospect and
      prospect.
PG  - 664-78
LID - 10.1111/j.1939-0025.1982.tb01456.x [doi]
FAU - Bowlby, J
AU  - Bowlby J
LA  - eng
PT  - Journal Article
PL  - United States
TA  - Am J Orthopsychiatry
JT  - The American journal of orthopsychiatry
MH  - Child
MH  - *Object Attachment
SO  - Am J Orthopsychiatry. 1982 Oct;52(4):664-678.
"""


def read(text: str) -> tuple[Reference, ...]:
    readout = parse_nbib(Source(Path("refs.nbib"), text))
    assert not readout.problems
    return readout.value


def record(*lines: str) -> Reference:
    [reference] = read("\n".join(["PMID- 1", *lines]))
    return reference


def test_an_article() -> None:
    assert read(ARTICLE) == (
        Reference(
            "",
            "article-journal",
            {
                "container-title": "The American journal of orthopsychiatry",
                "container-title-short": "Am J Orthopsychiatry",
                "DOI": "10.1111/j.1939-0025.1982.tb01456.x",
                "ISSN": "0002-9432",
                "issue": "4",
                "keyword": "Child, Object Attachment",
                "language": "en",
                "page": "664-678",
                "PMID": "7148988",
                "title": "Attachment and loss: retrospect and prospect",
                "volume": "52",
            },
            {"author": (Name("Bowlby", "J."),)},
            {"issued": Date(DatePoint(1982, 10))},
        ),
    )


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FAU - Kennell, John H", "AU  - Kennell JH"], Name("Kennell", "John H.")),
        (["FAU - Kennell, J H Jr"], Name("Kennell", "J. H.", suffix="Jr")),
        (["AU  - Kennell JH"], Name("Kennell", "J. H.")),
        (["AU  - van den Boom DC"], Name("Boom", "D. C.", non_dropping_particle="van den")),
        (["CN  - The ChildTrauma Academy"], Name(literal="The ChildTrauma Academy")),
    ],
)
def test_names(lines: list[str], name: Name) -> None:
    assert record(*lines).names["author"] == (name,)


def test_corporate_authors_keep_their_place() -> None:
    lines = ("FAU - Bowlby, John", "AU  - Bowlby J", "CN  - A Group", "FAU - Perry, Bruce D")
    names = record(*lines).names["author"]
    assert names == (Name("Bowlby", "John"), Name(literal="A Group"), Name("Perry", "Bruce D."))


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("1982", Date(DatePoint(1982))),
        ("2020 Jan 5", Date(DatePoint(2020, 1, 5))),
        ("2020 Jan-Feb", Date(DatePoint(2020, 1), DatePoint(2020, 2))),
        ("2020 Jan 5-12", Date(DatePoint(2020, 1, 5), DatePoint(2020, 1, 12))),
        ("2019 Dec-2020 Jan", Date(DatePoint(2019, 12), DatePoint(2020, 1))),
        ("1999-2000", Date(DatePoint(1999), DatePoint(2000))),
        ("2020 Spring", Date(DatePoint(2020, season=1))),
    ],
)
def test_dates(value: str, date: Date) -> None:
    assert record(f"DP  - {value}").dates == {"issued": date}


def test_a_chapter_and_a_book() -> None:
    chapter = record("TI  - One", "BTI - All", "PT  - Book Chapter", "FED - Perry, Bruce D")
    assert (chapter.type, chapter.text["container-title"]) == ("chapter", "All")
    assert chapter.names["editor"] == (Name("Perry", "Bruce D."),)
    book = record("BTI - All", "PB  - The ChildTrauma Academy", "PL  - Houston", "PT  - Book")
    assert (book.type, book.text["title"]) == ("book", "All")
    assert book.text["publisher-place"] == "Houston"


def test_a_translated_title_has_no_brackets() -> None:
    text = record("TI  - [On bonding].", "TT  - Über Bindung.").text
    assert (text["title"], text["original-title"]) == ("On bonding", "Über Bindung.")


def test_broken_records_cost_no_other() -> None:
    readout = parse_nbib(Source(Path("refs.nbib"), "stray\nPMID- 1\n\nPMID- 2\nTI  - A.\n"))
    assert [reference.text["title"] for reference in readout.value] == ["A"]
    assert [(one.line, one.message) for one in readout.problems] == [
        (1, "this belongs to no record"),
        (2, "the record is empty"),
    ]


def test_eric_has_no_pmid() -> None:
    found = read("OWN - ERIC\nTI  - A\n\nOWN - ERIC\nTI  - B\n")
    assert [reference.text["title"] for reference in found] == ["A", "B"]


def test_the_references_of_the_benchmark_come_back() -> None:
    references = read_csl_json(REFS).value
    lossy = {
        "names-both-particles", "names-suffix-comma", "names-initials", "title-period",
        "title-container-none", "number-page-402", "number-page-chapter-402",
    }  # fmt: skip
    found = read(dump_nbib(references))
    assert [one.id for one in found] == [one.id for one in references]
    for one, other in zip(references, found, strict=True):
        if one.id.removesuffix("-book") not in lossy:
            assert other == one


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    parse_nbib(Source(Path("refs.nbib"), text))


@given(st.lists(st.tuples(st.sampled_from(["PMID", "FAU", "AU", "DP", "PG", "TI"]), st.text())))
def test_any_record_is_read_and_written_again(fields: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{tag:4}- {' '.join(value.split())}" for tag, value in fields)
    found = parse_nbib(Source(Path("refs.nbib"), text)).value
    references = [one for one in found if one.names or one.dates or one.text.keys() - {"PMID"}]
    assert len(read(dump_nbib(references))) == len(references)
