"""The families of styles: how each prints authors, and its templates of lines."""

from __future__ import annotations

from collections.abc import Mapping

from attachbib.adopt.families.ama import AMA
from attachbib.adopt.families.apa import APA
from attachbib.adopt.families.chicago import CHICAGO
from attachbib.adopt.families.elsevier import ELSEVIER_HARVARD, ELSEVIER_VANCOUVER
from attachbib.adopt.families.harvard import HARVARD
from attachbib.adopt.families.harvard_comma import HARVARD_COMMA
from attachbib.adopt.families.ieee import IEEE
from attachbib.adopt.families.mla import MLA
from attachbib.adopt.families.springer import SPRINGER
from attachbib.adopt.families.vancouver import VANCOUVER
from attachbib.adopt.grammar import Family

_ALL = (
    *(AMA, VANCOUVER, APA, IEEE, HARVARD, CHICAGO, MLA),
    *(HARVARD_COMMA, ELSEVIER_HARVARD, ELSEVIER_VANCOUVER, SPRINGER),
)

FAMILIES: Mapping[str, Family] = {family.name: family for family in _ALL}
"""Name → family; of equally good ones, the first is taken."""
