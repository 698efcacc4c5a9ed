"""The documentation has one page for each rule, and each says what the rule says."""

from __future__ import annotations

import pytest
from make_pages import FOLDER

from attachbib.rules.pages import all_pages

PAGES = all_pages()
REGENERATE = "run `python tests/rules/make_pages.py`"


def test_rules_and_pages_are_the_same_set() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(PAGES), REGENERATE


@pytest.mark.parametrize("name", PAGES)
def test_page_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name], REGENERATE


def test_the_list_links_every_page() -> None:
    for name in PAGES:
        assert name == "README.md" or f"]({name})" in PAGES["README.md"]
