"""Settings for all tests: the same examples of hypothesis in every run, a cache of their own."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("random", deadline=None)
settings.load_profile("fixed")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what commands remember out of the user's cache folder."""
    kept = os.environ.get("ATTACHBIB_CACHE_DIR")
    os.environ["ATTACHBIB_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    yield
    os.environ.pop("ATTACHBIB_CACHE_DIR")
    if kept is not None:
        os.environ["ATTACHBIB_CACHE_DIR"] = kept
