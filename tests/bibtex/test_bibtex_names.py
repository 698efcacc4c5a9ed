"""Names: BibTeX's grammar, BibLaTeX's extended form, institutions, `and others`."""

from __future__ import annotations

import pytest

from attachbib.bibtex.names import read_names
from attachbib.reference import Name

CASES = [
    ("Bowlby, John", Name("Bowlby", "John")),
    ("John Bowlby", Name("Bowlby", "John")),
    ("Bicking Kinsey, Cara", Name("Bicking Kinsey", "Cara")),
    ("Aristotle", Name("Aristotle")),
    ("van Ijzendoorn, Marinus", Name("Ijzendoorn", "Marinus", non_dropping_particle="van")),
    ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", non_dropping_particle="van")),
    ("de la Cruz, Ana", Name("Cruz", "Ana", non_dropping_particle="de la")),
    ("{von Neumann}, John", Name("von Neumann", "John")),
    ("King, Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
    ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
    ('"Smith, John"', Name('"Smith', 'John"')),
    ("de la Vall{\\'e}e, III, C.~L.", Name("Vallée", "C. L.", "", "de la", "III")),
    ("{World Health Organization}", Name(literal="World Health Organization")),
    ("{Barnes and Noble}", Name(literal="Barnes and Noble")),
    ('G{\\"o}del, Kurt', Name("Gödel", "Kurt")),
    ("{\\O}rsted, Hans", Name("Ørsted", "Hans")),
    ("O'Neil, Pat", Name("O’Neil", "Pat")),
    ("others", Name(others=True)),
    ("family=Gogh, given=Vincent, prefix=van", Name("Gogh", "Vincent", "", "van")),
    ("family=Gogh, prefix=van, useprefix=false", Name("Gogh", dropping_particle="van")),
    ('given={Jean Marie}, family="de Roy, X"', Name("de Roy, X", "Jean Marie")),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_one_name(text: str, expected: Name) -> None:
    assert read_names(text) == (expected,)


def test_names_are_split_at_and_outside_braces_only() -> None:
    names = read_names("Anders, A. AND {Smith and Sons}\n  and Brandt, B. and others")
    assert [name.family or name.literal for name in names] == [
        "Anders",
        "Smith and Sons",
        "Brandt",
        "",
    ]
    assert names[-1].others


@pytest.mark.parametrize(
    ("text", "count", "more"),
    [
        ("Anders, A. and Brandt, B. et al.", 2, True),
        ("Anders, A. et al", 1, True),
        ("Anders, A. and", 1, False),
        ("Anders, A. and and Brandt, B.", 2, False),
    ],
)
def test_words_that_are_no_part_of_a_name(text: str, count: int, more: bool) -> None:
    names = read_names(text)
    assert [name.family for name in names[:count]] == ["Anders", "Brandt"][:count]
    assert [name.others for name in names[count:]] == [True] * more


def test_option_useprefix_makes_particles_dropping() -> None:
    (name,) = read_names("von Brandt, Ahasver", useprefix=False)
    assert (name.dropping_particle, name.non_dropping_particle) == ("von", "")


@pytest.mark.parametrize("text", ["", " ", "and", "{}", ",", ", ,", "{", "}", "a and  and b"])
def test_odd_values_have_no_empty_names(text: str) -> None:
    assert all(name != Name() for name in read_names(text))
