"""Sentence boundaries: where they are, and where they are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.articles.abbreviations import LANGUAGES, abbreviations
from attachbib.articles.sentences import OBJECT, split_sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["One.", "Two.", "Three."],
        ["Is it?", "It is!"],
        ["So it was shown.", "And more."],
        ["He said “yes.”", "She said no."],
        ["(A whole sentence in brackets.)", "And another."],
        ["They came from the U.S.", "The rest stayed."],
        ["It contains vitamin C.", "The rest is water."],
        ["We met at 5 p.m.", "Then we left."],
        ["See the list of Smith et al.", "However, it is short."],
        ["Apples, pears, etc.", "These are fruit."],
        ["It fell by 3.5.", "Nobody knows why."],
        ["This was in 1999.", "Later it stopped."],
        ["Wait …", "There it is."],
        ["Really?!", "Yes."],
        ["We used the model.", "lifelines has it too."],
    ],
    ids=lambda sentences: sentences[0],
)
def test_boundaries(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Smith et al. found it.",
        "Smith et al. (2020) found it.",
        "This is common, e.g. in Spain.",
        "This is common (e.g. Spain, i.e. the south).",
        "As Fig. 2 and Figs. 3 and 4 show, it works.",
        "See p. 12, pp. iv and ch. 3 of vol. 2.",
        "Dr. Smith, Mrs. Jones and Prof. J. R. Black agreed.",
        "J. Smith and A. B. Jones wrote it.",
        "The value was 3.14 and not 2.71 at all.",
        "Go to www.example.org or example.com/a.b for more.",
        "The U.S. economy grew.",
        "The work of St. Thomas vs. the rest.",
        "It was (see Sec. 3. for more. Really) true.",
        "He asked “why?” and left.",
        "Yahoo! is a company.",
        "It went on ... and on.",
        "The gene p53. was found.",
        "In No. 5 of the series.",
        "15. J.-P. Serre and A.-M. Roe showed it.",
    ],
)
def test_no_boundary(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Am 3. Oktober, z. B. in Berlin, wurde gefeiert.", "Dann war Ruhe."]),
        ("de", ["Das sagt Dr. Müller bzw. seine Frau.", "Der Rest schweigt."]),
        ("fr", ["M. Dupont, c.-à-d. le maire, arrive.", "Il part."]),
        ("es", ["El Sr. García vive en EE.UU. desde ayer.", "La casa es roja."]),
        ("pt", ["O Sr. Silva mora na R. Augusta.", "Ele gosta."]),
        ("it", ["Il sig. Rossi, ad es. ieri, venne.", "La casa è rossa."]),
        ("nl", ["De heer dr. Jansen komt bijv. morgen.", "Hij blijft niet."]),
        ("ja", ["これは文です。", "これも文です。"]),
        ("zh-CN", ["这是一句话。", "这是另一句！", "是吗？"]),
        ("ja", ["彼は「行こう。」と言った。", "彼女は残った。"]),
        ("ja", ["「なぜ？」という問いがある。", "答えはない。"]),
        ("ja", ["彼は「行こう。」", "はい、彼女も行く。"]),
        ("zh", ["“你去吗？”他问。", "我走了。"]),
        ("zh", ["他说：“你好。”", "我走了。"]),
        ("zh", ["“好。”她笑着说道，然后走了。", "“走吧。”"]),
        ("zh", ["“好。”", "我知道。"]),
        ("zh-TW", ["「好！」老師說。", "對「為什麼？」的回答很難。"]),
    ],
)
def test_languages(language: str, sentences: list[str]) -> None:
    joint = "" if language[:2] in ("ja", "zh") else " "
    assert split(joint.join(sentences), language) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        [f"A claim{OBJECT}.", "Another."],
        [f"A claim.{OBJECT}", "Another."],
        [f"A claim. {OBJECT}", "Another."],
        ["A claim.1", "Another.2,3", "A third.¹²", "And a fourth.1–3"],
    ],
)
def test_citations_at_the_end_belong_to_their_sentence(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_citation_before_a_small_letter_begins_the_next_sentence() -> None:
    assert split(f"It ends here. {OBJECT} shows more.") == [
        "It ends here.",
        f"{OBJECT} shows more.",
    ]


def test_list_numbers_are_no_sentences() -> None:
    assert split("1. Introduction") == ["1. Introduction"]


def test_language_without_tables_is_split_as_english() -> None:
    assert split("Smith et al. did. Then more.", "xx") == ["Smith et al. did.", "Then more."]


def test_nothing_and_white_space_are_no_sentences() -> None:
    assert split("") == split(" \n\t ") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_abbreviation_never_ends_a_sentence_before_a_small_letter(language: str) -> None:
    for word in sorted(abbreviations(language).any):
        assert split(f"Mot {word}. und so", language) == [f"Mot {word}. und so"], word


@given(st.text())
def test_sentences_cover_all_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    position = 0
    for start, end in spans:
        assert not text[position:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    "unit", [". ", "(", ")", "a. ", "(a. ", "...", "A.", "\ufffc", "1. ", "? (", "。"]
)
def test_senseless_text_is_split_too(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert split_sentences(text)[-1][1] == len(text.rstrip())


SAMPLE = Path(__file__).with_name("sentences.txt")
"""Hand-checked sentences of nine languages, one on each line."""


def sample_paragraphs() -> Iterator[tuple[str, list[str]]]:
    language = "en"
    paragraph: list[str] = []
    for line in [*SAMPLE.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("@") or not line.strip():
            if paragraph:
                yield language, paragraph
            paragraph = []
            language = line[1:] or language
        elif not line.startswith("#"):
            paragraph.append(line)


def test_boundaries_of_the_sample() -> None:
    right = wrong = total = 0
    for language, paragraph in sample_paragraphs():
        space = "" if language in ("zh", "ja") else " "
        text = space.join(paragraph)
        expected = {len(space.join(paragraph[:count])) for count in range(1, len(paragraph))}
        found = {end for _, end in split_sentences(text, language)} - {len(text)}
        total += len(expected)
        right += len(expected & found)
        wrong += len(found - expected)
    assert total >= 300
    assert right / (total + wrong) >= 0.985
