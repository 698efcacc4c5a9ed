"""Metadata: what a registry answered → Record, and → the whole Reference of a new entry.

Any JSON can come: values of another type than the registry documents are left out.
"""

from __future__ import annotations

from attachbib.registries.metadata.crossref import record_from_crossref, reference_from_crossref
from attachbib.registries.metadata.datacite import record_from_datacite, reference_from_datacite

__all__ = [
    "record_from_crossref",
    "record_from_datacite",
    "reference_from_crossref",
    "reference_from_datacite",
]
