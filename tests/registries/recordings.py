"""The recorded answers of Crossref and DataCite, which stand beside the project."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attachbib.registries.metadata import record_from_crossref, record_from_datacite
from attachbib.registries.record import Record

FOLDER = Path(__file__).parents[2].parent / "shared" / "registry"

needs_recordings = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="needs ../shared/registry, recorded answers of registries"
)


def crossref_messages() -> Iterator[dict[str, Any]]:
    """Yield every recorded Crossref work."""
    for path in sorted(FOLDER.glob("*/crossref-work*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        message = data.get("message", data)
        yield from message.get("items", [message])


def datacite_works() -> Iterator[dict[str, Any]]:
    """Yield every recorded DataCite work."""
    for path in sorted(FOLDER.glob("*/datacite-doi*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        yield data.get("data", data)


def records() -> list[Record]:
    """Return the records of all recorded works, each DOI once."""
    found = [record_from_crossref(one, asked="2026-01-01") for one in crossref_messages()]
    found += [record_from_datacite(one, asked="2026-01-01") for one in datacite_works()]
    return list({one.doi: one for one in found}.values())
