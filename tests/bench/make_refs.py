"""Write refs.json: a varied set of CSL-JSON references for comparing engines.

    python tests/bench/make_refs.py > tests/bench/refs.json

Every person, title and identifier is made up of placeholder words; the same
file comes out each time. Each family of references exercises one feature, named
in the ids: `type-…`, `names-…`, `date-…`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

Item = dict[str, Any]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TYPES = _words(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song "
    "speech standard thesis treaty webpage"
)

FAMILY = _words(
    "Lorem Ipsum Dolor Sitamet Consectetur Adipiscing Elit Seddo Eiusmod Tempor Incididunt "
    "Labore Dolore Magna Aliqua Enimad Minim Veniam Quisnostrud Exercitation Ullamco Laboris "
    "Nisiut Aliquip Exea Commodo Consequat Duisaute Irure Reprehenderit"
)
ENDINGS = (
    "",
    *_words("son sen ski ez ova berg mann elli ard wick ton ley field ström eux ic escu opoulos"),
    *_words("yan idze enko aitė oğlu"),
)
GIVEN = _words(
    "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November "
    "Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu"
)
TITLES = (
    "The effect of placeholder text on sample readers",
    "Why a specimen is not an example",
    "On filling space: a study of lorem and ipsum",
    "What is a placeholder? And what is not",
    "A short history of nothing in particular",
    "Notes from the middle of the page",
    "Dummy data and the art of testing",
    "An introduction to made-up subjects",
)
PAGES = (
    *_words("5 5-9 101-8 321-328 1002-1009 e12-e19 S4-S8 xii-xvii 100–104 1496-1504 n101 71-72"),
    *_words("e0123456 96-117 1087-1089"),
    "12, 15-18",
)
JOURNALS = (
    ("Journal of Placeholder Studies", "J. Placehold. Stud."),
    ("Annals of Sample Text", "Ann. Sample Text"),
    ("Specimen", "Specimen"),
    ("The Review of Dummy Data", "Rev. Dummy Data"),
)


def person(index: int, **parts: Any) -> dict[str, Any]:
    """Return the index-th invented name, with some of its parts replaced or added."""
    index %= len(FAMILY) * len(ENDINGS)
    family = FAMILY[index % len(FAMILY)] + ENDINGS[index // len(FAMILY)]
    return {"family": family, "given": GIVEN[index * 7 % len(GIVEN)], **parts}


def people(count: int, start: int = 0) -> list[dict[str, Any]]:
    """Return `count` different invented names."""
    return [person(start + index) for index in range(count)]


def on(*parts: int) -> dict[str, Any]:
    """Return a CSL-JSON date of the given year, month, day."""
    return {"date-parts": [list(parts)]}


def article(index: int, **fields: Any) -> Item:
    """Return a complete journal article, with some fields replaced; None removes one."""
    journal, short = JOURNALS[index % len(JOURNALS)]
    item = {
        "type": "article-journal",
        "title": TITLES[index % len(TITLES)],
        "author": people(1 + index % 3, index),
        "container-title": journal,
        "container-title-short": short,
        "volume": str(10 + index),
        "issue": str(1 + index % 6),
        "page": f"{100 + index * 3}-{108 + index * 3}",
        "issued": on(1980 + index % 44, 1 + index % 12),
        "DOI": f"10.5555/sample.{index:04d}",
        **fields,
    }
    return {name: value for name, value in item.items() if value is not None}


def book(index: int, **fields: Any) -> Item:
    """Return a complete book, with some fields replaced; None removes one."""
    item = {
        "type": "book",
        "title": TITLES[(index + 3) % len(TITLES)],
        "author": people(1 + index % 2, index + 360),
        "publisher": "Placeholder Press",
        "publisher-place": "Exampleton",
        "issued": on(1950 + index % 70),
        **fields,
    }
    return {name: value for name, value in item.items() if value is not None}


def every_type() -> Iterator[Item]:
    """Every CSL type twice: with everything such a work can have, and with little."""
    for index, kind in enumerate(TYPES):
        yield {
            "id": f"type-{kind}-full",
            "type": kind,
            "title": TITLES[index % len(TITLES)],
            "author": people(2, index),
            "editor": people(1, index + 600),
            "container-title": JOURNALS[index % len(JOURNALS)][0],
            "publisher": "Placeholder Press",
            "publisher-place": "Exampleton",
            "volume": str(3 + index),
            "issue": "2",
            "number": str(40 + index),
            "page": f"{11 + index}-{19 + index}",
            "edition": "2",
            "genre": "Sample genre",
            "medium": "Sample medium",
            "event-title": "Third Conference on Sample Text",
            "event-place": "Specimen City",
            "archive": "Sample Archive",
            "authority": "Sample Court",
            "issued": on(1990 + index % 30, 1 + index % 12, 1 + index % 28),
            "accessed": on(2024, 2, 3),
            "URL": f"https://example.org/{kind}/{index}",
        }
        yield {
            "id": f"type-{kind}-bare",
            "type": kind,
            "title": TITLES[(index + 4) % len(TITLES)],
            "author": people(1, index + 45),
            "issued": on(2001 + index % 20),
        }


def author_counts() -> Iterator[Item]:
    """One to thirty authors, at every count where styles start to abbreviate."""
    for count in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 19, 20, 21, 22, 25, 30):
        yield article(count, id=f"names-count-{count}", author=people(count, 60 + count * 20))
        yield book(
            count, id=f"names-editors-{count}", author=None, editor=people(count, 70 + count * 20)
        )


def odd_names() -> Iterator[Item]:
    """Particles, suffixes, initials, hyphens, apostrophes, institutions, other scripts."""
    names: dict[str, list[dict[str, Any]]] = {
        "dropping": [person(100, **{"dropping-particle": "de la"})],
        "non-dropping": [person(101, **{"non-dropping-particle": "van"})],
        "both-particles": [
            person(102, **{"dropping-particle": "de", "non-dropping-particle": "La"}),
            person(103),
        ],
        "apostrophe-particle": [person(104, **{"non-dropping-particle": "d’"})],
        "suffix": [person(105, suffix="Jr."), person(106)],
        "suffix-comma": [person(107, suffix="III", **{"comma-suffix": True})],
        "initials": [
            person(108, given="A. B."),
            person(109, given="C.D."),
            person(110, given="E F"),
        ],
        "hyphen-given": [person(111, given="Alpha-Bravo"), person(112, given="A.-B.")],
        "hyphen-family": [person(113, family="Lorem-Ipsum"), person(114)],
        "middle": [person(115, given="Alpha Bravo Charlie")],
        "apostrophe": [person(116, family="O’Placeholder"), person(117, family="d’Exemple")],
        "mc": [person(118, family="McSample"), person(119, family="MacSpecimen")],
        "one-name": [{"family": "Mononym"}],
        "institution": [{"literal": "Institute for Sample Text"}],
        "institution-and": [{"literal": "Department of Words and Letters"}, person(120)],
        "institution-the": [{"literal": "The Placeholder Group"}],
        "accents": [person(121, family="Löremü", given="Élan"), person(122, family="Ñipsum")],
        "cyrillic": [{"family": "Образцов", "given": "Пример"}],
        "greek": [{"family": "Παράδειγμα", "given": "Δείγμα"}],
        "chinese": [{"family": "样", "given": "本"}, {"family": "例", "given": "子"}],
        "japanese": [{"family": "見本", "given": "例"}],
        "arabic": [{"family": "مثال", "given": "عينة"}],
        "lowercase": [person(123, family="lower", given="case")],
    }
    for index, (name, authors) in enumerate(names.items(), 100):
        yield article(index, id=f"names-{name}", author=authors)
        yield book(index, id=f"names-{name}-book", author=authors)


def roles() -> Iterator[Item]:
    """Editors, translators and others, beside and instead of authors."""
    sets: tuple[tuple[str, ...], ...] = (
        ("editor",),
        ("translator",),
        ("author", "translator"),
        ("author", "editor", "translator"),
        ("container-author",),
        ("author", "container-author", "editor"),
        ("director",),
        ("composer",),
        ("illustrator", "author"),
        ("author", "original-author"),
        ("author", "reviewed-author"),
        ("interviewer", "author"),
        ("recipient", "author"),
        ("collection-editor", "author"),
        ("editorial-director",),
        (),
    )
    for index, variables in enumerate(sets, 150):
        names = {role: people(1 + place, index * 3) for place, role in enumerate(variables)}
        label = "-and-".join(variables) or "nobody"
        base = {"author": None, **names}
        yield book(index, id=f"role-{label}-book", **base)
        yield book(
            index,
            id=f"role-{label}-chapter",
            type="chapter",
            **{**base, "container-title": "A Container of Chapters", "page": "21-34"},
        )
    same = people(1, 200)
    yield book(200, id="role-editor-is-translator", author=None, editor=same, translator=same)


def dates() -> Iterator[Item]:
    """Years, months, days, ranges, seasons, before Christ, uncertain, missing, original."""
    forms: dict[str, Any] = {
        "year": on(2010),
        "month": on(2010, 5),
        "day": on(2010, 5, 7),
        "may": on(2011, 5, 31),
        "strings": {"date-parts": [["2012", "11", "2"]]},
        "range-years": {"date-parts": [[2003], [2005]]},
        "range-months": {"date-parts": [[2003, 3], [2003, 6]]},
        "range-days": {"date-parts": [[2003, 3, 4], [2003, 3, 9]]},
        "range-across-years": {"date-parts": [[2003, 12, 30], [2004, 1, 2]]},
        "season-winter": {"date-parts": [[1999]], "season": 4},
        "season-spring": {"date-parts": [[1999]], "season": 1},
        "circa": {"date-parts": [[1850]], "circa": True},
        "three-digits": on(987),
        "two-digits": on(79),
        "bc": on(-44),
        "bc-long": on(-1200),
        "literal": {"literal": "in press"},
        "none": None,
    }
    for index, (name, value) in enumerate(forms.items(), 250):
        yield article(index, id=f"date-{name}", issued=value)
        yield book(index, id=f"date-{name}-book", issued=value)
    yield book(280, id="date-original", **{"original-date": on(1871), "issued": on(1999)})
    yield book(
        31, id="date-accessed", type="webpage", URL="https://example.org/a", accessed=on(2023, 9, 1)
    )
    yield article(282, id="date-forthcoming", issued=None, status="forthcoming")
    yield article(283, id="date-event", type="speech", **{"event-date": on(2015, 6, 1)})


def titles() -> Iterator[Item]:
    """Quotes, markup, punctuation, capitals and other languages in titles."""
    texts = {
        "double-quotes": 'The meaning of "sample" in context',
        "curly-quotes": "The meaning of “sample” in context",
        "all-quoted": "“Everything here is quoted”",
        "nested-quotes": "He said “she said ‘sample’ twice”",
        "apostrophe": "The reader's guide to nobody's text",
        "italic": "Growth of <i>Exemplum simplex</i> in dishes",
        "italic-start": "<i>Exemplum simplex</i>: a review",
        "bold": "A <b>bold</b> claim",
        "sub-sup": "CO<sub>2</sub> and 10<sup>6</sup> samples",
        "small-caps": 'An <span style="font-variant:small-caps;">old</span> hand',
        "nocase": 'The <span class="nocase">iSample</span> and the rest',
        "question": "Is this a title?",
        "exclamation": "Stop!",
        "period": "This title ends with a period.",
        "colon-lower": "Main title: a subtitle in lower case",
        "colon-upper": "Main Title: A Subtitle In Title Case",
        "dash": "One thing—and another–and a-third",
        "all-caps": "THE TITLE IN CAPITALS",
        "acronym": "DNA and RNA in the USA",
        "camel": "The eSample of LaTeX and McTest",
        "ampersand": "Bits & pieces <of> text",
        "numbers": "12 angry samples of 1984",
        "parentheses": "A title (with a remark)",
        "small-words": "of the and in a for by from with to but or nor",
        "slash": "Either/or and both/and",
        "ellipsis": "And so on …",
    }
    for index, (name, text) in enumerate(texts.items(), 320):
        yield article(index, id=f"title-{name}", title=text)
        yield book(index, id=f"title-{name}-book", title=text)
    yield article(370, id="title-german", title="Über das Füllen der Seite", language="de")
    yield article(371, id="title-french", title="L’exemple de la page « vide »", language="fr-FR")
    yield book(372, id="title-russian", title="Пример текста", language="ru")
    yield book(373, id="title-short", **{"title-short": "Why a specimen"})
    yield article(374, id="title-none", title=None)
    yield article(375, id="title-container-none", **{"container-title": None})


def numbers() -> Iterator[Item]:
    """Volumes, editions, pages and other numbers in the forms people write them."""
    for index, page in enumerate(PAGES, 400):
        yield article(index, id=f"number-page-{index}", page=page)
        yield book(
            index,
            id=f"number-page-chapter-{index}",
            type="chapter",
            page=page,
            editor=people(2, index),
            **{"container-title": "A Container of Chapters"},
        )
    editions = ("1", "2", "3", "11", "22", "2nd", "Revised", "3rd rev. ed.")
    for index, edition in enumerate(editions, 430):
        yield book(index, id=f"number-edition-{edition.replace(' ', '-')}", edition=edition)
    for index, volume in enumerate(("1", "2-3", "IV", "12A", "Supplement 1"), 440):
        yield article(index, id=f"number-volume-{volume.replace(' ', '-')}", volume=volume)
        yield book(index, id=f"number-book-volume-{volume.replace(' ', '-')}", volume=volume)
    yield article(460, id="number-no-issue", issue=None)
    yield article(461, id="number-no-volume", volume=None)
    yield article(462, id="number-no-page", page=None)
    yield article(463, id="number-article", page=None, number="e1234")
    yield book(464, id="number-of-volumes", **{"number-of-volumes": "4"})
    yield book(465, id="number-of-pages", **{"number-of-pages": "321"})
    yield book(466, id="number-series", **{"collection-title": "Samples", "collection-number": "7"})
    yield book(467, id="number-isbn", ISBN="978-0-00-000000-2")
    yield article(468, id="number-pmid", PMID="00000001", PMCID="PMC0000001", DOI=None)
    yield article(469, id="number-url", URL="https://example.org/x?a=1&b=2", DOI=None)
    yield article(470, id="number-doi-odd", DOI="10.5555/S0000-0000(97)11096-0")


def clashes() -> Iterator[Item]:
    """Same author and year, same family name, same short author list."""
    one, namesake = person(500), person(500, given="Zulu")
    for index in range(5):
        yield article(index, id=f"clash-year-{index}", author=[one], issued=on(2015))
    for index in range(3):
        yield article(index, id=f"clash-no-date-{index}", author=[one], issued=None)
    yield article(10, id="clash-namesake", author=[namesake], issued=on(2015))
    yield article(11, id="clash-initial", author=[person(500, given="Alma")], issued=on(2016))
    yield article(12, id="clash-initial-2", author=[one], issued=on(2016))
    for index in range(4):
        authors = [*people(2, 520), person(524 + index), person(509)]
        yield article(20 + index, id=f"clash-et-al-{index}", author=authors, issued=on(2018))
    for index in range(3):
        yield book(550, id=f"clash-identical-{index}")
    for index, count in enumerate((1, 2, 3, 4)):
        yield article(40 + index, id=f"clash-prefix-{count}", author=people(count, 530))


def make() -> list[Item]:
    """Return all the references."""
    families = (every_type, author_counts, odd_names, roles, dates, titles, numbers, clashes)
    items = [item for family in families for item in family()]
    ids = [item["id"] for item in items]
    if len(set(ids)) != len(ids):
        raise ValueError("two references have the same id")
    return items


if __name__ == "__main__":
    lines = (json.dumps(item, ensure_ascii=False) for item in make())
    sys.stdout.write("[\n" + ",\n".join(lines) + "\n]\n")
