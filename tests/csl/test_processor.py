"""The processor beyond the suite: modes, sharing, errors, and text of any kind."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from attachbib.csl import (
    Citation,
    Cite,
    Processor,
    UnknownReferenceError,
    load_style,
    style_from_xml,
)
from attachbib.formats.csl_json import parse_csl_json
from attachbib.reference import Reference
from attachbib.richtext import Rich, writer
from attachbib.richtext.model import CITE

HTML = writer("html")
TEXT = writer("text")
ITEMS = [
    {
        "id": "two",
        "type": "article-journal",
        "title": "Second things",
        "container-title": "Journal of Placeholders",
        "author": [{"family": "Beispiel", "given": "Berta"}, {"family": "Muster", "given": "Max"}],
        "issued": {"date-parts": [[2001]]},
        "page": "1-9",
        "DOI": "10.5555/two",
    },
    {
        "id": "one",
        "type": "book",
        "title": "First things",
        "author": [{"family": "Anders", "given": "Anna"}],
        "publisher": "Placeholder Press",
        "issued": {"date-parts": [[1999]]},
    },
]


def references(items: list[dict[str, Any]] = ITEMS) -> tuple[Reference, ...]:
    return parse_csl_json(json.dumps(items)).value


def cited(style: str, *cites: Cite, note: int = 0) -> str:
    processor = Processor(load_style(style), references())
    [rich] = processor.cite([Citation(cites, note)])
    return TEXT.write(rich)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("normal", "(Beispiel & Muster, 2001)"),
        ("author-in-text", "Beispiel & Muster (2001)"),
        ("suppress-author", "(2001)"),
        ("author-only", "Beispiel & Muster"),
        ("year-only", "(2001)"),
    ],
)
def test_modes_of_a_cite_in_apa(mode: str, expected: str) -> None:
    assert cited("apa", Cite("two", mode=mode)) == expected


@pytest.mark.parametrize(
    ("cite", "expected"),
    [
        (Cite("one", locator="12"), "(Anders, 1999, p. 12)"),
        (Cite("one", locator="12-15"), "(Anders, 1999, pp. 12–15)"),
        (Cite("one", locator="3", label="chapter"), "(Anders, 1999, Chapter 3)"),
        (Cite("one", prefix="see ", suffix=" and others"), "(see Anders, 1999 and others)"),
    ],
)
def test_locators_and_affixes_in_apa(cite: Cite, expected: str) -> None:
    assert cited("apa", cite) == expected


def test_cites_of_a_cluster_are_sorted_unless_the_author_sorted_them() -> None:
    cites = (Cite("two"), Cite("one"))
    processor = Processor(load_style("apa"), references())
    by_style, by_author = processor.cite([Citation(cites), Citation(cites, sorted=False)])
    assert TEXT.write(by_style) == "(Anders, 1999; Beispiel & Muster, 2001)"
    assert TEXT.write(by_author) == "(Beispiel & Muster, 2001; Anders, 1999)"


def test_numbers_follow_the_order_of_citation() -> None:
    assert cited("ieee", Cite("two"), Cite("one")) == "[1], [2]"


def test_a_repeated_note_is_short() -> None:
    processor = Processor(load_style("chicago-notes-bibliography"), references())
    first, other, again = processor.cite(
        [Citation((Cite("one"),), 1), Citation((Cite("two"),), 2), Citation((Cite("one"),), 3)]
    )
    assert "Placeholder Press" in TEXT.write(first)
    assert "Journal of Placeholders" in TEXT.write(other)
    assert TEXT.write(again) == "Anders, First Things."


def test_an_unknown_reference_is_named() -> None:
    with pytest.raises(UnknownReferenceError, match="three") as caught:
        cited("apa", Cite("three"))
    assert caught.value.id == "three"


def test_a_list_without_references_is_empty() -> None:
    assert Processor(load_style("apa"), ()).bibliography().entries == ()


def test_the_list_can_be_filtered_and_numbers_stay() -> None:
    processor = Processor(load_style("ieee"), references())
    listed = processor.bibliography(lambda reference: reference.type == "book")
    assert [entry.id for entry in listed.entries] == ["one"]
    assert TEXT.write(listed.entries[0].content).startswith("[2]")


def test_the_first_of_two_references_with_one_key_counts() -> None:
    doubled = [*ITEMS, {"id": "one", "type": "book", "title": "Impostor"}]
    entries = Processor(load_style("apa"), references(doubled)).bibliography().entries
    printed = [TEXT.write(entry.content) for entry in entries]
    assert len(printed) == 2
    assert not [text for text in printed if "Impostor" in text]


def test_the_locale_changes_terms() -> None:
    processor = Processor(load_style("apa"), references(), locale="de-DE")
    [rich] = processor.cite([Citation((Cite("one", locator="12"),))])
    assert TEXT.write(rich) == "(Anders, 1999, S. 12)"


def everything(processor: Processor) -> tuple[str, ...]:
    cites = processor.cite([Citation((Cite("two"), Cite("one")), 1), Citation((Cite("one"),), 2)])
    bibliography = processor.bibliography()
    return (*map(HTML.write, cites), HTML.write_list(bibliography.entries, bibliography.layout))


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
def test_rendering_twice_gives_the_same_and_changes_no_reference(style: str) -> None:
    shared = references()
    before = deepcopy(shared)
    processor = Processor(load_style(style), shared)
    assert everything(processor) == everything(processor)
    assert everything(Processor(load_style(style), shared)) == everything(processor)
    assert shared == before


def test_threads_may_share_a_processor() -> None:
    items = json.loads(json.dumps(ITEMS))
    many = [{**item, "id": f"{item['id']}{n}"} for n in range(40) for item in items]
    expected = Processor(load_style("apa"), references(many)).bibliography()
    shared = Processor(load_style("apa"), references(many))
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: shared.bibliography(), range(16)))
    assert found == [expected] * 16


STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info>
    <title>Sample</title>
    <id>http://example.org/sample</id>
    <updated>2024-01-01T00:00:00+00:00</updated>
  </info>
  <citation OPTIONS>
    <layout delimiter="; ">LAYOUT</layout>
  </citation>
</style>
"""


def printed(layout: str, *items: dict[str, Any], options: str = "") -> str:
    """Return one citation of all items in a style with this layout."""
    named = [{"type": "book", **item, "id": f"key{n}"} for n, item in enumerate(items)]
    style = style_from_xml(STYLE.replace("OPTIONS", options).replace("LAYOUT", layout))
    processor = Processor(style, references(named))
    [rich] = processor.cite([Citation(tuple(Cite(item["id"]) for item in named))])
    return TEXT.write(rich)


def test_the_delimiter_of_a_group_reaches_into_choose() -> None:
    layout = (
        '<group delimiter=" / "><text value="A"/>'
        '<choose><if type="book"><text variable="title"/><text variable="volume"/></if></choose>'
        "</group>"
    )
    assert printed(layout, {"title": "Title", "volume": "2"}) == "A / Title / 2"


def test_shorthand_names_inside_choose_inherit_from_the_names_they_replace() -> None:
    layout = (
        '<names variable="author"><name form="short" and="symbol"/><substitute>'
        '<choose><if type="book"><names variable="editor"/></if></choose></substitute></names>'
    )
    editors = [{"family": "Anders", "given": "Anna"}, {"family": "Muster", "given": "Max"}]
    assert printed(layout, {"editor": editors}) == "Anders & Muster"


def test_in_a_substitute_the_names_of_a_choose_are_alternatives() -> None:
    layout = (
        '<names variable="author"><name form="short"/><substitute>'
        '<choose><if match="none" type="standard">'
        '<names variable="editor"/><names variable="translator"/></if></choose>'
        "</substitute></names>"
    )
    people = {"editor": [{"family": "Ed"}], "translator": [{"family": "Tr"}]}
    assert printed(layout, people) == "Ed"


@pytest.mark.parametrize(
    ("match", "expected"),
    [("any", "yes; yes; no"), ("none", "no; no; yes"), ("all", "yes; yes; no")],
)
def test_a_condition_with_several_types(match: str, expected: str) -> None:
    layout = (
        f'<choose><if type="book chapter" match="{match}"><text value="yes"/></if>'
        '<else><text value="no"/></else></choose>'
    )
    kinds = [{"type": kind} for kind in ("book", "chapter", "thesis")]
    assert printed(layout, *kinds) == expected


def test_disambiguation_ignores_markup() -> None:
    layout = '<text variable="title"/><text variable="year-suffix"/>'
    items = [{"title": title, "issued": {"raw": "2001"}} for title in ("<i>T</i>", "T")]
    assert printed(layout, *items, options='disambiguate-add-year-suffix="true"') == "Ta; Tb"


def test_title_case_is_for_english_titles_and_for_what_the_style_says_itself() -> None:
    layout = (
        '<group delimiter=" "><text value="words of it" text-case="title"/>'
        '<label variable="volume" text-case="title"/>'
        '<text variable="title" text-case="title"/></group>'
    )
    item = {"title": "un titre", "language": "fr", "volume": "2"}
    assert printed(layout, item) == "Words of It Volume un titre"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("en-GB", "‘Stop!’ ‘Go’."), ("en-US", "“Stop!” “Go.”")],
    ids=["marks outside", "marks inside"],
)
def test_no_period_behind_a_quotation_that_ends_in_a_mark_itself(
    locale: str, expected: str
) -> None:
    layout = "".join(
        f'<text variable="{name}" quotes="true" suffix="."/>' for name in ("title", "genre")
    ).replace('"."/><text', '". "/><text')
    style = style_from_xml(STYLE.replace("OPTIONS", "").replace("LAYOUT", layout))
    named = references([{"id": "key", "type": "book", "title": "Stop!", "genre": "Go"}])
    [rich] = Processor(style, named, locale=locale).cite([Citation((Cite("key"),))])
    assert TEXT.write(rich) == expected


LISTED = """\
<bibliography subsequent-author-substitute="---">
  <layout>
    <group delimiter=", ">
      <names variable="author"><name form="short"/><substitute><text variable="title"/></substitute>
      </names>
      <names variable="translator"><name form="short"/></names>
    </group>
  </layout>
</bibliography>
</style>"""


def listed(bibliography: str, *items: dict[str, Any]) -> list[str]:
    """Return the entries of a list in a style with this `cs:bibliography`."""
    style = STYLE.replace("OPTIONS", "").replace("LAYOUT", '<text value="X"/>')
    named = [{"type": "book", **item, "id": f"key{n}"} for n, item in enumerate(items)]
    styled = style_from_xml(style.replace("</style>", bibliography))
    entries = Processor(styled, references(named)).bibliography().entries
    return [TEXT.write(entry.content) for entry in entries]


ANDERS, MUSTER = [{"family": "Anders"}], [{"family": "Muster"}]


def test_a_repeated_title_in_place_of_an_author_is_substituted_whoever_translated() -> None:
    items = [
        {"title": "Title", "translator": ANDERS},
        {"title": "Title", "translator": MUSTER},
        {"title": "Other", "author": MUSTER},
    ]
    assert listed(LISTED, *items) == ["Title, Anders", "---, Muster", "Muster"]


def test_an_empty_substitute_drops_repeated_authors_and_nothing_stands_in_for_them() -> None:
    items = [{"title": "First", "author": MUSTER}, {"title": "Second", "author": MUSTER}]
    dropping = LISTED.replace("---", "").replace("</group>", '<text variable="title"/></group>')
    assert listed(dropping, *items) == ["Muster, First", "Second"]


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
def test_each_cite_of_a_cluster_names_its_reference(style: str) -> None:
    processor = Processor(load_style(style), references())
    [rich] = processor.cite([Citation((Cite("two"), Cite("one")), 1)])
    assert sorted(cite_ids(rich)) == ["one", "two"]


def cite_ids(rich: Rich) -> list[str]:
    spans = [] if isinstance(rich, str) else [part for part in rich if not isinstance(part, str)]
    inner = [id_ for part in spans for id_ in cite_ids(part.content)]
    return inner + [part.value for part in spans if part.tag == CITE]


WORDS = st.text(max_size=30) | st.sampled_from(
    ["", " ", ".", "“", '"', "<i>", "</i>", "<script>", "&amp;", "’", "10.1/a..b", "\u200f", "\0"]
)
NAMES = st.fixed_dictionaries({}, optional={"family": WORDS, "given": WORDS, "literal": WORDS})
DATES = st.fixed_dictionaries(
    {}, optional={"raw": WORDS, "literal": WORDS, "date-parts": st.lists(st.lists(st.integers()))}
)
SAFE_TARGETS = ("http://", "https://", "mailto:", "#")
cached_style = lru_cache(load_style)
ANY_ITEM = st.fixed_dictionaries(
    {"type": st.sampled_from(["book", "article-journal", "chapter", "webpage", "thesis", "odd"])},
    optional={
        "title": WORDS, "container-title": WORDS, "volume": WORDS, "page": WORDS, "DOI": WORDS,
        "URL": WORDS, "publisher": WORDS, "edition": WORDS, "note": WORDS, "language": WORDS,
        "author": st.lists(NAMES, max_size=4), "editor": st.lists(NAMES, max_size=2),
        "issued": DATES, "accessed": DATES,
    },
)  # fmt: skip


@pytest.mark.parametrize(
    "style", ["apa", "ieee", "modern-language-association", "chicago-notes-bibliography"]
)
@given(items=st.lists(ANY_ITEM, max_size=4))
@settings(deadline=None, max_examples=50)
def test_any_reference_renders_as_safe_html(style: str, items: list[dict[str, Any]]) -> None:
    named = [{**item, "id": f"key{number}"} for number, item in enumerate(items)]
    processor = Processor(cached_style(style), references(named))
    cites = processor.cite([Citation((Cite(item["id"]),)) for item in named])
    bibliography = processor.bibliography()
    listed = HTML.write_list(bibliography.entries, bibliography.layout)
    tree = etree.fromstring(f"<div>{''.join(map(HTML.write, cites))}{listed}</div>")
    assert {node.tag for node in tree.iter()} <= {
        "div", "span", "a", "i", "b", "sup", "sub", "p"
    }  # fmt: skip
    assert all(link.get("href").startswith(SAFE_TARGETS) for link in tree.iter("a"))
