"""Plain text articles: numbered markers, headings, the list of references."""

from __future__ import annotations

import pytest
from reading import cut_keys, keys, kinds, read, sentences

REFERENCES = "\n\nReferences\n\n" + "".join(
    f"{n}. Doe J. Title {n}. Journal. 20{n:02}.\n" for n in range(1, 13)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naps help development.1", ["1"]),
        ("Naps help children10. More text.", ["10"]),
        ("Naps help children.1,3–5 More text.", ["1", "3", "4", "5"]),
        ("Naps help [1–3,5].", ["1", "2", "3", "5"]),
        ("Naps help.¹²", ["12"]),
        ("Naps help.¹⁻³", ["1", "2", "3"]),
        ("He said “naps help.”7 More text.", ["7"]),
        ("Naps of 10² m² help.", []),
        ("In 1999, 12 naps of version 1.2 helped.", []),
        ("See Fig. 3 and p53 and H2O.", []),
        ("More than there are children99.", []),
        ("Naps help [sic] and [2020].", []),
    ],
)
def test_markers(text: str, expected: list[str]) -> None:
    article = read(f"Title\n\n{text}{REFERENCES}", "a.txt")
    assert keys(article) == expected


def test_without_a_list_numbers_glued_to_words_are_part_of_them() -> None:
    assert keys(read("Naps help children10. See [2].", "a.txt")) == ["2"]


def test_markers_have_exact_spans_and_are_not_read() -> None:
    article = read(f"Naps help children10. They are short [1–3].{REFERENCES}", "a.txt")
    assert cut_keys(article) == ["10", "1", "1–3", "3"]
    assert sentences(article)[:2] == ["Naps help children.", "They are short."]


def test_structure() -> None:
    article = read(
        "On Sleep\n\nNaps help. They\nare short.\n\nWhy do they?\n\n- One item.\n\n"
        "1. First step.\n\nEnd\n===\n\nDone."
        "\n\n\n  1. 1.\n    Doe J. Naps. 2020.\n  2. 2.\n    Roe R. More\n    naps. 2021.\n\n"
        "Disclaimer text here.\n",
        "a.txt",
    )
    assert kinds(article) == [
        "heading", "paragraph", "heading", "list-item", "list-item", "heading", "paragraph",
        "reference", "reference", "paragraph",
    ]  # fmt: skip
    assert article.title == "On Sleep"
    text = article.source.text
    entries = [text[slice(*one.span)] for one in article.blocks if one.kind == "reference"]
    assert entries[1] == "  2. 2.\n    Roe R. More\n    naps. 2021."
    assert sentences(article)[-1] == "Disclaimer text here."


def test_a_list_without_numbers_under_its_heading() -> None:
    article = read(
        "Naps help.\n\nReferences\n\nDoe, J. (2020). Naps.\n\nRoe (2021). More.", "a.txt"
    )
    assert kinds(article) == ["paragraph", "heading", "reference", "reference"]


def test_numbered_steps_are_no_references() -> None:
    article = read("To sleep:\n\n1. Lie down.\n\n2. Close your eyes.\n", "a.txt")
    assert kinds(article) == ["paragraph", "list-item", "list-item"]


def test_lines_with_instructions_are_no_text() -> None:
    text = (
        "# attachbib: ignore-file[uncited-number]: a draft\nOne.\n"
        "  # attachbib: exempt: seen\nTwo # attachbib: exempt: no.\n\nReferences\n"
        "# attachbib: ignore[numbering-gap]: as printed\n1. Doe. A. 2020.\n"
    )
    article = read(text, "a.txt")
    assert sentences(article) == ["One.", "Two # attachbib: exempt: no.", "References"]
    assert [one.text for one in article.pragmas] == [
        "ignore-file[uncited-number]: a draft",
        "exempt: seen",
        "ignore[numbering-gap]: as printed",
    ]
    assert kinds(article) == [
        "comment", "paragraph", "comment", "paragraph", "heading", "comment", "reference",
    ]  # fmt: skip


def test_a_wrong_number_does_not_end_the_list() -> None:
    text = (
        "They nap [1, 4]. They run [5].\n\nReferences\n1. Doe. Naps. Journal,\n12. 2020.\n"
        "2. Roe. B. 2021.\n4. Poe. C. 2022.\n\n4. Foe. D.\n2023.\n\nAbout us\n\n6. June 2020.\n"
    )
    article = read(text, "a.txt")
    assert keys(article) == ["1", "4"]
    entries = [one for one in article.blocks if one.kind == "reference"]
    assert [(one.info, text[slice(*one.span)]) for one in entries] == [
        ("1", "1. Doe. Naps. Journal,\n12. 2020."),
        ("2", "2. Roe. B. 2021."),
        ("4", "4. Poe. C. 2022."),
        ("4", "4. Foe. D.\n2023."),
    ]
    assert sentences(article)[-2:] == ["About us", "June 2020."]
