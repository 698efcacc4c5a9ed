"""An entry compared with the record of its DOI: which differences count."""

from __future__ import annotations

import pytest

from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.registries.comparison import Comparison, compare
from attachbib.registries.record import Record

TITLE = "Frequently used articulation in speech: A study of structure"

AUTHOR = Name("Müller", "Karl")


def work(
    title: str = TITLE,
    author: Name = AUTHOR,
    year: int = 2013,
    **text: str,
) -> Reference:
    named = {name.replace("_", "-"): value for name, value in text.items()}
    return Reference(
        "a",
        "article-journal",
        {"title": title, **named},
        {"author": (author, Name("Øster", "Ann"))},
        {"issued": Date(DatePoint(year))},
    )


def against(
    entry: Reference, registered: Reference, years: tuple[int, ...] = (2013, 2014)
) -> Comparison:
    return compare(entry, Record("a", "found", "2026-01-01", "Crossref", registered, years=years))


@pytest.mark.parametrize(
    "entry",
    [
        work(),
        work(TITLE.upper()),
        work("Frequently used articulation in speech"),
        work(f"<i>{TITLE}</i>."),
        work(author=Name("Mueller", "K.")),
        work(author=Name("Muller", "K.")),
        work(author=Name("Karl", "Müller")),
        work(author=Name(literal="Karl Müller")),
        work(year=2014),
        work(year=2015),
        work(year=2012),
        work(container_title="J. Acoust. Soc. Am.", volume="7", page="1–9"),
        work(container_title="JASA", volume="07", page="1"),
    ],
)
def test_other_spellings_are_no_mismatch(entry: Reference) -> None:
    registered = work(
        container_title="The Journal of the Acoustical Society of America", volume="7", page="1-9"
    )
    assert not against(entry, registered).is_mismatch


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        (work("Attachment and loss in the first year of life"), ("title",)),
        (work(author=Name("Bowlby", "John")), ("author",)),
        (work(year=2017), ("year",)),
        (work(year=2010), ("year",)),
    ],
)
def test_a_wrong_field_is_named(entry: Reference, wrong: tuple[str, ...]) -> None:
    found = against(entry, work())
    assert found.wrong == wrong
    assert not found.is_other_work


def test_another_work() -> None:
    found = against(work("Attachment and loss", Name("Bowlby", "John"), 1969), work())
    assert found.is_other_work
    assert found.wrong == ("title", "author", "year")


def test_short_title_at_another_place_is_another_work() -> None:
    one = work("Editorial", container_title="Speech", volume="7", page="1")
    other = work("Editorial", container_title="Speech", volume="12", page="101")
    assert against(one, other).wrong == ("volume", "page")


def test_a_translated_title_of_the_record_counts() -> None:
    record = Record(
        "a", "found", "2026-01-01", "Crossref", work("Studie der Struktur"), (TITLE,), (2013,)
    )
    assert compare(work(), record).bands["title"] == "same"


def test_what_one_side_leaves_out_has_no_band() -> None:
    bare = Reference("a", "book", {"title": TITLE})
    assert set(against(bare, work()).bands) == {"title"}
    assert compare(work(), Record("a", "found", "2026-01-01", "mEDRA")).bands == {}


def test_organisations_by_name_and_acronym() -> None:
    who = work(author=Name(literal="World Health Organization"))
    assert not against(work(author=Name(literal="WHO")), who).is_mismatch
    assert against(work(author=Name(literal="UNICEF")), who).wrong == ("author",)


def test_author_that_the_registry_leaves_out() -> None:
    registered = Reference("a", "book", {"title": TITLE}, {"author": (Name("Øster", "Ann"),)})
    assert against(work(), registered).bands["author"] == "close"
