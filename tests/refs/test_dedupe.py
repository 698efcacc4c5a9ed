"""Which entries are of one work, perhaps of one, of two that belong together, or just two."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachbib.bibtex import Library, parse_library
from attachbib.bibtex.dedupe import Group, find_duplicates
from attachbib.source import Source

BASE = "author = {Doe, Jane and Roe, Rita}, title = {Naps of Tired Adults}, year = 2020"
PAPER = BASE + ", journal = {Naps}, volume = 3, number = 1, pages = {11--19}"


def parse(text: str) -> Library:
    return parse_library(Source(Path("x.bib"), text))


def find(*entries: str) -> tuple[Group, ...]:
    return find_duplicates([parse("\n".join(entries))])


def kind(one: str, other: str) -> str:
    """How two entries of one type, or of the type before a `|`, are found to be."""
    texts = []
    for key, text in (("a", one), ("b", other)):
        before, _, fields = text.rpartition("|")
        texts.append(f"@{before or 'article'}{{{key}, {fields}}}")
    return " ".join(group.kind for group in find(*texts)) or "two"


def keys(found: tuple[Group, ...], kind: str) -> list[list[str]]:
    return [[work.entry.key for work in group.works] for group in found if group.kind == kind]


def titled(title: str, more: str = "") -> str:
    return f"author = {{Doe, Jane}}, title = {{{title}}}, year = 2020{more}"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # identifiers
        ("doi = {10.1000/ABC}", "doi = {https://doi.org/10.1000/abc}", "same"),
        ("doi = {10.1000/abc}", "url = {https://dx.doi.org/10.1000/abc}", "same"),
        ("pmid = {123}", "pmid = {PMID: 123}", "same"),
        ("book|isbn = {0-306-40615-2}", "book|isbn = {978-0-306-40615-7}", "same"),
        ("incollection|isbn = {0306406152}", "incollection|isbn = {0306406152}", "two"),
        ("doi = {10.1000/abc}, title = {Naps}", "doi = {10.1000/abc}, title = {Eels}", "perhaps"),
        (f"doi = {{10.1000/abc}}, {PAPER}", f"doi = {{10.1000/abc}}, {BASE}, volume = 4", "same"),
        (
            f"doi = {{10.1000/abc}}, {titled('Naps of Adults 1')}",
            f"doi = {{10.1000/abc}}, {titled('Naps of Adults 2')}",
            "related",
        ),
        (
            f"doi = {{10.1000/abc}}, {titled('Naps of Adults')}",
            f"doi = {{10.1000/abc}}, {titled('Naps of Adults: Twelve Cases')}",
            "same",
        ),
        # title, author and year
        (BASE, BASE, "same"),
        (BASE, "author = {J. DOE}, title = {{NAPS} of tired adults.}, date = {2020-05}", "same"),
        (titled('M{\\"u}de L{\\o}we und B{\\ae}r'), titled("Mude Lowe und Baer"), "same"),
        (titled('M{\\"u}de L{\\o}we und B{\\ae}r'), titled("Müde Løwe und Bær"), "same"),
        (titled("The Child's Nap and Sleep"), titled("Child’s nap & sleep"), "same"),
        (BASE, BASE.replace("Doe, Jane", "Poe, Paul"), "two"),
        (BASE, BASE.replace("2020", "2021"), "perhaps"),
        (BASE, BASE.replace("2020", "2012"), "two"),
        (BASE, BASE.replace(", year = 2020", ""), "perhaps"),
        (BASE, "title = {Naps of Tired Adults}, year = 2020", "perhaps"),
        (BASE, BASE.replace("Tired", "Tierd"), "perhaps"),
        (PAPER, PAPER.replace("Tired", "Tierd").replace("2020", "2021"), "same"),
        (BASE, BASE.replace("Adults", "Adults: A Review"), "perhaps"),
        (BASE, BASE.replace("Adults", "Adolescents"), "two"),
        (titled("Naps of men with insomnia"), titled("Naps of women with insomnia"), "two"),
        (PAPER, PAPER.replace("11--19", "12--19"), "perhaps"),
        (titled("Introduction"), titled("Introduction"), "two"),
        (
            "inproceedings|" + titled("Preface", ", booktitle = {Naps}"),
            "inproceedings|" + titled("Preface", ", booktitle = {Naps}"),
            "perhaps",
        ),
        # parts, volumes, editions
        (titled("Naps of Adults, Part 1"), titled("Naps of Adults, Part 2"), "related"),
        (titled("Naps of Adults I"), titled("Naps of Adults {II}"), "related"),
        (titled("Naps of Adults"), titled("Naps of Adults II"), "related"),
        (titled("Naps of Adults Part One"), titled("Naps of Adults Part Two"), "related"),
        (titled("Naps of Adults Part II"), titled("Naps of Adults, part 2"), "same"),
        (titled("Naps of Adults, Part A"), titled("Naps of Adults, Part B"), "related"),
        (titled("Hepatitis A in Tired Adults"), titled("Hepatitis E in tired adults"), "related"),
        (titled("Report on Naps 2019"), titled("Report on Naps 2020"), "related"),
        (f"book|{BASE}, volume = 1", f"book|{BASE}, volume = {{2}}", "related"),
        (f"book|{BASE}, part = 1", f"book|{BASE}, part = {{2}}", "related"),
        (f"book|{BASE}, edition = 2", f"book|{BASE}, edition = {{Third}}", "related"),
        (f"book|{BASE}, edition = 2", f"book|{BASE}, edition = {{2nd}}", "same"),
        (f"book|{BASE}, edition = 1", f"book|{BASE}", "same"),
        (f"book|{BASE}, isbn = {{0306406152}}", f"book|{BASE}, isbn = {{0131103628}}", "related"),
        # works about works
        (BASE, BASE.replace("Naps", "Erratum: Naps"), "related"),
        (BASE, BASE.replace("Naps", "Correction to: Naps").replace("2020", "2022"), "related"),
        (BASE, "author = {Poe, P}, title = {Reply to ``Naps of Tired Adults''}", "related"),
        (BASE, "author = {Poe, P}, title = {Comment on Naps of Tired Adults}", "related"),
        (BASE, BASE.replace("Adults", "Adults (Corrigendum)"), "related"),
        (BASE, BASE.replace("Naps", "Retracted Article: Naps"), "related"),
        (titled("Correction of Very Tired Eyes"), titled("Correction of very tired eyes"), "same"),
        # the same in another form
        (PAPER, f"misc|{BASE}, eprint = {{2001.01234}}, eprinttype = {{arxiv}}", "related"),
        (PAPER, f"{BASE}, journal = {{arXiv preprint arXiv:2001.01234}}", "related"),
        (PAPER, f"{BASE.replace('2020', '2018')}, doi = {{10.48550/arXiv.2001.01234}}", "related"),
        (PAPER, f"misc|{BASE}, howpublished = {{bioRxiv}}", "related"),
        (PAPER, f"phdthesis|{BASE}", "related"),
        (PAPER, f"techreport|{BASE}, series = {{Working Papers}}", "related"),
        (PAPER, f"unpublished|{BASE}, note = {{Working paper}}", "related"),
        (PAPER, f"inproceedings|{BASE}, booktitle = {{Proceedings}}", "related"),
        (f"{BASE}, doi = {{10.1000/a}}", f"{BASE}, doi = {{10.1000/b}}", "related"),
    ],
)
def test_pairs(one: str, other: str, expected: str) -> None:
    assert kind(one, other) == expected
    assert kind(other, one) == expected


def test_a_doi_that_a_chapter_inherits_is_not_its_own() -> None:
    found = find(
        "@inbook{a, crossref = {b}, title = {One Chapter of It}}",
        "@book{b, title = {Naps}, doi = {10.1000/abc}, isbn = {0306406152}}",
    )
    assert found == ()


def test_what_could_be_either_of_two_joins_one_only() -> None:
    entry = "@book{%s, " + BASE + "%s}"
    found = find(entry % ("a", ", volume = 1"), entry % ("b", ""), entry % ("c", ", volume = 2"))
    assert keys(found, "same") == [["a", "b"]]
    assert keys(found, "perhaps") == []


def test_groups_and_reasons() -> None:
    entry = "@article{%s, " + BASE + "%s}"
    found = find(
        entry % ("a", ", doi = {10.1000/x}"),
        "@misc{z, title = {Another}}",
        entry % ("b", ", doi = {10.1000/x}, pmid = 7"),
        "@article{c, pmid = 7}",
    )
    assert keys(found, "same") == [["a", "b", "c"]]
    assert found[0].why == ("same DOI", "same PMID")


def test_libraries_are_compared_with_each_other() -> None:
    libraries = [parse("@misc{a, doi = {10.1000/x}}"), parse("@misc{a, doi = {10.1000/X}}")]
    assert keys(find_duplicates(libraries), "same") == [["a", "a"]]


def test_many_entries_that_share_a_title_are_compared_with_some() -> None:
    text = "\n".join(
        f"@article{{k{number}, author = {{A{number}, X}}, title = {{Introduction to Naps, Volume"
        f" {number // 2}}}, year = 2001}}"
        for number in range(2000)
    )
    assert keys(find(text), "same") == []
    assert len(keys(find_duplicates([parse(text), parse(text)]), "same")) == 2000


def test_among_many_parts_of_one_work_that_which_stands_twice_is_found() -> None:
    parts = [
        f"@book{{k{number}, author = {{Doe, Jane}}, year = 2001, "
        f"title = {{Annual Report on Naps, Part {number}}}}}"
        for number in range(1, 100)
    ]
    twice = parts[40].replace("k41", "again")
    assert keys(find(*parts, twice), "same") == [["k41", "again"]]


def test_among_many_titles_with_one_beginning_a_misspelt_one_is_found() -> None:
    words = [f"{one} {other}" for one in "abcdefgh" for other in ("naps", "eels", "owls", "bats")]
    entry = (
        "@book{k%d, author = {Doe%d, Jane}, year = 2001, title = {The Behaviour of %s in Ponds}}"
    )
    entries = [entry % (at, at, f"{text} {text[::-1]}") for at, text in enumerate(words)]
    misspelt = entries[9].replace("k9", "again").replace("Behaviour", "Behaviuor")
    assert keys(find(*entries, misspelt), "perhaps") == [["k9", "again"]]
