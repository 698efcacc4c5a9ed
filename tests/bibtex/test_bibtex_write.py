"""References → BibTeX and BibLaTeX entries, and back through the reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.bibtex import parse_library, read_library
from attachbib.bibtex.fields import CSL_TYPES
from attachbib.bibtex.fmt import format_library
from attachbib.bibtex.write import Dialect, write_entries, write_entry
from attachbib.bibtex.write_tables import NAMES, ROLES
from attachbib.errors import EncodingError
from attachbib.formats.csl_json import read_csl_json
from attachbib.reference import Date, DatePoint, Name, Reference
from attachbib.source import Source

SHARED = Path(__file__).parents[2].parent / "shared"
CORPUS = sorted((SHARED / "corpora" / "bib").rglob("*.bib"))
REFS = Path(__file__).parents[1] / "bench" / "refs.json"
NOCASE = re.compile(r'<span class="nocase">(.*?)</span>')

ARTICLE = Reference(
    "bowlby1958",
    "article-journal",
    {
        "title": "The nature of the child’s tie to his mother",
        "container-title": "International Journal of Psycho-Analysis",
        "volume": "39",
        "issue": "5",
        "page": "350-373",
        "PMID": "13610508",
        "annote": "R&D: <i>ethology</i>",
    },
    {"author": (Name("Bowlby", "John"),)},
    {"issued": Date(DatePoint(1958, 9)), "accessed": Date(DatePoint(2024, 2, 3))},
)


def test_a_biblatex_entry() -> None:
    assert write_entry(ARTICLE) == (
        "@article{bowlby1958,\n"
        "  author       = {Bowlby, John},\n"
        "  title        = {The nature of the child’s tie to his mother},\n"
        "  journaltitle = {International Journal of Psycho-Analysis},\n"
        "  date         = {1958-09},\n"
        "  volume       = {39},\n"
        "  number       = {5},\n"
        "  pages        = {350--373},\n"
        "  pmid         = {13610508},\n"
        "  urldate      = {2024-02-03},\n"
        "  annotation   = {R\\&D: \\emph{ethology}},\n"
        "}\n"
    )


def test_a_bibtex_entry() -> None:
    lines = write_entry(ARTICLE, "bibtex").splitlines()
    fields = [" ".join(line.split()) for line in lines]
    assert "journal = {International Journal of Psycho-Analysis}," in fields
    assert "year = {1958}," in fields
    assert "month = sep," in fields
    assert "annote = {R\\&D: \\emph{ethology}}," in fields


def field(name: str, reference: Reference, dialect: Dialect = "biblatex") -> str | None:
    """What stands behind `name =` in the entry of a reference."""
    match = re.search(rf"(?m)^  {name} *= (.*),$", write_entry(reference, dialect))
    return match[1] if match else None


def titled(title: str, **text: str) -> Reference:
    return Reference("key", "book", {"title": title, **text})


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("Attachment and loss", "{Attachment and loss}"),
        ("Sleep of infants in Japan", "{Sleep of infants in {Japan}}"),
        ("Living in New York City today", "{Living in {New York City} today}"),
        ("DNA: A test", "{{DNA}: A test}"),
        ("p53 in cancer", "{{p53} in cancer}"),
        ("The Effects of Sleep on Infants", "{{The Effects of Sleep on Infants}}"),
        ("Attachment and Loss in infants", "{Attachment and {Loss} in infants}"),
        ("X-ray studies of sleep", "{X-ray studies of sleep}"),
        ('The <span class="nocase">NICU</span> and me', "{The {NICU} and me}"),
        ("Growth of <i>E. coli</i> and more", r"{Growth of \emph{{E}. coli} and more}"),
    ],
)  # fmt: skip
def test_capitals_that_mean_something_are_in_braces(title: str, latex: str) -> None:
    assert field("title", titled(title)) == latex


def test_german_nouns_need_no_braces_in_biblatex_but_in_bibtex() -> None:
    german = titled("Die Bindung an die Mutter", language="de-DE")
    assert field("title", german) == "{Die Bindung an die Mutter}"
    assert field("title", german, "bibtex") == "{Die {Bindung} an die {Mutter}}"
    assert field("langid", german) == "{german}"


NAME_FORMS = [
    (Name("Bowlby", "John"), "Bowlby, John", None),
    (Name("King", "Martin Luther", suffix="Jr."), "King, Jr., Martin Luther", None),
    (Name("Gaulle", "Charles", non_dropping_particle="de"), "de Gaulle, Charles", None),
    (
        Name("Gogh", "Vincent", dropping_particle="van"),
        "family=Gogh, given=Vincent, prefix=van, useprefix=false",
        "van Gogh, Vincent",
    ),
    (Name(literal="Barnes and Noble"), "{Barnes and Noble}", None),
    (Name("de la Cruz", "Ana"), "{de la Cruz}, {Ana}", None),
    (Name("Plato"), "Plato", None),
    (Name("Banda Singh"), "family=Banda Singh", "{Banda Singh}"),
    (Name("Smith & Sons, Ltd"), "family={Smith \\& Sons, Ltd}", "{Smith \\& Sons, Ltd}"),
    (Name(others=True), "others", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "biblatex", "bibtex"), NAME_FORMS)
def test_names(name: Name, biblatex: str, bibtex: str | None) -> None:
    reference = Reference("key", "book", names={"author": (name,)})
    assert field("author", reference) == f"{{{biblatex}}}"
    assert field("author", reference, "bibtex") == f"{{{bibtex or biblatex}}}"


DATES = [
    (Date(DatePoint(2020, 2, 9)), "2020-02-09", "2020 feb 9"),
    (Date(DatePoint(1999)), "1999", "1999"),
    (Date(DatePoint(1999, season=2)), "1999-22", "1999 {Summer}"),
    (Date(DatePoint(1999), DatePoint(2003)), "1999/2003", "1999--2003"),
    (Date(DatePoint(1999), open_end=True), "1999/", "1999--"),
    (Date(DatePoint(1999, 7), DatePoint(1999, 8)), "1999-07/1999-08", "1999 jul # {--} # aug"),
    (Date(DatePoint(1999, 7, 3), DatePoint(1999, 7, 5)), "1999-07-03/1999-07-05", "1999 jul 3--5"),
    (Date(DatePoint(1999, 7), DatePoint(2001, 8)), "1999-07/2001-08", "1999-07/2001-08"),
    (Date(DatePoint(1850), circa=True), "1850~", "c. 1850"),
    (Date(DatePoint(-100)), "-0099", "-0099"),
    (Date(DatePoint(12_000)), "Y12000", "Y12000"),
]


@pytest.mark.parametrize(("date", "biblatex", "bibtex"), DATES)
def test_dates(date: Date, biblatex: str, bibtex: str) -> None:
    reference = Reference("key", "book", dates={"issued": date})
    assert field("date", reference) == f"{{{biblatex}}}"
    parts = [field(name, reference, "bibtex") or "" for name in ("year", "month", "day")]
    year, day = (part.strip("{}") for part in parts[::2])
    assert " ".join(filter(None, (year, parts[1], day))) == bibtex
    for dialect in ("biblatex", "bibtex"):
        assert back(reference, dialect).dates == {"issued": date}


def test_a_date_in_words_is_no_edtf() -> None:
    reference = Reference("key", "book", dates={"issued": Date(literal="in press")})
    assert field("year", reference) == "{in press}"
    assert field("date", reference) is None


def test_what_has_no_field_goes_by_its_csl_name() -> None:
    text = {"archive": "State Archive", "references": "none", "venue": "my own", "Über": "x"}
    names = {"guest": (Name("Bowlby", "John"),), "compiler": (Name("Ainsworth", "Mary"),)}
    reference = Reference("key", "interview", text, names)
    assert field("entrysubtype", reference) == "{interview}"
    assert field("archive", reference) == "{State Archive}"
    assert field("references", reference) == "{none}"
    assert field("csl-venue", reference) == "{my own}"
    assert field("guest", reference) == "{Bowlby, John}"
    assert field("editoratype", reference) == "{compiler}"
    assert write_entry(reference).count(" = ") == 8


@pytest.mark.parametrize(
    ("id_", "key"),
    [
        ("doe2020", "doe2020"),
        ("a b, c", "a-b-c"),
        ("doi:10.1/x", "doi:10.1/x"),
        ("{}", "-"),
        ("", "key"),
    ],
)
def test_keys_are_such_that_biber_takes_them(id_: str, key: str) -> None:
    assert write_entry(Reference(id_, "book")).startswith(f"@book{{{key},")


def test_braces_in_a_url_cannot_break_the_entry() -> None:
    assert field("url", titled("T", URL="https://x.org/{a}%20_b")) == "{https://x.org/%7Ba%7D%20_b}"


def back(reference: Reference, dialect: Dialect) -> Reference:
    library = parse_library(Source(Path("a.bib"), write_entry(reference, dialect)))
    assert not library.problems
    [found] = library.references.values()
    return found


def normal(reference: Reference, dialect: Dialect) -> dict[str, object]:
    """A reference without what entries cannot say, as one mapping."""
    text = {
        name: NOCASE.sub(r"\1", value).replace("'", "’") for name, value in reference.text.items()
    }
    if "DOI" in text:
        text["DOI"] = text["DOI"].lower()
    if "page" in text:
        text["page"] = re.sub("–|--", "-", text["page"])
        # An entry with `pages` has no number beside the one its type has.
        text.pop("number", "")
    if reference.type == "patent":
        text.pop("publisher-place", "")
    if dialect == "bibtex" and text.get("genre") in ("Thesis", "Report"):
        del text["genre"]
    names = {
        variable: tuple(normal_name(name, dialect) for name in people)
        for variable, people in reference.names.items()
    }
    return {"type": reference.type, **text, **names, **reference.dates}


def normal_name(name: Name, dialect: Dialect) -> Name:
    dropped, kept = name.dropping_particle, name.non_dropping_particle
    literal = name.literal.replace("'", "’")
    if (dropped and kept) or dialect == "bibtex":
        dropped, kept = "", f"{dropped} {kept}".strip()
    return name._replace(
        dropping_particle=dropped, non_dropping_particle=kept, comma_suffix=False, literal=literal
    )


DIALECTS: list[Dialect] = ["biblatex", "bibtex"]


def assert_comes_back(references: list[Reference], dialect: Dialect) -> None:
    written = write_entries(references, dialect)
    library = parse_library(Source(Path("a.bib"), written))
    assert not library.problems
    found = list(library.references.values())
    assert [one.id for one in found] == [one.id for one in references]
    for one, other in zip(references, found, strict=True):
        assert normal(other, dialect) == normal(one, dialect), one.id


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_references_of_the_benchmark_come_back(dialect: Dialect) -> None:
    skipped = {"type-periodical-full", "names-both-particles", "names-both-particles-book"}
    references = [one for one in read_csl_json(REFS).value if one.id not in skipped]
    assert_comes_back(references, dialect)


@pytest.mark.skipif(not CORPUS, reason="needs ../shared/corpora, real .bib files")
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_real_references_come_back(path: Path) -> None:
    try:
        library = read_library(path)
    except EncodingError:
        pytest.skip("needs another encoding")
    unsafe = re.compile(r"[()']")
    references = [one for key, one in library.references.items() if not unsafe.search(key)]
    assert_comes_back(references, "biblatex")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_written_is_formatted(dialect: Dialect) -> None:
    written = write_entries(read_csl_json(REFS).value, dialect)
    assert format_library(parse_library(Source(Path("a.bib"), written))).text == written


WORD = st.sampled_from(
    "sleep Infants DNA p53 the of É naïve R&D a_b 50% #1 $2 x^2 {a} \\b <i>Homo</i> — Test: 'so' "
    "H<sub>2</sub>O iPhone (2nd) [x] “quoted” 東京".split()
)
TEXT = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
PART = st.sampled_from("Bowlby Ainsworth O’Brien Ó Müller-Lüdenscheidt".split())
GIVEN = st.lists(st.sampled_from(["John", "M.", "Mary D.", "J.-P."]), max_size=2).map(" ".join)
NAME = st.builds(
    lambda family, given, dropped, suffix: Name(family, given, dropped, suffix=suffix),
    PART,
    GIVEN,
    st.sampled_from(["", "van"]),
    st.sampled_from(["", "Jr.", "III"]),
) | TEXT.map(lambda text: Name(literal=re.sub("</?[a-z]+>", "", text)))
POINT = st.builds(
    lambda year, month: DatePoint(year, month),
    st.integers(-4000, 9999).filter(bool),
    st.integers(0, 12),
)
DATE = st.builds(
    lambda start, end, circa: Date(start, end, circa=circa), POINT, st.none() | POINT, st.booleans()
)
HELD = st.sampled_from(
    "title abstract annote volume collection-title publisher-place archive medium scale".split()
)
REFERENCES = st.builds(
    Reference,
    id=st.just("key"),
    type=st.sampled_from(sorted(CSL_TYPES - {"patent"})),
    text=st.dictionaries(HELD, TEXT),
    names=st.dictionaries(
        st.sampled_from(sorted({*NAMES, *ROLES})), st.lists(NAME, min_size=1, max_size=3).map(tuple)
    ),
    dates=st.dictionaries(st.sampled_from(["issued", "accessed", "event-date"]), DATE),
)


@given(REFERENCES)
def test_any_reference_comes_back(reference: Reference) -> None:
    assert normal(back(reference, "biblatex"), "biblatex") == normal(reference, "biblatex")


PEOPLE = st.builds(lambda family, given: Name(family, given), st.text(), st.text())


@given(
    st.dictionaries(st.text(min_size=1), st.text()),
    st.dictionaries(st.text(min_size=1), st.lists(PEOPLE, min_size=1).map(tuple)),
    st.dictionaries(st.text(min_size=1), st.text().map(lambda text: Date(literal=text))),
    st.text(),
    st.sampled_from(DIALECTS),
)
def test_any_text_makes_one_sound_entry(
    text: dict[str, str],
    names: dict[str, tuple[Name, ...]],
    dates: dict[str, Date],
    id_: str,
    dialect: Dialect,
) -> None:
    back(Reference(id_, "book", text, names, dates), dialect)
