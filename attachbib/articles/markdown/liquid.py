"""Citations in tags of site generators: `{% cite key %}` of jekyll-scholar, `{{< cite key >}}`."""

from __future__ import annotations

from itertools import zip_longest

from attachbib.articles.model import Mode
from attachbib.articles.patterns import lazy_pattern
from attachbib.articles.roles import Target

_TOKEN = lazy_pattern(r"\"([^\"]*)\"|'([^']*)'|([^\s\"']+)")
_SUPPRESS = ("-A", "--suppress_author")
_OPENERS = ("{{<", "{{%", "{%")


def tag_targets(text: str, start: int, end: int) -> tuple[Target, ...]:
    """Return the keys that the tag at `[start, end)` cites; none if it is another tag.

    The options are those of jekyll-scholar: `--locator` and `--label`, one for each
    key, and `--suppress_author`; others are passed over with their value.
    """
    opener = next(one for one in _OPENERS if text.startswith(one, start))
    tokens = list(_TOKEN().finditer(text, start + len(opener), end - len(opener)))
    if not tokens or tokens[0][0] != "cite":
        return ()
    keys: list[tuple[str, int, int]] = []
    values: dict[str, list[str]] = {}
    mode: Mode = "normal"
    option = ""
    for token in tokens[1:]:
        index = token.lastindex or 0
        value = token[index]
        if option:
            values.setdefault(option.lstrip("-"), []).append(value)
            option = ""
        elif token[0] in _SUPPRESS:
            mode = "suppress-author"
        elif token[0].startswith("-"):
            option = token[0]
        elif "=" not in value:
            keys.append((value, *token.span(index)))
    locators = values.get("locator", values.get("l", []))
    labels = values.get("label", values.get("L", []))
    return tuple(
        Target(*key, mode, "", f", {label} {locator}" if locator else "")
        for key, locator, label in zip_longest(
            keys, locators[: len(keys)], labels[: len(keys)], fillvalue=""
        )
        if isinstance(key, tuple)
    )
