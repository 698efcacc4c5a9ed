"""Check-worthiness: which sentences ask for a source, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachbib.claims import KINDS, check_worthiness
from attachbib.claims.worthiness_signals import LANGUAGES, SIGNALS


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("en", "Studies show that naps help.", "speaks of studies"),
        ("en", "Bowlby argued that bonds matter.", "names a scholar"),
        ("en", "Naps improve memory.", "states a cause"),
        ("en", "Infants sleep longer than adults.", "compares"),
        ("en", "Most children nap.", "speaks for a whole group"),
        ("en", "Critics argue that naps harm.", "tells what others think"),
        ("en", "The clinic was founded in 1969.", "tells of the past"),
        ("en", "She was born in London.", "tells of a person’s life"),
        ("en", "A nap is defined as a short sleep.", "defines a term"),
        ("en", "One in 12 naps.", "gives a number"),
        ("en", "“Nothing is as good as a nap,” he wrote.", "quotes"),
        ("de-AT", "Studien zeigen, dass Schlaf hilft.", "speaks of studies"),
        ("de", "Schlaf verbessert das Gedächtnis.", "states a cause"),
        ("de", "Die meisten Kinder schlafen mittags.", "speaks for a whole group"),
        ("de", "Die Methode gilt als umstritten.", "tells what others think"),
        ("fr", "Des études montrent que le sommeil aide.", "speaks of studies"),
        ("fr", "Le sommeil améliore la mémoire.", "states a cause"),
        ("fr", "La plupart des enfants dorment.", "speaks for a whole group"),
        ("es", "Los estudios muestran que el sueño ayuda.", "speaks of studies"),
        ("es", "El sueño mejora la memoria.", "states a cause"),
        ("es", "La mayoría de los niños duermen.", "speaks for a whole group"),
        ("it", "Il 40 % dei bambini dorme.", "gives a number"),
    ],
)
def test_wording_that_asks_for_a_source(language: str, text: str, reason: str) -> None:
    found = check_worthiness(text, language)
    assert reason in found.reasons
    assert 0 < found.score < 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("", "The sky is blue."),
        ("", "This page is about sleep."),
        ("", "Do 40 % of them nap?"),
        ("", "Children showed up."),
        ("de", "Der Himmel ist blau."),
        ("fr", "Le ciel est bleu."),
        ("es", "El cielo es azul."),
        ("it", "Gli studi mostrano che serve."),
    ],
)
def test_wording_that_does_not(language: str, text: str) -> None:
    assert check_worthiness(text, language) == (0.0, (), "other")


def test_each_further_signal_raises_the_score() -> None:
    one = check_worthiness("Naps improve memory.")
    two = check_worthiness("Studies show that naps improve memory.")
    three = check_worthiness("Studies show that naps improve memory by 40 %.")
    assert one.score < two.score < three.score
    assert three.reasons == ("speaks of studies", "gives a number", "states a cause")


def test_every_signal_has_wording_in_every_language_and_a_kind_of_claim() -> None:
    for signal in SIGNALS:
        assert tuple(signal.wording) == LANGUAGES
        assert signal.kind in KINDS


@given(st.text(max_size=3000), st.sampled_from([*LANGUAGES, "", "zh"]))
def test_any_text_has_a_score(text: str, language: str) -> None:
    found = check_worthiness(text, language)
    assert 0.0 <= found.score <= 1.0
    assert bool(found.score) == bool(found.reasons)
