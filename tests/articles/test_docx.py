"""Word documents: citation fields, structure, places, and files that are none."""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from reading import cites, clusters, keys, kinds, sentences

from attachbib.articles import Article, read_article
from attachbib.errors import InputError

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = f"""<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>
<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style></w:styles>"""


def run(text: str, *, raised: bool = False) -> str:
    properties = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if raised else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(code: str, shown: str, data: str = "") -> str:
    kept = f"<w:fldData>{data}</w:fldData>" if data else ""
    marks = [f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("separate", "end")]
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{kept}</w:fldChar></w:r>'
    instruction = f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
    return begin + instruction + marks[0] + run(shown) + marks[1]


def paragraph(*parts: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(parts)}</w:p>"


def write(folder: Path, *paragraphs: str, **parts: str) -> Path:
    path = folder / "article.docx"
    body = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", parts.get("document", body))
        package.writestr("word/styles.xml", STYLES)
        if "footnotes" in parts:
            package.writestr("word/footnotes.xml", parts["footnotes"])
        if "comments" in parts:
            package.writestr("word/comments.xml", parts["comments"])
    return path


def read_paragraphs(folder: Path, *paragraphs: str, **parts: str) -> Article:
    return read_article(write(folder, *paragraphs, **parts))


ITEM = {
    "id": 7,
    "uris": ["http://zotero.org/users/1/items/ABCD2345"],
    "itemData": {"id": 7, "type": "book"},
}
ZOTERO = "ADDIN ZOTERO_ITEM CSL_CITATION "
ENDNOTE = (
    "<EndNote><Cite><Author>Doe</Author><Year>2020</Year><Pages>3</Pages>"
    "<Prefix>see </Prefix></Cite><Cite><Author>Roe</Author><Year>2021</Year></Cite></EndNote>"
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (ZOTERO + json.dumps({"citationItems": [ITEM]}), [("ABCD2345", "normal", "", "", "", "")]),
        (
            ZOTERO
            + json.dumps(
                {
                    "citationItems": [
                        {
                            "itemData": {"citation-key": "doe2020"},
                            "locator": "3",
                            "label": "chapter",
                            "prefix": "see ",
                            "suffix": ", too",
                        },
                        {"itemData": {"citation-key": "roe2021"}, "suppress-author": True},
                    ]
                }
            ),
            [
                ("doe2020", "normal", "see", "chapter", "3", ", too"),
                ("roe2021", "suppress-author", "", "", "", ""),
            ],
        ),
        (
            "ADDIN CSL_CITATION "
            + json.dumps(
                {"citationItems": [{"id": "ITEM-1", "uris": ["http://mendeley.com/?uuid=a-b"]}]}
            ),
            [("a-b", "normal", "", "", "", "")],
        ),
        (
            "ADDIN EN.CITE " + ENDNOTE,
            [("Doe2020", "normal", "see ", "page", "3", ""), ("Roe2021", "normal", "", "", "", "")],
        ),
        (
            'CITATION Doe20 \\p 12 \\f "see " \\n \\l 1033 \\m Roe21',
            [
                ("Doe20", "suppress-author", "see ", "page", "12", ""),
                ("Roe21", "normal", "", "", "", ""),
            ],
        ),
        (" PAGE ", []),
    ],
)
def test_citation_fields(tmp_path: Path, code: str, expected: list[tuple[str, ...]]) -> None:
    article = read_paragraphs(tmp_path, paragraph(run("Naps help "), field(code, "(1)"), run(".")))
    assert [(key, mode, prefix.strip(), *rest) for key, mode, prefix, *rest in cites(article)] == [
        (key, mode, prefix.strip(), *rest) for key, mode, prefix, *rest in expected
    ]
    if expected:
        assert clusters(article) == ["(1)"]
        assert sentences(article) == ["Naps help."]


def test_endnote_keeps_long_fields_beside_their_code(tmp_path: Path) -> None:
    data = b64encode(ENDNOTE.encode()).decode()
    article = read_paragraphs(tmp_path, paragraph(run("A "), field("ADDIN EN.CITE", "(1)", data)))
    assert keys(article) == ["Doe2020", "Roe2021"]


def test_mendeley_keeps_citations_in_tags(tmp_path: Path) -> None:
    citation = {"citationItems": [{"id": "x", "itemData": {"citation-key": "doe2020"}}]}
    tag = "MENDELEY_CITATION_v3_" + b64encode(json.dumps(citation).encode()).decode()
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>'
        f"<w:sdtContent>{run('(Doe)')}</w:sdtContent></w:sdt>"
    )
    article = read_paragraphs(tmp_path, paragraph(run("A "), control, run(".")))
    assert (keys(article), clusters(article)) == (["doe2020"], ["(Doe)"])


def test_raised_numbers_cite_unless_they_are_powers(tmp_path: Path) -> None:
    article = read_paragraphs(
        tmp_path,
        paragraph(
            run("Naps help."), run("1,3–4", raised=True), run(" Of 10"), run("2", raised=True)
        ),
        paragraph(run("And m"), run("2", raised=True), run(" too [5].")),
    )
    assert keys(article) == ["1", "3", "4", "5"]


def test_structure_and_places(tmp_path: Path) -> None:
    footnotes = (
        f'<w:footnotes xmlns:w="{NAMESPACE}"><w:footnote w:type="separator" w:id="0"/>'
        f'<w:footnote w:id="2">{paragraph(run("A note [1]."))}</w:footnote></w:footnotes>'
    )
    row = "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in ("a", "b"))
    article = read_paragraphs(
        tmp_path,
        paragraph(run("Sleep"), style="H1"),
        paragraph(run("Naps"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" help.")),
        paragraph(run("Said."), style="Q"),
        f"<w:tbl><w:tr>{row}</w:tr></w:tbl>",
        paragraph(run("References"), style="H1"),
        paragraph(run("Doe. 2020.")),
        footnotes=footnotes,
    )
    assert kinds(article) == [
        "heading", "paragraph", "block-quote", "table", "heading", "reference", "footnote",
    ]  # fmt: skip
    assert sentences(article) == ["Sleep", "Naps help.", "Said.", "a | b", "References", "A note."]
    assert article.sentences[1].citations == (0,)
    assert article.source.position(article.sentences[2].span.start) == (3, 1)
    assert article.language == "en-GB"


def test_a_list_written_by_a_program_is_the_list_of_references(tmp_path: Path) -> None:
    opening, closing = field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Doe. 2020.").rsplit(
        "<w:r>", 1
    )
    article = read_paragraphs(
        tmp_path,
        paragraph(run("Text.")),
        paragraph(opening),
        paragraph(run("Roe. 2021."), "<w:r>" + closing),
        paragraph(run("More.")),
    )
    assert kinds(article) == ["paragraph", "reference", "reference", "paragraph"]


def test_a_broken_field_is_a_problem(tmp_path: Path) -> None:
    article = read_paragraphs(tmp_path, paragraph(run("A "), field(ZOTERO + "{broken", "(1)")))
    assert keys(article) == []
    assert "a citation field cannot be read" in article.problems[0].message


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "document type declaration"),
        ("<x>", "not well-formed"),
        ("<x>" * 100_000, "not well-formed"),
    ],
)
def test_broken_parts(tmp_path: Path, document: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_paragraphs(tmp_path, document=document)


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attachbib.articles.docx.package.MAX_PART", 1_000_000)
    with pytest.raises(InputError, match="is larger than"):
        read_paragraphs(tmp_path, document="<x>" + " " * 10_000_000 + "</x>")


def test_what_is_no_word_document(tmp_path: Path) -> None:
    path = tmp_path / "article.docx"
    path.write_bytes(b"text")
    with pytest.raises(InputError, match=r"expected a \.docx file"):
        read_article(path)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("other.xml", "<x/>")
    with pytest.raises(InputError, match=r"word/document\.xml"):
        read_article(path)
    path.write_bytes(write(tmp_path, paragraph(run("Text."))).read_bytes()[:-200])
    with pytest.raises(InputError):
        read_article(path)


def test_comments_are_instructions_for_what_they_are_attached_to(tmp_path: Path) -> None:
    begin, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    marks = ["", *(f'<w:r><w:commentReference w:id="{number}"/></w:r>' for number in (1, 2, 3))]
    texts = {
        1: "<w:p>" + run("attachbib: ignore[uncited-sentence]:") + "</w:p><w:p>" + run("seen"),
        2: "<w:p>" + run("Nice! attachbib: exempt: no"),
        3: "<w:p>" + run("attach") + run("bib: exempt: known"),
    }
    comments = "".join(
        f'<w:comment w:id="{number}">{text}</w:p></w:comment>' for number, text in texts.items()
    )
    article = read_paragraphs(
        tmp_path,
        paragraph(run("One. "), begin, run("Two."), end, marks[1], marks[2]),
        paragraph(run("Three."), marks[3]),
        comments=f'<w:comments xmlns:w="{NAMESPACE}">{comments}</w:comments>',
    )
    text = article.source.text
    assert [(one.text, text[slice(*one.span)]) for one in article.pragmas] == [
        ("ignore[uncited-sentence]: seen", "Two."),
        ("exempt: known", "Three."),
    ]
    assert sentences(article) == ["One.", "Two.", "Three."]
