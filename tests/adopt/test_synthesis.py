"""Lines of reference lists are read, and the reading prints the line again."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.adopt.lines import clean_line, is_alike, is_exact
from attachbib.adopt.printing import print_alone
from attachbib.adopt.synthesis import adopt_lines, detect_style, list_styles
from attachbib.formats.csl_json import parse_csl_json
from attachbib.reference import Name, Reference

ROOT = Path(__file__).resolve().parents[2]

PRINTED = frozenset(
    "title container-title container-title-short DOI PMID URL volume issue page publisher "
    "publisher-place edition language author editor issued accessed".split()
)

STYLES = (
    "american-medical-association",
    "nlm-citation-sequence",
    "apa",
    "ieee",
    "harvard-cite-them-right",
    "chicago-author-date",
    "modern-language-association",
)
LEAST_SHARE = 0.97
"""Of the lines of a style, how many must come back as they were."""


def ordinary_references() -> list[Reference]:
    """Articles, books and chapters with nothing but what lists print of them."""
    text = (ROOT / "tests" / "bench" / "refs.json").read_text(encoding="utf-8")
    return [
        one
        for one in parse_csl_json(text).value
        if one.type in ("article-journal", "book", "chapter")
        and {*one.text, *one.names, *one.dates} <= PRINTED
    ]


@pytest.mark.parametrize("style", STYLES)
def test_most_printed_lines_come_back(style: str) -> None:
    references = ordinary_references()
    printed = print_alone(references, style)
    [row] = [row for row in list_styles(style) if not row.locale]

    adopted = adopt_lines(printed, row)

    exact = [one for one in adopted if one.likeness == "exact"]
    assert len(exact) / len(printed) >= LEAST_SHARE
    again = print_alone([one.reference for one in exact], style)
    assert list(map(clean_line, again)) == [one.line for one in exact]


@pytest.mark.parametrize("style", STYLES)
def test_style_of_a_list_is_found(style: str) -> None:
    lines = print_alone(ordinary_references()[2:40], style)

    assert detect_style(lines, list_styles()).style == style


def adopt(line: str, style: str = "american-medical-association") -> Reference:
    [adopted] = adopt_lines([line], list_styles(style)[0])
    assert adopted.likeness == "exact", adopted
    return adopted.reference


def test_journal_article() -> None:
    found = adopt("3. van Dam JQ, O’Neil-Roe R, et al. Naps: a study. J Sleep. 2013;12(3):123-129.")

    assert found.type == "article-journal"
    assert found.text == {
        "title": "Naps: a study",
        "container-title": "J Sleep",
        "volume": "12",
        "issue": "3",
        "page": "123-129",
    }
    assert found.names["author"] == (
        Name(family="Dam", given="J. Q.", non_dropping_particle="van"),
        Name(family="O’Neil-Roe", given="R."),
        Name(others=True),
    )


def test_chapter_with_editors() -> None:
    found = adopt(
        "Doe J. Naps. In: Roe R, Poe E, eds. The Book of Sleep. 2nd ed. Sample Press; 2001:21-34."
    )

    assert found.type == "chapter"
    assert found.text["container-title"] == "The Book of Sleep"
    assert found.text["edition"] == "2"
    assert [one.family for one in found.names["editor"]] == ["Roe", "Poe"]


def test_web_page_of_an_organisation() -> None:
    found = adopt(
        "Sleep Association. How to nap. March 4, 2020. Accessed May 1, 2021. https://example.org/a"
    )

    assert found.names["author"] == (Name(literal="Sleep Association"),)
    assert found.text["URL"] == "https://example.org/a"
    accessed = found.dates["accessed"].start
    assert accessed is not None
    assert accessed[:3] == (2021, 5, 1)


def test_shortened_pages_are_written_out() -> None:
    found = adopt("Doe J. Naps. J Sleep. 2013;12(3):1230–9.", "nlm-citation-sequence")

    assert found.text["page"] == "1230-1239"


def test_title_of_two_sentences_is_not_cut() -> None:
    found = adopt("Doe J. Is this a nap? Notes on sleep. J Sleep. 2013;12(3):1-9.")

    assert found.text["title"] == "Is this a nap? Notes on sleep"


def test_dash_stands_for_the_authors_of_the_line_before() -> None:
    lines = [
        "Doe, Jane, and Rita Roe. 2013. “Naps.” Journal of Sleep 12 (3): 1–9.",
        "———. 2014. “More Naps.” Journal of Sleep 13 (3): 1–9.",
    ]

    first, second = adopt_lines(lines, list_styles("chicago-author-date")[0])

    assert second.likeness == "exact"
    assert second.reference.names == first.reference.names


def test_letter_behind_the_year_is_not_part_of_it() -> None:
    found = adopt("Doe, J. (2013b). Naps. Journal of Sleep, 12(3), 1–9.", "apa")

    issued = found.dates["issued"].start
    assert issued is not None
    assert issued.year == 2013


def test_authors_left_out_by_apa() -> None:
    people = ", ".join(f"Doe, {letter}." for letter in "ABCDEFGHIJKLMNOPQRS")
    found = adopt(f"{people}, … Roe, R. (2013). Naps. Journal of Sleep, 12(3), 1–9.", "apa")

    assert len(found.names["author"]) == 21
    assert found.names["author"][-1] == Name(family="Roe", given="R.")


def test_unsure_line_keeps_what_is_sure_and_itself() -> None:
    line = "Doe, naps; see https://doi.org/10.5555/naps.1 (2013), PMID: 12345, for 12 %."
    [adopted] = adopt_lines([line], list_styles("apa")[0])

    assert adopted.likeness == "unsure"
    assert adopted.reference.text["DOI"] == "10.5555/naps.1"
    assert adopted.reference.text["PMID"] == "12345"
    assert adopted.reference.text["rawline"] == line
    issued = adopted.reference.dates["issued"].start
    assert issued is not None
    assert issued.year == 2013
    assert {"DOI", "PMID", "issued"} <= set(adopted.found)


def test_year_is_not_sure_if_there_are_two() -> None:
    [adopted] = adopt_lines(["Naps, 1999, again 2013?"], list_styles("apa")[0])

    assert "issued" not in adopted.reference.dates


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("mark", [". ", ", ", "“", "; ", "A. ", "a? (2013). ", " & "])
def test_any_line_is_read_in_bounded_time(style: str, mark: str) -> None:
    for row in list_styles(style):
        [adopted] = adopt_lines([("Doe J" + mark) * 300], row)
        assert adopted.line


def test_exact_and_alike() -> None:
    assert is_exact("[3] Doe J.  Naps.", "Doe J. Naps.")
    assert not is_exact("Naps 1-9.", "Naps 1–9.")
    assert is_alike("Naps 1-9. doi:10.5555/x", "Naps 1–9. https://doi.org/10.5555/x.")
    assert not is_alike("Naps 1-9.", "Naps 1-8.")


@pytest.mark.parametrize(
    "line",
    [
        "样本, & 例子. (2011). Naps. Journal of Sleep, 12(3), 1–9.",
        "Department of Naps and Rest, & Doe, J. (2006). Naps. Journal of Sleep, 12(3), 1–9.",
        "Doe, J. (in press). Naps. Journal of Sleep, 12(3), 1–9.",
        "Doe, J. (ca. 1850). Naps. Journal of Sleep, 12(3), 1–9.",
        "Doe, J. (44 B.C.E.). Naps. Journal of Sleep, 12(3), 1–9.",
        "Doe, J. (2013). Naps. Journal of Sleep, 12(3), 1, 4–9.",
        "Doe, J. (2013). Naps. Journal of Sleep, Supplement 1(3), 1–9.",
    ],
)
def test_unusual_authors_years_and_pages(line: str) -> None:
    adopt(line, "apa")


def test_a_month_is_no_era() -> None:
    line = "Doe J. Naps. J Sleep. 1983 Apr;13(4):109–17."
    [issued] = adopt(line, "nlm-citation-sequence").dates.values()
    assert issued.start is not None
    assert (issued.start.year, issued.start.month) == (1983, 4)


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("american-medical-association", "Doe J, Roe R. Naps: a study. J Sleep. 2013;12:123-129"),
        ("american-medical-association", "Doe J. Naps. J Sleep. 2013;12(3):1-9. PMID: 12345678"),
        ("nlm-citation-sequence", "Doe J, Roe R. Naps: a study. J Sleep. 2013;12:123-9"),
        ("apa", "Doe, J. & Roe, R. (2013). Naps: A study. Journal of Sleep, 12, 123-129."),
        ("apa", "Doe, J. (2013). Naps. Journal of Sleep, 12(3), 1–9. doi:10.1000/abc"),
        (
            "harvard-cite-them-right-11th-edition",
            "Doe, J. and Roe, R. (2013) 'Naps', J Sleep, 12(3), pp. 1-9. doi: 10.1000/abc.",
        ),
    ],
)
def test_lines_that_authors_print_a_little_differently(style: str, line: str) -> None:
    [adopted] = adopt_lines([line], list_styles(style)[0])
    assert adopted.likeness == "alike"
    assert {"title", "container-title", "volume", "page"} <= adopted.reference.text.keys()


@pytest.mark.parametrize(
    ("style", "line", "title", "within", "publisher"),
    [
        (
            "apa",
            "Doe, J. (2012). Naps and school. J. Appl. Psychol., 12(3), 123–129.",
            "Naps and school",
            "J. Appl. Psychol.",
            "",
        ),
        (
            "apa",
            "Doe, J. (2012). Naps, a review. IEEE Trans. Sleep, 12, 1–9.",
            "Naps, a review",
            "IEEE Trans. Sleep",
            "",
        ),
        (
            "apa",
            "Doe, J. (2011). Naps [Doctoral dissertation, Sample University]. Sample Archive.",
            "Naps",
            "",
            "Sample University",
        ),
        (
            "american-medical-association",
            "Doe J. Naps at School. Dissertation. Sample University; 2011.",
            "Naps at School",
            "",
            "Sample University",
        ),
        (
            "chicago-author-date",
            "Doe, Jane. 2015. “Naps.” Sleep Research 53 (May): 16–38.",
            "Naps",
            "Sleep Research",
            "",
        ),
        (
            "nlm-citation-sequence",
            "Doe J. Naps: 1736–1739. London: Sample Press; 2001. 234 p.",
            "Naps: 1736–1739",
            "",
            "Sample Press",
        ),
        (
            "ieee",
            "J. Doe, “Naps,” PhD thesis, Sample University, 2019.",
            "Naps",
            "",
            "Sample University",
        ),
    ],
)
def test_lines_are_split_where_they_should_be(
    style: str, line: str, title: str, within: str, publisher: str
) -> None:
    [row] = [row for row in list_styles(style) if not row.locale]

    [one] = adopt_lines([line], row)

    assert one.likeness == "exact"
    text = one.reference.text
    assert text["title"] == title
    assert text.get("container-title", "") == within
    assert text.get("publisher", "") == publisher


def test_capitals_that_a_style_would_change_are_kept() -> None:
    line = "Doe, Jane. 1998. “Über das Schlafen am Tag.” Sleep Research 12 (3): 16–38."
    [row] = [one for one in list_styles("chicago-author-date") if not one.locale]

    [one] = adopt_lines([line], row)

    assert one.likeness == "exact"
    assert '<span class="nocase">das</span>' in one.reference.text["title"]


def test_a_work_without_authors_is_not_its_own_author() -> None:
    [row] = [one for one in list_styles("apa") if not one.locale]

    [one] = adopt_lines(["The effect of naps on sleep. (1975). Sample Press."], row)

    assert one.likeness == "exact"
    assert not one.reference.names
    assert one.reference.text["publisher"] == "Sample Press"
