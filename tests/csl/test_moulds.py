"""Filling in a mould prints what the layout prints, whatever the values are like."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.csl import Processor, load_style, moulds
from attachbib.formats.csl_json import read_csl_json
from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.richtext import FORMATS, writer

REFERENCES = Path(__file__).parents[1] / "bench" / "refs.json"
STYLES = (
    "apa",
    "american-medical-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "ieee",
    "modern-language-association",
    "nature",
    "din-1505-2",
)

_words = st.sampled_from(
    [
        "Love",
        "Why?",
        "What is “love”?",
        "No!",
        "Etc.",
        "A <i>b</i>",
        "'Quoted'",
        "100 %",
        "a: b",
        "…",
        ":",
        ",",
        "<i>It.</i>",
        '<span class="nocase">DNA</span>',
        "A\x00b",
        "\x01\ue000",
    ]
)
_names = st.sampled_from(
    [
        (Name(family="Doe", given="Jane"),),
        (Name(family="Doe", given="Jane", suffix="Jr."),),
        (Name(family="Berg", given="J. P.", non_dropping_particle="van den"), Name(literal="WHO")),
        tuple(Name(family=f"A{index}", given="B.") for index in range(25)),
    ]
)
_dates = st.sampled_from(
    [
        Date(DatePoint(2001)),
        Date(DatePoint(2001, 5, 3)),
        Date(DatePoint(1999), DatePoint(2001)),
        Date(literal="in press."),
        Date(DatePoint(2001), circa=True),
    ]
)
_references = st.builds(
    Reference,
    id=st.just(""),
    type=st.sampled_from(["article-journal", "book", "chapter", "webpage"]),
    text=st.dictionaries(
        st.sampled_from(
            "title container-title volume issue page DOI URL publisher edition language".split()
        ),
        _words
        | st.sampled_from(["1", "1-7", "2, 3", "10.1000/a.b", "https://example.org/.", "//x.org"])
        | st.sampled_from(["javascript:alert(1)", "\x02https://a.org", '"https://<b>&', "a & b"]),
        max_size=7,
    ),
    names=st.dictionaries(st.sampled_from(["author", "editor"]), _names),
    dates=st.dictionaries(st.sampled_from(["issued", "accessed"]), _dates),
)


_style = cache(load_style)


def printed(style: str, references: list[Reference], *, most: int) -> object:
    """The list as rich text and as each format writes it, and the hints of disambiguation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moulds, "_MOST_MOULDS", most)
        processor = Processor(_style(style), references)
        found = processor.bibliography()
    written = [writer(name).write_list(found.entries, found.layout) for name in FORMATS]
    contents = [(entry.id, entry.content) for entry in found.entries]
    return contents, written, found.layout, found.unprinted, processor.hints


@pytest.mark.parametrize("style", STYLES)
def test_varied_references(style: str) -> None:
    references = list(read_csl_json(REFERENCES).value)
    assert printed(style, references, most=10_000) == printed(style, references, most=0)


@given(st.lists(_references, min_size=2, max_size=12), st.sampled_from(STYLES))
def test_any_references(made: list[Reference], style: str) -> None:
    references = [
        Reference(f"r{index}", ref.type, ref.text, ref.names, ref.dates)
        for index, ref in enumerate([*made, *made])
    ]
    assert printed(style, references, most=10_000) == printed(style, references, most=0)
