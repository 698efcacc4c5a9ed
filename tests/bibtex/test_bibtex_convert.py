"""Entries → references: types, fields, inheritance, identifiers, where positions point."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attachbib.bibtex import Library, parse_library, read_library, to_references
from attachbib.bibtex.fields import TYPES
from attachbib.errors import EncodingError
from attachbib.reference import DatePoint, Reference
from attachbib.source import Source

SHARED = Path(__file__).parents[2].parent / "shared"


def parse(text: str) -> Library:
    return parse_library(Source(Path("x.bib"), text))


def reference(text: str) -> Reference:
    (found,) = parse(text).references.values()
    return found


DECIDED = [
    ("@booklet{a}", "pamphlet"),
    ("@manual{a}", "report"),
    ("@manual{a, isbn={1}}", "book"),
    ("@misc{a}", "document"),
    ("@nosuchtype{a}", "document"),
    ("@unpublished{a}", "manuscript"),
    ("@unpublished{a, eventtitle={E}}", "speech"),
    ("@standard{a}", "standard"),
    ("@performance{a}", "performance"),
    ("@periodical{a}", "periodical"),
    ("@article{a}", "article-journal"),
    ("@article{a, entrysubtype={magazine}}", "article-magazine"),
    ("@article{a, entrysubtype={newspaper}}", "article-newspaper"),
    ("@PhdThesis{a}", "thesis"),
    ("@conference{a}", "paper-conference"),
]


@pytest.mark.parametrize(("text", "expected"), DECIDED, ids=[text for text, _ in DECIDED])
def test_types(text: str, expected: str) -> None:
    assert reference(text).type == expected


CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song "
    "speech standard thesis treaty webpage".split()
)


def test_every_type_of_the_table_is_one_of_csl_1_0_2() -> None:
    assert {row.csl for row in TYPES.values()} <= CSL_TYPES


FIELDS = [
    ("@article{a, number={4}}", {"issue": "4"}),
    ("@inproceedings{a, number={4}}", {"collection-number": "4"}),
    ("@techreport{a, number={4}}", {"number": "4", "genre": "technical report"}),
    ("@article{a, eid={e12}}", {"number": "e12"}),
    ("@article{a, eid={e12}, pages={1--9}}", {"page": "1-9"}),
    ("@misc{a, eventtitle={A {B}}}", {"event-title": 'A <span class="nocase">B</span>'}),
    ("@book{a, annote={Mine}}", {"annote": "Mine"}),
    ("@book{a, annotation={Mine}}", {"annote": "Mine"}),
    ("@book{a, publisher={A and B}, address={Bonn and Rom}}",
     {"publisher": "A; B", "publisher-place": "Bonn; Rom"}),
    ("@phdthesis{a, school={MIT}}", {"publisher": "MIT", "genre": "PhD thesis"}),
    ("@thesis{a, type={mathesis}}", {"genre": "Master’s thesis"}),
    ("@book{a, title={T}, subtitle={Sub}}", {"title": "T: Sub", "title-short": "T"}),
    ("@book{a, title={T}, maintitle={Main}}", {"title": "Main", "volume-title": "T"}),
    ("@inbook{a, title={T}, booktitle={B}}", {"title": "T", "container-title": "B"}),
    ("@article{a, journal={J \\& K}}", {"container-title": "J & K"}),
    ("@article{a, series={3}}", {"collection-title": "3rd series"}),
    ("@book{a, langid={ngerman}, title={Das Buch}}", {"language": "de-DE", "title": "Das Buch"}),
    ("@book{a, title={The Book}}", {"title": "The book"}),
    ("@misc{a, doi={https://doi.org/10.1/x(2)y}}", {"DOI": "10.1/x(2)y"}),
    ("@misc{a, doi={10.1002/a\\_b}}", {"DOI": "10.1002/a_b"}),
    ("@misc{a, url={https://doi.org/10.1016/S0140-6736(97)11096-0}}",
     {"DOI": "10.1016/S0140-6736(97)11096-0",
      "URL": "https://doi.org/10.1016/S0140-6736(97)11096-0"}),
    ("@misc{a, note={doi:10.1016/S0140-6736(97)11096-0.}}",
     {"DOI": "10.1016/S0140-6736(97)11096-0"}),
    ("@misc{a, eprint={2101.00001}, archiveprefix={arXiv}}",
     {"URL": "https://arxiv.org/abs/2101.00001"}),
    ("@misc{a, eprint={123}, eprinttype={pubmed}}", {"PMID": "123"}),
    ("@misc{a, howpublished={\\url{http://x.org/~a}}}", {"URL": "http://x.org/~a"}),
    ("@misc{a, note={N}, addendum={A}}", {"note": "N. A"}),
    ("@misc{a, pubstate={inpress}}", {"status": "in press"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIELDS, ids=[text for text, _ in FIELDS])
def test_fields(text: str, expected: dict[str, str]) -> None:
    assert reference(text).text == expected


def test_editor_roles() -> None:
    found = reference("@book{a, editor={A, B}, editortype={compiler}, editora={C, D}}")
    assert set(found.names) == {"compiler", "contributor"}


def test_crossref_renames_the_title_of_the_book() -> None:
    library = parse(
        "@inbook{a, crossref={b}, title={Chapter}}"
        "@book{b, title={Book}, publisher={P}, shorttitle={S}, year={2001}}"
    )
    assert library.references["a"].text == {
        "title": "Chapter",
        "container-title": "Book",
        "publisher": "P",
    }
    entry = library.get("a")
    assert entry is not None
    assert entry.value("year") == "2001"


def test_xdata_is_inherited_and_no_reference() -> None:
    library = parse("@book{a, xdata={p}, title={T}}@xdata{p, publisher={P}, xdata={a}}")
    assert library.references["a"].text == {"title": "T", "publisher": "P"}
    assert list(library.references) == ["a"]


def test_alias_finds_the_entry() -> None:
    library = parse("@book{a, ids={old, older}}")
    assert library.get("older") is library.get("a")


def test_spans_slice_back_to_what_they_say() -> None:
    text = '\n@Book {Key1 ,\n  Title = "T {x} y",\n year=2001 }'
    (entry,) = parse(text).entries
    assert text[entry.span.start : entry.span.end] == text.strip()
    assert text[entry.key_span.start : entry.key_span.end] == "Key1"
    title = entry.fields["title"]
    assert text[title.name_span.start : title.name_span.end] == "Title"
    assert text[title.span.start : title.span.end] == '"T {x} y"'


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="@{}(),=\"#%\\ \n\tab1~$-'", max_size=120) | st.text(max_size=80))
def test_any_text_is_read_and_converted(text: str) -> None:
    library = parse(text)
    assert len(list(library.references.values())) == len(library.references)
    for entry in library.entries:
        assert text[entry.span.start] == "@"
        assert text[entry.key_span.start : entry.key_span.end] == entry.key
        for field in entry.fields.values():
            assert text[field.name_span.start : field.name_span.end].lower() == field.name


VALUES = st.text(alphabet="ab {}\\\"'$&~^_%,=@-\né", max_size=40)


@settings(max_examples=200, deadline=None)
@given(st.lists(VALUES, min_size=3, max_size=3))
def test_any_value_is_converted(values: list[str]) -> None:
    author, title, date = (value.replace("{", "").replace("}", "") for value in values)
    text = f"@article{{k,\n author = {{{author}}},\n title = {{{title}}},\n date = {{{date}}}\n}}"
    assert "k" in parse(text).references or parse(text).failed
    for reference in parse(text).references.values():
        assert all(reference.text.values())


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["@book{x, title = {a", '@book{x, title = "a', "@book{x", "@book x}", "@@"]))
def test_a_broken_block_costs_that_block_only(broken: str) -> None:
    good = "@book{%s, title = {T}}\n\n"
    library = parse(good % "a" + broken + "\n\n" + good % "b")
    assert {"a", "b"} <= {entry.key for entry in library.entries}


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/corpora, real .bib files")
@pytest.mark.parametrize(
    "path", sorted((SHARED / "corpora").rglob("*.bib")), ids=lambda path: path.stem
)
def test_no_entry_of_the_corpus_is_lost(path: Path) -> None:
    try:
        library = read_library(path)
    except EncodingError:
        library = read_library(path, encoding="latin-1")
    assert len(library.references) == len(
        {entry.key for entry in library.entries if entry.type not in ("xdata", "set")} - {""}
    )
    text = library.source.text
    starts = {entry.span.start for entry in library.entries}
    starts |= {failed.span.start for failed in library.failed}
    comments = [range(block.start, block.end) for block in library.blocks if hasattr(block, "kind")]
    for reference in library.references.values():
        assert reference.type in CSL_TYPES
    position = -1
    while (position := text.find("\n@", position + 1)) >= 0:
        word = text[position + 2 : position + 12].lower().lstrip()
        if word[:1].isalpha() and not word.startswith(("comment", "string", "preamble")):
            inside = any(position in comment for comment in comments)
            assert inside or position + 1 in starts


@pytest.mark.parametrize(
    ("how", "publisher"),
    [
        ("\\url{https://x.org/a_b}", ""),
        ("Available at: \\url{https://x.org/a_b}.", ""),
        ("[Online] https://x.org/a_b", ""),
        ("GitHub repository, \\url{https://x.org/a_b}", "GitHub repository"),
        ("Talk", "Talk"),
    ],
)
def test_an_address_in_howpublished_is_the_url_and_the_rest_stays(how: str, publisher: str) -> None:
    text = reference(f"@misc{{a, howpublished = {{{how}}}}}").text
    assert text.get("publisher", "") == publisher
    assert text.get("URL", "") == ("https://x.org/a_b" if "x.org" in how else "")


@pytest.mark.parametrize("macro", ["\\apjl", "{\\apjl}", "\\apjl{}"])
def test_journal_macros_of_the_ads(macro: str) -> None:
    found = reference(f"@article{{a, journal = {{{macro}}}}}")
    assert found.text["container-title"] == "The Astrophysical Journal Letters"


def test_other_commands_in_a_journal_are_text() -> None:
    assert reference(r"@article{a, journal={\emph{Nature}}}").text["container-title"] == (
        "<i>Nature</i>"
    )


def test_the_text_of_an_address_has_no_typography() -> None:
    entry = parse(r"@misc{a, url={http://x.org/~me/a\_b--c}, note={A~B--C}}").entries[0]
    assert entry.text("url") == "http://x.org/~me/a_b--c"
    assert entry.text("note") == "A\u00a0B–C"
    assert entry.text("title") is None


ORIGINAL = (
    "@book{old, ids={alias}, author={Bowlby, John}, title={Bindung}, subtitle={Eine Analyse},"
    " date={1969}, publisher={Kindler}, address={München}}\n"
)


@pytest.mark.parametrize("key", ["old", "nowhere, alias"])
def test_a_translation_takes_what_csl_has_variables_for_from_the_original(key: str) -> None:
    new = f"@book{{new, title={{Attachment}}, related={{{key}}}, relatedtype={{translationof}}}}"
    found = parse(ORIGINAL + new).references["new"]
    assert found.text["original-title"] == "Bindung: Eine Analyse"
    assert found.text["original-publisher-place"] == "München"
    assert found.names["original-author"][0].family == "Bowlby"
    assert found.dates["original-date"].start == DatePoint(1969)


def test_a_reprint_names_no_original_author_or_title_that_is_the_same() -> None:
    new = (
        "@book{new, author={Bowlby, John}, title={Bindung}, origdate={1970},"
        " related={old}, relatedtype={reprintof}}"
    )
    found = parse(ORIGINAL.replace(" subtitle={Eine Analyse},", "") + new).references["new"]
    assert "original-title" not in found.text
    assert "original-author" not in found.names
    assert found.dates["original-date"].start == DatePoint(1970)


def test_a_review_takes_the_work_it_is_about() -> None:
    new = "@review{new, title={A Review}, related={old}, relatedtype={reviewof}}"
    found = parse(ORIGINAL + new).references["new"]
    assert found.text["reviewed-title"] == "Bindung: Eine Analyse"
    assert found.names["reviewed-author"][0].family == "Bowlby"


def test_other_relations_and_relations_in_a_circle_add_nothing() -> None:
    library = parse(
        "@book{a, title={A}, related={b}}\n"
        "@book{b, title={B}, related={a}, relatedtype={reprintas}}"
    )
    assert [dict(found.text) for found in library.references.values()] == [
        {"title": "A"},
        {"title": "B"},
    ]


def test_a_parent_may_be_named_by_an_alias() -> None:
    library = parse("@book{all, ids={whole, set}, title={All}}\n@inbook{part, crossref={set}}")
    assert library.references["part"].text["container-title"] == "All"


def test_titles_keep_their_case_when_asked() -> None:
    library = parse("@book{a, title={Attachment and Loss}, booktitle={A Set}}")
    assert library.references["a"].text["title"] == "Attachment and loss"
    kept = to_references(library, sentence_case=False)
    assert kept["a"].text["title"] == "Attachment and Loss"
