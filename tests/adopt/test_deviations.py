"""Lines as publishers print them, who keep to no style to the letter, are read nevertheless."""

from __future__ import annotations

import pytest

from attachbib.adopt.leftovers import RAW_LINE
from attachbib.adopt.synthesis import Adopted, adopt_lines, list_styles
from attachbib.reference import Name

AMA, NLM, APA = "american-medical-association", "nlm-citation-sequence", "apa"
MLA, IEEE = "modern-language-association", "ieee"
CHICAGO = "chicago-author-date-17th-edition"
HARVARD, HARVARD_COMMA = "harvard-cite-them-right", "harvard-anglia-ruskin-university"


def adopt(line: str, style: str) -> Adopted:
    [one] = adopt_lines([line], list_styles(style)[0])
    return one


@pytest.mark.parametrize(
    ("style", "line", "found"),
    [
        (
            NLM,
            "Doe J, Roe R. Naps. J Sleep. 2013 May;12(3):110-119. doi: 10.5555/a. "
            "Epub 2013 Feb 3. PMID: 12345678; PMCID: PMC1234567.",
            {"container-title": "J Sleep", "DOI": "10.5555/a", "PMCID": "PMC1234567"},
        ),
        (
            NLM,
            "Doe J. Naps. J Sleep. 2013 Feb 3. doi: 10.5555/a. Epub ahead of print.",
            {"title": "Naps", "container-title": "J Sleep"},
        ),
        (
            NLM,
            "Roe R. Naps [Internet]. Sample Site; 2018 [updated 2018 Jul 9; cited 2019 Jan 5]. "
            "Available from: https://example.org/a",
            {"publisher": "Sample Site", "URL": "https://example.org/a"},
        ),
        (
            AMA,
            "Doe J. Naps. London: Sample Press; 2001.",
            {"publisher-place": "London", "publisher": "Sample Press"},
        ),
        (
            AMA,
            "Doe J. Naps at home. Sample Site website. https://example.org/a. "
            "Published July 9, 2018. Accessed January 5, 2019.",
            {"container-title": "Sample Site", "URL": "https://example.org/a"},
        ),
        (
            APA,
            "Doe, J. (2001). Naps (2nd ed.). New York, NY: Sample Press.",
            {"edition": "2", "publisher-place": "New York, NY", "publisher": "Sample Press"},
        ),
        (
            APA,
            "Sleep Society. (2001). Naps. Exampleton: Author. Retrieved from https://example.org/a",
            {"publisher": "Sleep Society", "publisher-place": "Exampleton"},
        ),
        (
            IEEE,
            "J. Doe, “Naps,” J. Sleep, vol. 8, 2020, Art. no. e103, doi: 10.5555/a.",
            {"volume": "8", "number": "e103"},
        ),
        (
            CHICAGO,
            "Doe, Jane. 2018. “Naps.” Sample Site (blog), July 9, 2018. https://example.org/a.",
            {"title": "Naps", "container-title": "Sample Site"},
        ),
        (
            MLA,
            'Doe, Jane. "Naps." Journal of Sleep 7.2 (2021): 99-107. Print.',
            {"container-title": "Journal of Sleep", "volume": "7", "issue": "2", "page": "99-107"},
        ),
        (
            MLA,
            "Doe, Jane. Naps. London: Sample Press, 2014. Print.",
            {"publisher": "Sample Press", "publisher-place": "London"},
        ),
        (
            MLA,
            "Doe, Jane. “Naps.” Sample Site, 9 July 2018, https://example.org/a. "
            "Accessed 5 Jan. 2019.",
            {"container-title": "Sample Site", "URL": "https://example.org/a"},
        ),
    ],
)
def test_what_the_style_prints_otherwise_keeps_its_line(
    style: str, line: str, found: dict[str, str]
) -> None:
    one = adopt(line, style)

    assert one.likeness == "close"
    assert found.items() <= one.reference.text.items()
    assert one.reference.text[RAW_LINE] == line


def test_a_date_that_a_phrase_has_is_kept() -> None:
    line = "Doe J. Naps [Internet]. Rome: Press; 2020 Mar 3 [cited 2021 May 12]. Available from: "
    issued = adopt(f"{line}https://example.org/a", NLM).reference.dates["issued"].start
    assert issued is not None
    assert issued[:3] == (2020, 3, 3)


def test_all_authors_where_the_style_has_et_al() -> None:
    people = ", ".join(f"Doe {letter}" for letter in "ABCDEFGHIJ")
    one = adopt(f"{people}. Naps. J Sleep. 2013;12(3):1–9.", NLM)
    assert one.likeness == "close"
    assert len(one.reference.names["author"]) == 10


@pytest.mark.parametrize(
    ("style", "line"),
    [
        (AMA, "Bauer-Doe H-P. Naps. J Sleep. 2013;12(3):110–19. doi: 10.5555/a."),
        (NLM, "Doe J. Naps. J Sleep. 2013 May 3;12(3):110-119. doi: 10.5555/a. PMID: 12345678."),
        (MLA, "Doe, Jane. “Naps.” Journal of Sleep, vol. 12, no. 3, Sep. 2013, pp. 110–119."),
        (HARVARD, "Doe, J. (2013) 'Naps', Journal of Sleep, 12(3), pp.110-119. doi: 10.5555/a."),
        (HARVARD_COMMA, "Doe, J., 2013. Naps. 2nd ed. London: Sample Press."),
        (IEEE, "J. Doe, “Naps,” The Courier, p. A4, Sept. 3, 2013."),
    ],
)
def test_forms_that_typesetting_changes(style: str, line: str) -> None:
    one = adopt(line, style)
    assert one.likeness == "alike"
    assert one.reference.text["title"] == "Naps"
    assert RAW_LINE not in one.reference.text


@pytest.mark.parametrize(
    ("style", "line", "kind", "found"),
    [
        (
            AMA,
            "Doe J. Naps. The Courier. September 21, 2016:A4.",
            "article-newspaper",
            {"container-title": "The Courier", "page": "A4"},
        ),
        (
            AMA,
            "Doe J. Naps. medRxiv. Preprint posted online March 4, 2020. doi:10.5555/a",
            "article",
            {"title": "Naps", "publisher": "medRxiv"},
        ),
        (
            APA,
            "Doe, J. (2016, September 21). Naps. The Courier, A4.",
            "article-newspaper",
            {"container-title": "The Courier", "page": "A4"},
        ),
        (
            APA,
            "Doe, J. (2023). Naps. Journal of Sleep. Advance online publication. "
            "https://doi.org/10.5555/a",
            "article-journal",
            {"container-title": "Journal of Sleep"},
        ),
        (
            APA,
            "Doe, J. (2023). Naps. Acta Somnologica. https://doi.org/10.5555/a",
            "article-journal",
            {"container-title": "Acta Somnologica"},
        ),
        (
            APA,
            "Doe, J. (2023). Naps. Sample Press. https://doi.org/10.5555/a",
            "book",
            {"publisher": "Sample Press"},
        ),
        (
            CHICAGO,
            "Doe, Jane A. 2014. Naps. 2nd ed. London: Sample Press.",
            "book",
            {"edition": "2", "publisher-place": "London"},
        ),
        (
            CHICAGO,
            "Doe, Jane. 2010. “Naps.” In Sleep, edited by Rita R. Roe and Max von Poe, 14–21. "
            "New York: Sample Press.",
            "chapter",
            {"container-title": "Sleep", "page": "14-21", "publisher-place": "New York"},
        ),
        (
            CHICAGO,
            "Doe, Jane. 2013. “Naps.” Journal of Sleep 12 (2013): 110–19.",
            "article-journal",
            {"container-title": "Journal of Sleep", "volume": "12"},
        ),
    ],
)
def test_kinds_of_works(style: str, line: str, kind: str, found: dict[str, str]) -> None:
    one = adopt(line, style)
    assert one.likeness == "exact"
    assert one.reference.type == kind
    assert found.items() <= one.reference.text.items()


@pytest.mark.parametrize(
    ("style", "line", "name"),
    [
        (IEEE, "J. R. Doe Jr., “Naps,” J. Sleep, 2013.", ("Doe", "", "Jr.")),
        (CHICAGO, "van den Doe, Jane. 2013. Naps. Sample Press.", ("van den Doe", "", "")),
        (CHICAGO, "Doe, Jane van den. 2013. Naps. Sample Press.", ("Doe", "van den", "")),
    ],
)
def test_particles_and_suffixes(style: str, line: str, name: tuple[str, str, str]) -> None:
    first = adopt(line, style).reference.names["author"][0]
    assert (first.family, first.non_dropping_particle, first.suffix) == name


@pytest.mark.parametrize(
    ("style", "line"),
    [
        (AMA, "Doe J, Roe R. Naps in the 1980s. J Sleep. 2013;12(3):1-9."),
        (HARVARD, "Doe, J. (2013) ‘“Night, night”: parents’ words’, J Sleep, 12(3), pp. 1–9."),
        (MLA, "Doe, Jane. “The ‘Quiet’ Nap.” Journal of Sleep, vol. 12, 2013, pp. 1–9."),
    ],
)
def test_titles_are_whole(style: str, line: str) -> None:
    one = adopt(line, style)
    assert one.likeness in ("exact", "alike", "close")
    assert one.reference.text["title"] in line
    assert one.reference.text["title"].endswith(("1980s", "words", "Nap"))


def test_authors_printed_as_in_another_style_are_no_organisation() -> None:
    one = adopt("Doe J, Roe R (2013) Naps: a study. Sample Press.", HARVARD)
    assert Name(literal="Doe J, Roe R") not in one.reference.names.get("author", ())


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("elsevier-vancouver", "Doe J, Roe R. Naps. J Sleep 2013;12:110–9."),
        ("elsevier-harvard", "Doe, J., Roe, R., 2013. Naps. J. Sleep 12, 110–119."),
        ("springer-basic-author-date", "Doe J, Roe R (2013) Naps. J Sleep 12:110–119"),
        (HARVARD_COMMA, "Doe, J. and Roe, R., 2013. Naps. Journal of Sleep, 12(3), pp.110–119."),
    ],
)
def test_more_families_of_styles(style: str, line: str) -> None:
    one = adopt(line, style)
    assert one.likeness == "exact"
    assert one.reference.text["volume"] == "12"
    assert [name.family for name in one.reference.names["author"]] == ["Doe", "Roe"]
