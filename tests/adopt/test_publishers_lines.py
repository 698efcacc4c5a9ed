"""More of what publishers print: initials and journals with full stops, reports, web pages."""

from __future__ import annotations

import pytest

from attachbib.adopt.synthesis import Adopted, adopt_lines, detect_style, list_styles

AMA, NLM, APA = "american-medical-association", "nlm-citation-sequence", "apa"
MLA, IEEE, CHICAGO = "modern-language-association", "ieee", "chicago-author-date-17th-edition"
HARVARD, HARVARD_COMMA = "harvard-cite-them-right", "harvard-anglia-ruskin-university"


def adopt(line: str, style: str) -> Adopted:
    [one] = adopt_lines([line], list_styles(style)[0])
    return one


@pytest.mark.parametrize(
    ("style", "line", "found"),
    [
        (
            AMA,
            "Doe J.Q., St. Roe A., Poe E. Is it a nap? J. Appl. Sleep. 2013;12:e7–e9.",
            {"title": "Is it a nap?", "container-title": "J Appl Sleep", "page": "e7-e9"},
        ),
        (
            AMA,
            "Doe J. Naps. J Sleep. 2013;12(3):1-9. Published 2013 Apr 27. doi:10.5555/a",
            {"container-title": "J Sleep", "DOI": "10.5555/a"},
        ),
        (
            AMA,
            "Doe J. Naps. J Sleep. 2013;12(3):1-9. Available at: https://doi.org/10.5555/a. "
            "Accessed May 2, 2021.",
            {"container-title": "J Sleep", "DOI": "10.5555/a"},
        ),
        (
            NLM,
            "Nap Office. Naps [Internet]. Rome: Nap Office; 2020 [cited 2021 Nov 2]. "
            "Report No.: NO-7. Available from: https://example.org/a",
            {"title": "Naps", "publisher": "Nap Office", "number": "NO-7"},
        ),
        (
            APA,
            "NAP-2 Investigators (2016). Naps. Journal of Sleep, 12:214.",
            {"container-title": "Journal of Sleep", "volume": "12", "page": "214"},
        ),
        *(
            (APA, line, {"container-title": "Journal of Sleep", "volume": "3", "issue": "4"})
            for line in (
                "Doe, J. (2012) Naps. Journal of Sleep, 3(4), 12-15.",
                "Doe, J., Roe, R. (2012). Naps. Journal of Sleep 3(4), 12-15.",
                "Doe, J. (2012). Naps. Journal of Sleep, 3(4): 12-15.",
                "Doe, J. (2012). Naps. Journal of Sleep, vol. 3(4), pp. 12–15.",
            )
        ),
        (
            APA,
            "Doe, J. (2012). Naps. New York, Press.",
            {"publisher": "Press", "publisher-place": "New York"},
        ),
        (
            NLM,
            "Doe J and Roe R. Naps. Journal of Sleep 2012;3(4):12-15.",
            {"title": "Naps", "container-title": "Journal of Sleep"},
        ),
        (
            NLM,
            "Doe J. Naps. 2nd edition. London: Press, 2010.",
            {"edition": "2", "publisher": "Press"},
        ),
        (
            IEEE,
            "R. Doe, “Naps,” in Proc. Nap Conf., Rome, Italy, 2019, pp. 17–24.",
            {"container-title": "Proc. Nap Conf.", "event-place": "Rome, Italy"},
        ),
        (
            HARVARD,
            "Doe, J. (2013) ‘Naps’, Journal of Sleep, 12(3), 1045. Available at: "
            "https://doi.org/10.5555/a (Accessed: 2 May 2021).",
            {"container-title": "Journal of Sleep", "volume": "12", "DOI": "10.5555/a"},
        ),
        (
            HARVARD,
            "Nap Office (2021) Naps. [Online]. Available from: https://example.org/a "
            "[Accessed 2nd May 2021].",
            {"title": "Naps", "URL": "https://example.org/a"},
        ),
        (
            HARVARD_COMMA,
            "Doe, J. & Roe, R. 2013. Naps. Journal of Sleep, 12, 1-9.",
            {"container-title": "Journal of Sleep", "volume": "12", "page": "1-9"},
        ),
        (
            HARVARD_COMMA,
            "Doe, J. & Roe, R. 1999. Naps. In: Poe, E. (ed.) Sleep. Rome: Press.",
            {"container-title": "Sleep", "publisher-place": "Rome"},
        ),
        (
            NLM,
            "Roe R. Naps [Internet]. Nap Site. 2021 [cited 2023 Apr 2]. "
            "Available from: https://example.org/a",
            {"publisher": "Nap Site", "URL": "https://example.org/a"},
        ),
        (
            NLM,
            "Roe R. Naps [master's thesis]. Rome: Nap University; 2018. 92 p.",
            {"genre": "master's thesis", "number-of-pages": "92"},
        ),
        (
            APA,
            "Nap Office. (2022). Naps of a year [PDF]. https://example.org/a.pdf",
            {"title": "Naps of a year"},
        ),
        (
            IEEE,
            "J. Doe, “Naps,” Nap Site. https://example.org/a (accessed Apr. 2, 2023).",
            {"container-title": "Nap Site", "URL": "https://example.org/a"},
        ),
        (
            CHICAGO,
            "Nap Office. 2022. “Naps.” Last modified November 3, 2022. https://example.org/a.",
            {"title": "Naps"},
        ),
        (
            MLA,
            "Doe, Jane. “Naps.” Sleep, vol. 2, 1995, pp. 33-48. JSTOR, www.example.org/stable/1.",
            {"container-title": "Sleep", "URL": "https://www.example.org/stable/1"},
        ),
    ],
)
def test_lines_that_no_style_prints(style: str, line: str, found: dict[str, str]) -> None:
    one = adopt(line, style)
    assert one.likeness == "close"
    assert found.items() <= one.reference.text.items()


def test_initials_with_full_stops_are_those_of_the_authors_only() -> None:
    people = adopt("Doe J.Q., Roe R. A. Nap. J Sleep. 2013;12:1-9.", AMA).reference.names
    assert [(name.family, name.given) for name in people.get("author", ())][:1] in (
        [],
        [("Doe", "J. Q.")],
    )
    [roe] = adopt(
        "Roe R. Naps at school [PhD thesis]. Rome: U; 2016.", NLM
    ).reference.names.values()
    assert [name.family for name in roe] == ["Roe"]


@pytest.mark.parametrize(
    ("style", "line", "families"),
    [
        (CHICAGO, "Doe, Wai, Alice St. Roe, and Jan van ’t Poe. 2013. Naps. Rome: Press.",
         ["Doe", "St. Roe", "Poe"]),
        (IEEE, "W. K. Doe, A. St. Roe, and M. Poe, Naps. Rome: Press, 2018.",
         ["Doe", "St. Roe", "Poe"]),
        (AMA, "U.S. Department of Naps. Naps. Press; 2013.", [""]),
        (AMA, "Doe J, Roe R; Nap Study Group. Naps. J Sleep. 2019;1(2):3-9.", ["Doe", "Roe", ""]),
        (APA, "Doe, J. and De Roe, P. (2010). Naps. Sleep, 10:214.", ["Doe", "De Roe"]),
        (APA, "Doe, J., & Nap Group. (2020). Naps. Journal of Sleep, 12, 1–9.", ["Doe", ""]),
    ],
)  # fmt: skip
def test_names_with_full_stops(style: str, line: str, families: list[str]) -> None:
    one = adopt(line, style)
    assert one.likeness != "unsure"
    assert [name.family for name in one.reference.names["author"]] == families


@pytest.mark.parametrize(
    ("style", "line", "variable", "never"),
    [
        (IEEE, "J. Doe, “Naps,” in Proc. Naps, Rome, Italy, 2019.", "publisher", "Rome, Italy"),
        (NLM, "Doe J. Naps. The Courier. 2020 Jan 8;B2.", "volume", "B2"),
        (AMA, "Doe J. Naps. J. Appl. Sleep. 2013;12:1-9.", "title", "Naps. J. Appl"),
        (CHICAGO, "Doe, J. 2019. “Naps.” Site. May 20. https://example.org.", "volume", "20"),
        ("apa-6th-edition", "Doe, J. (2021, June 5). Naps. A Site. https://example.org",
         "title", "Naps. A Site"),
        (HARVARD, "Doe, J. (2016) Naps. Unpublished PhD thesis. U.", "title",
         "Naps. Unpublished PhD thesis"),
        (APA, "Doe J, Roe R. (2012). Naps. Sleep, 3(4), 1–5.", "title", "Doe J, Roe R"),
        (NLM, "Doe J & Roe R. Naps. J Sleep. 2012;3:1-5.", "title", "Doe J & Roe R. Naps"),
        (CHICAGO, "Doe, J. 2014. “Naps.” Review of Sleep, by R. Roe. Naps 12: 1–9.",
         "container-title", "Review of Sleep, by R. Roe. Naps"),
        (CHICAGO, "Doe, J. 2014. Sleep. Translated by R. Roe. Rome: Press.", "title",
         "Sleep. Translated by R. Roe"),
        (IEEE, "J. Doe, “Naps,” presented at Nap Day, Rome, Jun. 3, 2019.", "container-title",
         "presented at Nap Day, Rome"),
        (APA, "Doe, J. (2011). Naps. A Journal, 24, 33–48, 7.", "publisher",
         "A Journal, 24, 33–48"),
    ],
)  # fmt: skip
def test_what_is_misread_is_not_taken(style: str, line: str, variable: str, never: str) -> None:
    assert adopt(line, style).reference.text.get(variable) != never


def test_kinds_and_titles_of_works_without_authors() -> None:
    one = adopt("Nap facts. (2020, May 3). Nap Today. https://example.org/a", APA)
    assert one.likeness == "exact"
    assert not one.reference.names
    assert one.reference.text["container-title"] == "Nap Today"
    assert adopt("Doe, J. (2020, May). Naps. Nap Day, 2(3), 4–7.", APA).reference.type == (
        "article-magazine"
    )


def test_title_of_a_book_in_small_letters_under_numbers() -> None:
    one = adopt("Nap Office. NO naps report. Nap Office; 2019.", AMA)
    assert one.likeness == "exact"
    assert [name.literal for name in one.reference.names["author"]] == ["Nap Office"]
    assert one.reference.text["publisher"] == "Nap Office"


def test_a_dash_stands_for_editors_who_are_then_authors() -> None:
    lines = ["Doe, Jane, ed. 2014. Naps. Rome: Press.", "———. 2015. Sleep. Rome: Press."]
    first, second = adopt_lines(lines, list_styles(CHICAGO)[0])
    assert second.reference.names == {"author": first.reference.names["editor"]}


def test_of_a_line_that_cannot_be_read_the_authors_are_sure() -> None:
    one = adopt("Doe J, Roe R. Naps. Paper presented at: Nap Day; June 3, 2019; Rome, Italy.", AMA)
    assert one.likeness == "unsure"
    assert [name.family for name in one.reference.names["author"]] == ["Doe", "Roe"]
    assert "title" not in one.reference.text


@pytest.mark.parametrize(
    "line",
    [
        "Nap Office; “Night, night”: what parents say -- a leaflet. Accessed May 2, 2021.",
        "Nap Office; trends since 2001 -- a leaflet, pp. 12. Accessed May 2, 2021.",
    ],
)
def test_parts_of_titles_and_days_of_access_are_not_sure(line: str) -> None:
    one = adopt(line, AMA)
    assert one.likeness == "unsure"
    assert "title" not in one.reference.text
    assert "issued" not in one.reference.dates


def test_style_of_a_list_that_no_style_prints_to_the_letter() -> None:
    lines = [
        "Doe, J. & Roe, R. 2013. Naps. Journal of Sleep, 12, 1-9.",
        "Roe, R. 2014. More naps. Journal of Sleep, 13, 1-9.",
        "Poe, E. & Doe, J. 2015. Many naps. Journal of Sleep, 14, 1-9.",
    ]
    assert detect_style(lines, list_styles()).style == HARVARD_COMMA


NEW = ("elsevier-vancouver", "elsevier-harvard", "springer-basic-author-date", HARVARD_COMMA)


@pytest.mark.parametrize("style", [*NEW, AMA, APA])
@pytest.mark.parametrize("mark", [", ", "A.B., ", " & ", ". J. Appl. ", " [Online]. Available: "])
def test_any_line_is_read_and_reworded_in_bounded_time(style: str, mark: str) -> None:
    assert adopt(("Doe J" + mark) * 50, style).line
    assert adopt(("Doe J" + mark) * 20_000, style).likeness == "unsure"
