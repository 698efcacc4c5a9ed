"""Recorded answers of Crossref and DataCite become records and references without loss."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import through_bibtex
from recordings import crossref_messages, datacite_works, needs_recordings, records

from attachbib.registries.comparison_texts import all_of, words
from attachbib.registries.metadata import (
    record_from_crossref,
    record_from_datacite,
    reference_from_crossref,
    reference_from_datacite,
)
from attachbib.registries.metadata.markup import clean_text

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
CROSSREF = st.dictionaries(
    st.sampled_from(
        "DOI title subtitle author editor issued published-print type container-title ISBN volume "
        "page updated-by update-to event institution journal-issue standards-body".split()
    ),
    JSON | st.lists(st.dictionaries(st.sampled_from(["DOI", "type", "family", "name"]), JSON)),
)
DATACITE = st.dictionaries(
    st.sampled_from(
        "doi titles creators contributors dates types container publisher publicationYear version "
        "relatedIdentifiers".split()
    ),
    JSON | st.lists(st.dictionaries(st.sampled_from(["title", "name", "date", "dateType"]), JSON)),
)


@given(CROSSREF)
def test_any_answer_of_crossref_is_read(message: dict[str, Any]) -> None:
    record_from_crossref(message, asked="2026-01-01")
    reference_from_crossref(message)


@given(JSON | DATACITE)
def test_any_answer_of_datacite_is_read(attributes: Any) -> None:
    data = {"id": "10.5555/a", "attributes": attributes}
    record_from_datacite(data, asked="2026-01-01")
    reference_from_datacite(data)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("A <jats:italic>word</jats:italic>", "A <i>word</i>"),
        ("p &lt; 0.05", "p < 0.05"),
        ("CO&amp;lt;sub&amp;gt;2&amp;lt;/sub&amp;gt;", "CO<sub>2</sub>"),
        ("The\n   <scp>AI</scp>", 'The <span style="font-variant:small-caps;">AI</span>'),
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math> and y", "x<sup>2</sup> and y"),
        ("<mml:math><mml:mfrac><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfrac></mml:math>", "a/b"),
        ("<math><mi>x", "<math><mi>x"),
        ("17Î²-hydroxysteroid", "17β-hydroxysteroid"),
        ("Ân isle", "Ân isle"),
    ],
)
def test_markup_of_titles(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@needs_recordings
def test_no_title_name_or_date_of_crossref_is_lost() -> None:
    for message in crossref_messages():
        reference = reference_from_crossref(message)
        titles = [one for one in message.get("title") or [] if one]
        assert bool(reference.text.get("title")) >= bool(titles)
        named = [one for one in message.get("author") or () if "family" in one or "name" in one]
        assert len(reference.names.get("author", ())) == len(named)
        parts = (message.get("issued") or {}).get("date-parts") or [[None]]
        assert bool(reference.dates.get("issued")) >= bool(parts[0][0])


@needs_recordings
def test_no_title_name_or_date_of_datacite_is_lost() -> None:
    for data in datacite_works():
        reference = reference_from_datacite(data)
        attributes = data["attributes"]
        assert reference.text["title"]
        assert len(reference.names["author"]) == len(attributes["creators"])
        assert reference.dates["issued"].start
        assert reference.dates["issued"].start.year == int(attributes["publicationYear"])


@needs_recordings
def test_title_names_and_year_survive_bibtex() -> None:
    for message in crossref_messages():
        reference = reference_from_crossref(message)
        read = through_bibtex(reference)
        titles = (words(one.text.get("title", "")) for one in (reference, read))
        assert next(titles) == next(titles)
        names = reference.names.get("author", ()), read.names.get("author", ())
        assert [all_of(one) for one in names[0]] == [all_of(one) for one in names[1]]
        issued = reference.dates.get("issued")
        assert not issued or read.dates["issued"].start == issued.start


UPDATED = {
    "10.1016/s0140-6736(20)31180-6": {"retraction", "expression-of-concern", "correction"},
    "10.1016/s0140-6736(20)31324-6": set(),
    "10.1016/s0140-6736(97)11096-0": {"retraction", "correction"},
    "10.1371/journal.pone.0064723": {"expression-of-concern"},
    "10.29328/journal.jcmhs.1001023": {"retraction"},
    "10.1371/journal.ppat.1008184": set(),
    "10.1371/journal.pone.0178914": set(),
    "10.1371/journal.pone.0033693": {"correction"},
    "10.1016/j.asr.2025.03.045": {"retraction", "correction"},
    "10.1002/14651858.cd009522": {"retraction"},
    "10.1155/2020/5109831": {"retraction"},
}
"""DOI → what its record says of it: notices, new versions and corrected works among them."""


@needs_recordings
def test_updates_are_of_the_work_and_not_of_its_notice() -> None:
    known = {one.doi: one for one in records()}
    found = {doi: {one.kind for one in known[doi].updates} for doi in UPDATED}
    assert found == UPDATED


@needs_recordings
def test_titles_hold_no_other_markup() -> None:
    kept = re.compile(r"</?(?:i|b|sup|sub)>|<span style=\"font-variant:small-caps;\">|</span>")
    for record in records():
        title = record.reference.text.get("title", "") if record.reference else ""
        assert not re.search(r"</?[a-z]|&[a-z]+;", kept.sub("", title)), title
