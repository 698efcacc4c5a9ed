"""The packaged styles by name: id, alias, former id, title or URL → style id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from attachbib.csl.packaged import renamed_styles, style_file, styles_folder
from attachbib.errors import UnknownStyleError

ALIASES = {
    "ama": "american-medical-association",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "mla": "modern-language-association",
    # The style repository itself renamed its `vancouver` to this one; elsevier-vancouver
    # and its kin are publishers' variants of it.
    "vancouver": "nlm-citation-sequence",
}
"""Short names that are not style ids themselves (`apa`, `ieee` and `nature` are)."""

_HEAD_BYTES = 4096
_TITLE = re.compile(rb"<title[^>]*>([^<]*)</title>")
_WORD = re.compile(r"[^\W_]+")


class StyleEntry(NamedTuple):
    """One packaged style."""

    id: str
    title: str
    is_dependent: bool
    """Whether it only names another style, as most journals do."""


def find_style(query: str) -> str:
    """Return the id of the packaged style meant by `query`.

    `query` is an id, an alias, an id the style once had, the URL that is the
    style's CSL id, or words of its title that fit no other style.

    Raises:
        UnknownStyleError: no style, or more than one, fits; it names the closest three.
    """
    name = query.strip()
    if "://" in name:
        name = name.rstrip("/").rpartition("/")[2]
    slug = "-".join(_words(name))
    for candidate in _candidates(slug, name):
        if candidate and style_file(candidate):
            return candidate
    return _find_by_title(query)


def _candidates(slug: str, name: str) -> Iterator[str | None]:
    """Yield what a name may be the id of; former ids last, for their list is read for them."""
    yield ALIASES.get(slug)
    yield slug
    renamed = renamed_styles()
    yield renamed.get(slug)
    yield renamed.get(name)


def iter_styles() -> Iterator[StyleEntry]:
    """Yield every packaged style, by id, independent styles first."""
    for folder in (styles_folder(), styles_folder() / "dependent"):
        for path in sorted(folder.glob("*.csl")):
            yield StyleEntry(path.stem, _read_title(path), folder.name == "dependent")


@lru_cache(maxsize=1)
def _all_styles() -> tuple[StyleEntry, ...]:
    return tuple(iter_styles())


def _find_by_title(query: str) -> str:
    wanted = _words(query)
    titles = {entry.id: _words(entry.title) for entry in _all_styles()}
    holding = [style for style, words in titles.items() if wanted and set(wanted) <= set(words)]
    exact = [style for style in holding if titles[style] == wanted]
    if len(exact or holding) == 1:
        return (exact or holding)[0]
    holding.sort(key=lambda style: (len(titles[style]), style))
    raise UnknownStyleError(query, tuple(holding[:3]) or _closest(query))


def _closest(query: str) -> tuple[str, ...]:
    """Return up to three style ids whose id, title or alias is spelt most like `query`."""
    from difflib import SequenceMatcher

    wanted = " ".join(_words(query))
    spellings = [(" ".join(_words(name)), style) for name, style in ALIASES.items()]
    for entry in _all_styles():
        spellings.append((entry.id.replace("-", " "), entry.id))
        spellings.append((" ".join(_words(entry.title)), entry.id))
    grams = _trigrams(wanted)
    shortlist = sorted(spellings, key=lambda pair: -_overlap(grams, _trigrams(pair[0])))[:60]
    shortlist.sort(key=lambda pair: -SequenceMatcher(None, wanted, pair[0]).ratio())
    return tuple(dict.fromkeys(style for _, style in shortlist))[:3]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("&", " and "))


def _trigrams(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _overlap(left: set[str], right: set[str]) -> float:
    """Return the Sørensen-Dice coefficient of two sets of trigrams."""
    return 2 * len(left & right) / (len(left) + len(right))


def _read_title(path: Path) -> str:
    """Read a style's title from the head of its file (the titles end before byte 1,700)."""
    with path.open("rb") as stream:
        match = _TITLE.search(stream.read(_HEAD_BYTES))
    if match is None:
        return path.stem
    import html

    return " ".join(html.unescape(match[1].decode("utf-8")).split())
