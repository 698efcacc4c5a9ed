"""EndNote's XML, in and out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.formats.csl_json import read_csl_json
from attachbib.formats.endnote_xml import parse_endnote_xml
from attachbib.formats.endnote_xml_write import dump_endnote_xml
from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.source import Source

REFS = Path(__file__).parents[1] / "bench" / "refs.json"
STYLE = '<style face="normal" font="default" size="100%">'

ARTICLE = f"""<?xml version="1.0" encoding="UTF-8" ?><xml><records><record>
<database name="My.enl" path="My.enl">My.enl</database>
<source-app name="EndNote">EndNote</source-app>
<rec-number>1</rec-number><foreign-keys><key app="EN" db-id="x">1</key></foreign-keys>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>{STYLE}Bowlby, John</style></author></authors></contributors>
<titles><title>{STYLE}Attachment and loss: </style><style face="italic" font="default"
size="100%">Retrospect</style>{STYLE} and prospect</style></title>
<secondary-title>{STYLE}American Journal of Orthopsychiatry</style></secondary-title></titles>
<periodical><full-title>{STYLE}American Journal of Orthopsychiatry</style></full-title></periodical>
<pages>{STYLE}664-678</style></pages><volume>{STYLE}52</style></volume>
<number>{STYLE}4</style></number>
<keywords><keyword>{STYLE}attachment&#xD;infancy</style></keyword></keywords>
<dates><year>{STYLE}1982</style></year><pub-dates><date>{STYLE}Oct</style></date></pub-dates></dates>
<isbn>{STYLE}0002-9432 (Print)&#xD;0002-9432 (Linking)</style></isbn>
<label>{STYLE}Bowlby1982</style></label>
<urls><related-urls><url>{STYLE}https://example.org/a&amp;b</style></url></related-urls></urls>
<electronic-resource-num>{STYLE}10.1111/j.1939-0025.1982.tb01456.x</style></electronic-resource-num>
</record></records></xml>
"""


def read(text: str) -> tuple[Reference, ...]:
    readout = parse_endnote_xml(Source(Path("refs.xml"), text))
    assert not readout.problems
    return readout.value


def record(body: str, type: str = "Journal Article") -> Reference:
    [reference] = read(f'<record><ref-type name="{type}"/>{body}</record>')
    return reference


def test_an_article() -> None:
    assert read(ARTICLE) == (
        Reference(
            "Bowlby1982",
            "article-journal",
            {
                "container-title": "American Journal of Orthopsychiatry",
                "DOI": "10.1111/j.1939-0025.1982.tb01456.x",
                "issue": "4",
                "ISSN": "0002-9432",
                "keyword": "attachment, infancy",
                "page": "664-678",
                "title": "Attachment and loss: <i>Retrospect</i> and prospect",
                "URL": "https://example.org/a&b",
                "volume": "52",
            },
            {"author": (Name("Bowlby", "John"),)},
            {"issued": Date(DatePoint(1982, 10))},
        ),
    )


def test_types_by_name_and_by_number() -> None:
    assert record("", "Book Section").type == "chapter"
    assert read('<record><ref-type name="Buch">6</ref-type></record>')[0].type == "book"
    assert read("<record><ref-type>999</ref-type></record>")[0].type == "document"


def test_the_editors_of_an_edited_book() -> None:
    body = "<contributors><authors><author>Bowlby, John</author></authors></contributors>"
    assert record(body, "Edited Book").names == {"editor": (Name("Bowlby", "John"),)}


def test_a_label_of_several_words_is_no_key() -> None:
    assert record("<label>to read</label>").id == ""


def test_a_broken_record_costs_no_other() -> None:
    text = "<xml><records>\n<record><label>a</label></record>\n<record><label>b</record>\n"
    text += "<record><label>c</label>\n<record>\n<label>d &lol;</label></record>"
    text += "<record><label>e</label></record></records></xml>"
    readout = parse_endnote_xml(Source(Path("refs.xml"), text))
    assert [reference.id for reference in readout.value] == ["a", "e"]
    assert [problem.line for problem in readout.problems] == [3, 5, 6]
    assert all("not well-formed" in problem.message for problem in readout.problems)


@pytest.mark.parametrize("value", ["&a;", "&x;"])
def test_entities_are_not_resolved(value: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    text = f'<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text += f"<xml><records><record><label>{value}</label></record></records></xml>"
    readout = parse_endnote_xml(Source(Path("refs.xml"), text))
    assert not readout.value
    assert len(readout.problems) == 1


def test_deep_nesting_is_a_problem() -> None:
    text = "<record>" + "<a>" * 100_000 + "</a>" * 100_000 + "</record>"
    assert len(parse_endnote_xml(Source(Path("refs.xml"), text)).problems) == 1


def test_many_records_without_an_end_are_read_in_linear_time() -> None:
    readout = parse_endnote_xml(Source(Path("refs.xml"), "<record>" * 20_000))
    assert len(readout.problems) == 20_000


def test_markup_becomes_styles() -> None:
    reference = Reference("k", "book", {"title": "A <i>b <b>c</b></i> H<sub>2</sub>O & <d>"})
    written = dump_endnote_xml([reference])
    assert '<style face="italic bold" font="default" size="100%">c</style>' in written
    assert read(written)[0].text["title"] == "A <i>b </i><i><b>c</b></i> H<sub>2</sub>O & <d>"


def test_control_characters_are_left_out() -> None:
    reference = Reference("k", "book", {"title": "A\x00\x1b \ud800 \uffff", "note": "a\nb"})
    [found] = read(dump_endnote_xml([reference]))
    assert found.text == {"title": "A \ufffd \ufffd", "note": "a\nb"}


def test_the_references_of_the_benchmark_come_back() -> None:
    references = read_csl_json(REFS).value
    lossy = {
        "names-both-particles", "names-suffix-comma", "title-small-caps", "title-nocase",
        "number-page-408", "number-page-chapter-408",
    }  # fmt: skip
    found = read(dump_endnote_xml(references))
    assert [one.id for one in found] == [one.id for one in references]
    for one, other in zip(references, found, strict=True):
        if one.id.removesuffix("-book") not in lossy:
            assert other == one


@given(st.text(), st.sampled_from(["{}", "<record>{}", "<record><label>{}</label></record>"]))
def test_any_text_is_read(text: str, frame: str) -> None:
    parse_endnote_xml(Source(Path("refs.xml"), frame.format(text)))


@given(st.dictionaries(st.sampled_from(["title", "note", "page", "issue", "DOI"]), st.text()))
def test_any_text_is_written_as_xml(text: dict[str, str]) -> None:
    assert len(read(dump_endnote_xml([Reference("key", "book", text)]))) == 1
