"""Packaged styles compile and render; `render_all_styles.py` does all, this a sample."""

from __future__ import annotations

import pytest
import render_all_styles
from lxml import etree

from attachbib.csl.catalog import iter_styles

EVERY = 97
STYLES = sorted(style.id for style in iter_styles())[::EVERY]
REFERENCES = render_all_styles.varied_references()


def test_there_are_styles_to_sample() -> None:
    assert len(STYLES) > 100


@pytest.mark.parametrize("style", STYLES)
def test_style_renders(style: str) -> None:
    citations, listed = render_all_styles.render(style, REFERENCES)
    assert all(citations)
    assert not [text for text in (*citations, listed) if "None" in text]
    etree.fromstring(f"<div>{''.join(citations)}{listed}</div>")  # raises if not well-formed
