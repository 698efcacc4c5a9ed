"""Fixtures of the tests of registries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from registry_server import Registry, serve


@pytest.fixture
def registry() -> Iterator[Registry]:
    """A registry on this machine that knows nothing yet."""
    with serve(Registry()) as running:
        yield running
