"""Cites together: what sorting, grouping, collapsing and disambiguation make of several."""

from __future__ import annotations

import json
from typing import Any

import pytest

from attachbib.csl import Citation, Cite, Processor, Style, load_style, style_from_xml
from attachbib.formats.csl_json import parse_csl_json
from attachbib.richtext import writer

TEXT = writer("text")
HEAD = """\
<info>
  <title>Sample</title>
  <id>http://example.org/sample</id>
  <updated>2024-01-01T00:00:00+00:00</updated>
</info>"""
NUMBERS = '<text variable="citation-number"/>'
AUTHORS = '<names variable="author"><name form="short" and="text"/></names>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'
AUTHOR_YEAR = f'<group delimiter=" ">{AUTHORS}{YEAR}</group>'
ITEMS: dict[str, dict[str, Any]] = {
    "anna": {"author": ["Anders"], "issued": 1999},
    "alone": {"author": ["Muster"], "issued": 2009},
    "among": {"author": ["Muster", "Beispiel", "Anders"], "issued": 2001},
    "van": {"author": ["van Dorn"], "issued": 2001},
    "edited": {"editor": ["Anders"], "issued": 2000},
    "nobody": {"title": "The Sample of Samples", "issued": 1987},
}


def item(key: str, *, given: str = "Max", **fields: Any) -> dict[str, Any]:
    """Return a CSL-JSON item; "van Dorn" has a particle."""
    made: dict[str, Any] = {"id": key, "type": "book", **fields}
    for role in ("author", "editor"):
        if role in made:
            made[role] = [person(name, given) for name in made[role]]
    if "issued" in made:
        made["issued"] = {"date-parts": [[made["issued"]]]}
    return made


def person(name: str, given: str) -> dict[str, str]:
    particle, _, family = name.rpartition(" ")
    return {"family": family, "given": given, "non-dropping-particle": particle}


def style(
    layout: str, citation: str = "", *, sort: str = "", kind: str = "in-text", **extra: str
) -> Style:
    """Return a style; `citation` are attributes of `cs:citation`, `extra` is `locales`, `attrs`."""
    sorting = f"<sort>{sort}</sort>" if sort else ""
    return style_from_xml(
        f'<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0" '
        f'{extra.get("attrs", "")}>{HEAD}{extra.get("locales", "")}<macro name="authors">{AUTHORS}'
        f'</macro><citation {citation}>{sorting}<layout delimiter="; ">{layout}</layout></citation>'
        "</style>"
    )


def cited(styled: Style, *citations: list[Cite], items: list[dict[str, Any]] | None = None) -> Any:
    """Render citations, one in each note; a single one as a string."""
    used = items or [item(key, **fields) for key, fields in ITEMS.items()]
    processor = Processor(styled, parse_csl_json(json.dumps(used)).value)
    texts = [
        TEXT.write(rich)
        for rich in processor.cite(
            [Citation(tuple(cites), note) for note, cites in enumerate(citations, 1)]
        )
    ]
    return texts[0] if len(texts) == 1 else texts


def keys(text: str) -> list[Cite]:
    return [Cite(key) for key in text.split()]


FIRST_THREE = keys("anna alone among")


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        (FIRST_THREE, "1–3"),
        ([FIRST_THREE[0]._replace(prefix="see "), *FIRST_THREE[1:]], "see 1–3"),
        ([*FIRST_THREE[:2], FIRST_THREE[2]._replace(suffix=" above")], "1; 2; 3 above"),
        ([FIRST_THREE[0]._replace(locator="12"), *FIRST_THREE[1:]], "1–3"),
    ],
    ids=["bare", "prefix of the first", "suffix", "locator that the style does not print"],
)
def test_ranges_of_numbers(cites: list[Cite], expected: str) -> None:
    assert cited(style(NUMBERS, 'collapse="citation-number"'), cites) == expected


def test_a_printed_locator_ends_a_range_of_numbers() -> None:
    layout = f'<group delimiter=", ">{NUMBERS}<text variable="locator"/></group>'
    cites = [FIRST_THREE[0]._replace(locator="12"), *FIRST_THREE[1:]]
    assert cited(style(layout, 'collapse="citation-number"'), cites) == "1, 12; 2; 3"


def test_the_delimiter_after_a_collapsed_range_stands_nowhere_else() -> None:
    collapse = 'collapse="citation-number" after-collapse-delimiter=" + "'
    cites = [*FIRST_THREE, Cite("edited"), Cite("nobody", locator="3"), Cite("van")]
    assert cited(style(NUMBERS, collapse), cites) == "1–3 + 5; 6; 4"


def test_year_suffixes_with_affixes_are_divided_as_suffixes() -> None:
    items = [item(f"key{n}", author=["Anders"], issued=1999) for n in range(2)]
    layout = f'{AUTHOR_YEAR}<text variable="year-suffix" prefix=" "/>'
    options = 'disambiguate-add-year-suffix="true" collapse="year-suffix"'
    cites = keys("key0 key1")
    assert cited(style(layout, options), cites, items=items) == "Anders 1999 a; b"


def test_an_editor_is_no_author_when_names_collapse() -> None:
    label = '<label form="short" prefix=" (" suffix=")"/><substitute><names variable="editor"/>'
    names = AUTHORS.replace("</names>", f"{label}</substitute></names>")
    layout = f'<group delimiter=" ">{names}{YEAR}</group>'
    found = cited(style(layout, 'collapse="year"'), keys("anna edited"))
    assert found == "Anders 1999; Anders (ed.) 2000"


def test_one_author_stands_before_that_author_and_others_in_groups() -> None:
    sort = '<key macro="authors"/><key variable="issued"/>'
    options = 'collapse="year" et-al-min="3" et-al-use-first="1"'
    found = cited(style(AUTHOR_YEAR, options, sort=sort), keys("among alone"))
    assert found == "Muster 2009; Muster et al. 2001"


def test_names_that_disambiguation_adds_do_not_sort() -> None:
    items = [
        item("second", author=["Anders", "Zabel", "Muster"], issued=1999),
        item("first", author=["Anders", "Beispiel", "Muster"], issued=1999),
    ]
    options = 'disambiguate-add-names="true" et-al-min="3" et-al-use-first="1"'
    styled = style(AUTHOR_YEAR, options, sort='<key macro="authors"/>')
    expected = "Anders, Zabel, et al. 1999; Anders, Beispiel, et al. 1999"
    assert cited(styled, keys("second first"), items=items) == expected


def test_short_names_sort_with_their_particle_in_front() -> None:
    styled = style(
        AUTHOR_YEAR,
        sort='<key macro="authors"/>',
        attrs='demote-non-dropping-particle="sort-only"',
    )
    assert cited(styled, keys("van alone")) == "Muster 2009; van Dorn 2001"


def test_cites_that_sort_alike_keep_their_order_whatever_their_suffix() -> None:
    items = [item(f"key{n}", author=["Anders"], issued=1999) for n in range(2)]
    options = 'disambiguate-add-year-suffix="true"'
    styled = style(AUTHOR_YEAR, options, sort='<key macro="authors"/>')
    assert cited(styled, keys("key1 key0"), items=items) == "Anders 1999b; Anders 1999a"


NOTES = f"""\
<group delimiter=", ">
  {AUTHORS}
  <choose>
    <if position="subsequent">
      <choose><if disambiguate="true"><text variable="title"/></if></choose>
      NUMBER
    </if>
    <else><text variable="title"/></else>
  </choose>
</group>"""


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ('<text variable="first-reference-note-number" prefix="note "/>', "Anders, note 1"),
        ("", "Anders, Title 0"),
    ],
    ids=["printed", "not printed"],
)
def test_the_note_of_the_first_cite_tells_works_of_one_author_apart(
    number: str, expected: str
) -> None:
    items = [item(f"key{n}", author=["Anders"], title=f"Title {n}") for n in range(2)]
    styled = style(NOTES.replace("NUMBER", number), kind="note")
    found = cited(styled, keys("key0"), keys("key1"), keys("key0"), items=items)
    assert found[2] == expected


def test_works_of_one_author_in_one_note_are_not_told_apart_by_its_number() -> None:
    items = [item(f"key{n}", author=["Anders"], title=f"Title {n}") for n in range(2)]
    number = '<text variable="first-reference-note-number" prefix="note "/>'
    styled = style(NOTES.replace("NUMBER", number), kind="note")
    found = cited(styled, keys("key0 key1"), keys("key1"), items=items)
    assert found[1] == "Anders, Title 1, note 1"


def test_the_first_term_is_capitalized_if_the_author_before_it_is_suppressed() -> None:
    layout = f'<group delimiter=" ">{AUTHORS}<text term="no date"/></group>'
    assert cited(style(layout, kind="note"), [Cite("anna", mode="suppress-author")]) == "No date"


IBID = '<choose><if position="ibid"><text term="ibid"/></if><else><text value="X"/></else></choose>'


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [("", "Ibid."), ("cf. ", "cf. ibid."), ("That is wrong. ", "That is wrong. Ibid.")],
)
def test_a_term_is_capitalized_at_the_start_of_a_sentence(prefix: str, expected: str) -> None:
    found = cited(style(IBID, kind="note"), keys("anna"), [Cite("anna", prefix=prefix)])
    assert found[1] == expected


def test_the_page_range_format_is_for_pages() -> None:
    styled = style('<text variable="locator"/>', attrs='page-range-format="minimal"')
    places = [Cite("anna", locator="12-15", label=label) for label in ("page", "chapter")]
    assert cited(styled, places) == "12–5; 12–15"


def test_pages_have_a_first_page() -> None:
    layout = '<choose><if variable="page-first"><text variable="page-first"/></if></choose>'
    found = cited(style(layout), keys("paged"), items=[item("paged", page="12-15")])
    assert found == "12"


def test_a_cite_of_which_nothing_prints_is_left_out_beside_others() -> None:
    styled = style(AUTHORS)
    assert cited(styled, keys("nobody anna")) == "Anders"
    assert "no printed form" in cited(styled, keys("nobody"))


def test_an_author_in_the_text_stands_alone_if_the_style_prints_no_more() -> None:
    styled = load_style("modern-language-association")
    assert cited(styled, [Cite("anna", mode="author-in-text")]) == "Anders"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"author": ["Anders"], "issued": 1999}, "Ande99"),
        ({"author": ["O'Hara", "the Muster"], "issued": 2006}, "OhMu06"),
        ({"title": "The Sample of Samples", "issued": 1987}, "Samp87"),
        ({"author": ["Anders"]}, "Ande00"),
    ],
    ids=["author", "apostrophe and article", "title", "no year"],
)
def test_citation_labels(fields: dict[str, Any], expected: str) -> None:
    styled = style('<text variable="citation-label"/>')
    assert cited(styled, keys("key"), items=[item("key", **fields)]) == expected


SECTION = '<label variable="locator" form="symbol"/>'


def own_term(lang: str, attrs: str, text: str) -> str:
    """Return a `cs:locale` with a term for chapters."""
    term = f'<term name="chapter" {attrs}>{text}</term>'
    return f'<locale xml:lang="{lang}"><terms>{term}</terms></locale>'


@pytest.mark.parametrize(
    ("locales", "locale", "expected"),
    [
        ("", "de-DE", "Kap."),
        (own_term("de", "", "K"), "de", "Kap."),
        (own_term("de", 'form="short"', "K"), "de-DE", "K"),
        (own_term("de-DE", 'form="short"', "D"), "de-AT", "D"),
    ],
    ids=["short in German before symbol in English", "other form", "own", "primary dialect"],
)
def test_forms_of_terms_fall_back_within_a_language(
    locales: str, locale: str, expected: str
) -> None:
    styled = style(SECTION, locales=locales)
    processor = Processor(styled, parse_csl_json(json.dumps([item("key")])).value, locale=locale)
    [rich] = processor.cite([Citation((Cite("key", locator="3", label="chapter"),))])
    assert TEXT.write(rich) == expected
