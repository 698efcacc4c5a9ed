"""CSL-YAML as pandoc reads and writes it, in and out."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attachbib.characters import printable
from attachbib.errors import InputError
from attachbib.formats.csl_json import read_csl_json, reference_from_csl
from attachbib.formats.csl_yaml import parse_csl_yaml
from attachbib.formats.csl_yaml_text import from_markdown, to_markdown
from attachbib.formats.csl_yaml_write import dump_csl_yaml
from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.source import Source

REFS = Path(__file__).parents[1] / "bench" / "refs.json"

PANDOC = r"""---
nocite: "[@*]"
references:
- id: bowlby1982
  type: article-journal
  author:
  - family: Bowlby
    given: John
  - literal: A group
  title: "A *b\\*c* ^2^ d_e_f [DNA]{.nocase} it's
    [sc]{.smallcaps} \\<b"
  issued: 1982-10
  volume: 52
  page: 664-678
  original-date:
    date-parts:
    - - 1980
    circa: true
---
"""


def read(text: str) -> tuple[Reference, ...]:
    readout = parse_csl_yaml(Source(Path("refs.yaml"), text))
    assert not readout.problems
    return readout.value


def test_what_pandoc_writes() -> None:
    caps = '<span style="font-variant:small-caps;">sc</span>'
    assert read(PANDOC) == (
        Reference(
            "bowlby1982",
            "article-journal",
            {
                "title": "A <i>b*c</i> <sup>2</sup> d_e_f "
                f'<span class="nocase">DNA</span> it\'s {caps} <b',
                "volume": "52",
                "page": "664-678",
            },
            {"author": (Name("Bowlby", "John"), Name(literal="A group"))},
            {
                "issued": Date(DatePoint(1982, 10)),
                "original-date": Date(DatePoint(1980), circa=True),
            },
        ),
    )


def test_words_in_quotes_are_no_booleans() -> None:
    [reference] = read('- id: "true"\n  type: book\n  title: "No"\n  publisher: null\n')
    assert (reference.id, reference.text) == ("true", {"title": "No"})


def test_a_document() -> None:
    reference = Reference(
        "doe",
        "book",
        {"title": "Naps: a *new* <i>look</i>", "volume": "3", "note": "no", "publisher": "A & B"},
        {"author": (Name("Doe", "Jane"),)},
        {"issued": Date(DatePoint(2020, 5))},
    )
    assert dump_csl_yaml([reference]) == (
        "---\n"
        "references:\n"
        "- id: doe\n"
        "  type: book\n"
        '  title: "Naps: a \\\\*new\\\\* *look*"\n'
        '  volume: "3"\n'
        '  note: "no"\n'
        "  publisher: A & B\n"
        "  author:\n"
        "  - family: Doe\n"
        "    given: Jane\n"
        "  issued:\n"
        "    date-parts:\n"
        "    - - 2020\n"
        "      - 5\n"
        "---\n"
    )
    assert read(dump_csl_yaml([reference])) == (reference,)
    assert read(dump_csl_yaml([])) == ()


MARKDOWN = [
    ("*a* **b** ^c^ ~d~", "<i>a</i> <b>b</b> <sup>c</sup> <sub>d</sub>"),
    ("_a_ and b_c_d", "<i>a</i> and b_c_d"),
    ("**a *b* c**", "<b>a <i>b</i> c</b>"),
    ("2 * 3 * 4, ~5 to 6~, a^b", "2 * 3 * 4, ~5 to 6~, a^b"),
    ("1990--95 --- so...", "1990–95 — so…"),
    ("\\*a\\* and \\\\", "*a* and \\"),
    ("[here](https://example.org)", "here"),
    ("[a] [b", "[a] [b"),
    ("*open and ~close", "*open and ~close"),
]


@pytest.mark.parametrize(("markdown", "text"), MARKDOWN)
def test_markdown(markdown: str, text: str) -> None:
    assert from_markdown(markdown) == text


def test_many_open_marks_are_read_in_linear_time() -> None:
    text = "[a *b ~c ^d " * 20_000
    assert from_markdown(text) == text


def test_an_item_that_is_no_mapping_is_a_problem() -> None:
    readout = parse_csl_yaml(Source(Path("refs.yaml"), "references:\n- id: a\n- b\n- id: c\n"))
    assert [reference.id for reference in readout.value] == ["a", "c"]
    assert [(one.line, one.message) for one in readout.problems] == [(3, "item 2 is no mapping")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("references:\n- a: ]\n", r"refs\.yaml:2: not valid YAML"),
        ("a: b", "no list of references"),
        ("", "no list of references"),
        ("- &a [x]\n- *a\n", r"refs\.yaml:2: the alias '\*a' is not read"),
        ("[" * 100_000, "not valid YAML"),
    ],
)
def test_what_is_no_csl_yaml_is_an_error(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_csl_yaml(Source(Path("refs.yaml"), text))


def test_the_references_of_the_benchmark_come_back() -> None:
    references = read_csl_json(REFS).value
    assert read(dump_csl_yaml(references)) == references


PIECES = st.text() | st.sampled_from(
    ["*", "**", "_", "~", "^", "[", "](x)", "]{.nocase}", "\\", "--", "...", "<i>", "</i>", " "]
)


@given(st.lists(PIECES).map("".join))
@example("a\\ b")
def test_text_comes_back_from_markdown(text: str) -> None:
    marked = ("<i>", "</i>", "<b>", "<sup>", "<sub>", "<span", "</span>")
    if not any(tag in text for tag in marked):
        assert from_markdown(to_markdown(text)) == text


VALUES = st.dictionaries(
    st.sampled_from(["id", "title", "note", "author", "issued", "volume", "custom-name"]), st.text()
)


@given(VALUES)
def test_any_item_comes_back(item: dict[str, Any]) -> None:
    reference = reference_from_csl(item, "key")
    [found] = read(dump_csl_yaml([reference]))
    if "<" not in str(item):
        assert found == reference_from_csl({**item, "id": reference.id}, "key")
    assert printable(found.id) == found.id


@given(st.text())
def test_any_text_is_read_or_an_error(text: str) -> None:
    with suppress(InputError):
        parse_csl_yaml(Source(Path("refs.yaml"), text))
