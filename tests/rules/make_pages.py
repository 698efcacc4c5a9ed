"""Write `docs/rules/` from the docstrings of the rules: `python tests/rules/make_pages.py`."""

from __future__ import annotations

from pathlib import Path

from attachbib.rules.pages import all_pages

FOLDER = Path(__file__).parents[2] / "docs" / "rules"


def main() -> None:
    """Write every page, and remove those of rules that are gone."""
    FOLDER.mkdir(exist_ok=True)
    pages = all_pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
