"""`attachbib styles`: finding a style by words."""

from __future__ import annotations

from command_line import Run


def test_the_styles_with_all_words_are_listed(attachbib: Run) -> None:
    done = attachbib("styles", "apa", "7th", "edition")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert ["apa", "APA Style 7th edition"] in lines
    assert all(len(line) == 2 for line in lines)


def test_aliases_and_beginnings_of_words_count(attachbib: Run) -> None:
    ids = [line.split("\t")[0] for line in attachbib("styles", "AMA").stdout.splitlines()]
    assert "american-medical-association" in ids
    assert "amar-analytic-methods-in-accident-research" in ids
    assert "dramatherapy" not in ids


def test_without_words_all_are_listed(attachbib: Run) -> None:
    assert len(attachbib("styles").stdout.splitlines()) > 10_000


def test_no_style_is_exit_code_1_and_said(attachbib: Run) -> None:
    done = attachbib("styles", "no", "such", "words")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "no packaged style has the words 'no such words'.\n"
