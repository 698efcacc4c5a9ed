"""Finding a packaged style by what people call it."""

from __future__ import annotations

import pytest

from attachbib.csl.catalog import find_style, iter_styles
from attachbib.csl.packaged import renamed_styles, style_file
from attachbib.errors import UnknownStyleError


@pytest.mark.parametrize(
    ("query", "style"),
    [
        ("apa", "apa"),
        ("APA", "apa"),
        ("ama", "american-medical-association"),
        ("mla", "modern-language-association"),
        ("chicago", "chicago-author-date"),
        ("vancouver", "nlm-citation-sequence"),
        ("harvard", "harvard-cite-them-right"),
        ("ieee", "ieee"),
        ("nature", "nature"),
        ("chicago author date", "chicago-author-date"),
        ("Chicago Author-Date", "chicago-author-date"),
        ("http://www.zotero.org/styles/nature", "nature"),
        ("https://www.zotero.org/styles/2d-materials/", "2d-materials"),
        ("vancouver-superscript", "nlm-citation-sequence-superscript"),
        ("2D Materials", "2d-materials"),
        ("MLA Handbook 9th edition (in-text citations)", "modern-language-association"),
        ("cite them right 12th no et al", "harvard-cite-them-right-no-et-al"),
    ],
)
def test_found(query: str, style: str) -> None:
    assert find_style(query) == style


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("naturre", "nature"),
        ("vancuover", "nlm-citation-sequence"),
        ("harvrd", "harvard-cite-them-right"),
        ("cite them right", "harvard-cite-them-right"),
        ("jounral of advanced reserch", "journal-of-advanced-research"),
    ],
)
def test_not_found_suggests_three(query: str, suggestion: str) -> None:
    with pytest.raises(UnknownStyleError, match="The closest are") as error:
        find_style(query)
    assert suggestion in error.value.suggestions
    assert len(error.value.suggestions) == 3


def test_every_style_is_listed_with_its_title() -> None:
    styles = {entry.id: entry for entry in iter_styles()}
    assert len(styles) > 10_000
    assert styles["apa"] == ("apa", "APA Style 7th edition", False)
    assert styles["2d-materials"].is_dependent
    assert all(entry.title for entry in styles.values())
    assert styles["acs-applied-materials-and-interfaces"].title == (
        "ACS Applied Materials & Interfaces"
    )


def test_former_ids_lead_to_packaged_styles() -> None:
    assert all(style_file(find_style(former)) for former in renamed_styles())
