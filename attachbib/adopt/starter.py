"""The files of a project to start from: one article, one reference, one claim."""

from __future__ import annotations

from collections.abc import Mapping

from attachbib.adopt.project import ARTICLE, CLAIMS, CONFIG, config
from attachbib.adopt.text import LIBRARY

_ARTICLE = """\
---
title: A First Article
bibliography: library.bib
---

# A First Article

Attachment theory goes back to John Bowlby [@bowlby1982].

# References

::: {#refs}
:::
"""

_LIBRARY = """\
@article{bowlby1982,
  author       = {Bowlby, John},
  title        = {Attachment and Loss: Retrospect and Prospect},
  journaltitle = {American Journal of Orthopsychiatry},
  date         = {1982},
  volume       = {52},
  number       = {4},
  pages        = {664--678},
  doi          = {10.1111/j.1939-0025.1982.tb01456.x},
}
"""

_CLAIMS = """\
# What article.md states, and what each statement rests on.

[[claim]]
id = "attachment-theory-goes-back"
file = "article.md"
kind = "historical"

[claim.anchor]
exact = "Attachment theory goes back to John Bowlby."

[[claim.evidence]]
key = "bowlby1982"
"""


def starter_files(style: str) -> Mapping[str, str]:
    """Return file name → text of a small project.

    Args:
        style: a packaged style's id.
    """
    return {
        ARTICLE: _ARTICLE,
        LIBRARY: _LIBRARY,
        CLAIMS: _CLAIMS,
        CONFIG: config(style),
    }
