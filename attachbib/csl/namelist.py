"""One list of names: how many show, how they are joined, "and" and "et al." (CSL 1.0.2, "Name")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from attachbib.csl.formatting import format_tags, wrap
from attachbib.csl.frame import Frame, NameList
from attachbib.csl.locale import Locale
from attachbib.csl.personal import (
    FULL,
    INITIALS,
    NamePrinter,
    NameStyle,
    is_inverted,
    name_printer,
    name_style,
)
from attachbib.csl.scope import Scope
from attachbib.csl.style import Node
from attachbib.reference import Name
from attachbib.richtext.case import apply_case, strip_periods
from attachbib.richtext.join import affix, first_char, join, join_texts
from attachbib.richtext.model import Rich

_ELLIPSIS = "…"
_NO_LIMIT = 10**6
_SPACED_SCRIPT = re.compile("^[&\u0041-\u052f\u0590-\u05d4\u05d6-\u06ff\u1e00-\u1fff]")


class _Joint(NamedTuple):
    """A word behind names, with what divides it from them."""

    after: tuple[Rich, Rich, Rich, Rich]
    """By twice whether there are several names, and whether the last of them is inverted."""
    inversion_counts: bool

    def behind(self, style: NameStyle, names: Sequence[Name]) -> Rich:
        """Return it as it stands behind names."""
        several = len(names) > 1
        is_last_inverted = self.inversion_counts and is_inverted(style, names[-1], not several)
        return self.after[2 * several + is_last_inverted]


class ListStyle(NamedTuple):
    """How lists of names are put together under one `cs:name`."""

    name: NameStyle
    printer: NamePrinter
    each: tuple[str, str, tuple[str, ...]] | None
    """Prefix, suffix and formatting tags of `cs:name`, for every name; None without any."""
    delimiter: str
    last: _Joint | None
    """What stands before the last name; None for the delimiter."""
    et_al: _Joint | None
    """What stands for further names; None for nothing."""
    minimum: int
    """`et-al-min`; 0 for never."""
    use_first: int
    subsequent_minimum: int
    subsequent_use_first: int
    use_last: bool
    counts: bool
    """`form="count"`."""
    fewest_cut: int
    """Shorter lists are never cut."""


def list_style(scope: Scope, name: Node | None, et_al: Node | None) -> ListStyle:
    """Compile a `cs:name` and `cs:et-al` with the options they inherit."""
    options = _options(scope, name)
    style = name_style(options, name, scope.parse, sort=scope.sort, lang=scope.locale.lang)
    minimum = int(options.get("et-al-min", "0"))
    subsequent_minimum = int(options.get("et-al-subsequent-min", minimum))
    use_first = int(options.get("et-al-use-first", _NO_LIMIT))
    attrs = name.attrs if name is not None else {}
    plain = scope.sort
    each = (attrs.get("prefix", ""), attrs.get("suffix", ""), format_tags(attrs))
    return ListStyle(
        name=style,
        printer=name_printer(style),
        each=each if any(each) and not plain else None,
        delimiter=_delimiter(options),
        last=None if plain else _last(options, scope.locale),
        et_al=None if plain else _et_al(et_al, options, scope.locale),
        minimum=minimum,
        use_first=use_first,
        subsequent_minimum=subsequent_minimum,
        subsequent_use_first=int(options.get("et-al-subsequent-use-first", use_first)),
        use_last=options.get("et-al-use-last") == "true",
        counts=options.get("form") == "count",
        fewest_cut=min(minimum or _NO_LIMIT, subsequent_minimum or _NO_LIMIT),
    )


def print_list(
    names: tuple[Name, ...], style: ListStyle, frame: Frame, placeholders: tuple[str, ...] = ()
) -> Rich:
    """Print a list of names and note it in the frame.

    Args:
        placeholders: what replaces the first names, one by one
            (`subsequent-author-substitute` with the rules `…-each` and `partial-first`).
    """
    more = names[-1].others
    real = names[:-1] if more else names
    position = frame.listed
    frame.listed += 1
    shown, last_shown = len(real), False
    if shown >= style.fewest_cut:
        shown, last_shown = _shown(shown, style, frame, position)
    if frame.lists is not None:
        frame.lists.append(
            NameList(real, shown, style.name.level, style.name.initials_mark is not None)
        )
    givens = frame.hints.givens
    levels = givens[position] if position < len(givens) else ()
    if levels or placeholders or style.each is not None:
        printed = [_print_one(real, i, style, frame, levels, placeholders) for i in range(shown)]
    else:
        several = real if shown == len(real) else real[:shown]
        printed = style.printer(several, style.name.level, frame.facts.east_asian, True)
    if last_shown:
        last = _print_one(real, len(real) - 1, style, frame, levels, ())
        return join(join(_joined(printed, style), style.delimiter), join(f"{_ELLIPSIS} ", last))
    if (shown < len(real) or more) and style.et_al is not None and printed:
        return join(_joined(printed, style), style.et_al.behind(style.name, real[:shown]))
    if len(printed) < 2 or style.last is None or shown < len(real):
        return _joined(printed, style)
    head = join(_joined(printed[:-1], style), style.last.behind(style.name, real[:-1]))
    return join(head, printed[-1])


def shown_names(names: tuple[Name, ...], style: ListStyle, frame: Frame) -> tuple[Name, ...]:
    """Return the names of a list that will print."""
    shown, _ = _shown(len(names), style, frame, frame.listed)
    return names[:shown]


def _options(scope: Scope, name: Node | None) -> dict[str, str]:
    """Return the options in force: those of `cs:name` win over inherited ones."""
    options = dict(scope.options)
    for inherited, own in (("name-form", "form"), ("name-delimiter", "delimiter")):
        if inherited in options:
            options[own] = options[inherited]
    if name is not None:
        options.update(name.attrs)
    options.update(scope.key_options)
    return options


def _last(options: Mapping[str, str], locale: Locale) -> _Joint | None:
    word = _and_word(options.get("and"), locale)
    if not word:
        return None
    rule, delimiter = options.get("delimiter-precedes-last", "contextual"), _delimiter(options)
    if _spaced(word):
        return _joint(rule, delimiter, " ", f"{word} ")
    return _joint("always", delimiter if rule == "always" else "", "", word)


def _and_word(kind: str | None, locale: Locale) -> str:
    if kind == "text":
        return locale.term("and")
    if kind == "symbol":
        symbol = locale.term("and", "symbol")
        return symbol if symbol and symbol != locale.term("and") else "&"
    return ""


def _et_al(node: Node | None, options: Mapping[str, str], locale: Locale) -> _Joint | None:
    word = _et_al_word(node, locale)
    if not word:
        return None
    rule = options.get("delimiter-precedes-et-al", "contextual")
    return _joint(rule, _delimiter(options), " " if _spaced(word) else "", word)


def _joint(rule: str, delimiter: str, space: str, word: Rich) -> _Joint:
    """Return a word behind the delimiter or a space (`delimiter-precedes-last`, `-et-al`)."""

    def after(several: bool, inverted: bool) -> Rich:
        wanted = {
            "always": True,
            "never": False,
            "after-inverted-name": inverted,
        }.get(rule, several)
        return join(delimiter if wanted else space, word)

    kinds = [(several, inverted) for several in (False, True) for inverted in (False, True)]
    one, one_inverted, many, many_inverted = (after(*kind) for kind in kinds)
    return _Joint((one, one_inverted, many, many_inverted), rule == "after-inverted-name")


def _delimiter(options: Mapping[str, str]) -> str:
    return options.get("delimiter", ", ")


def _et_al_word(node: Node | None, locale: Locale) -> Rich:
    attrs = node.attrs if node is not None else {}
    term = locale.term(attrs.get("term", "et-al"))
    content: Rich = term if term.strip() else ""
    if attrs.get("strip-periods") == "true":
        content = strip_periods(content)
    if "text-case" in attrs:
        content = apply_case(content, attrs["text-case"])
    content = wrap(content, format_tags(attrs))
    return affix(content, attrs.get("prefix", ""), attrs.get("suffix", ""))


def _shown(total: int, style: ListStyle, frame: Frame, position: int) -> tuple[int, bool]:
    """Return how many names show, and whether the last one follows an ellipsis."""
    subsequent = frame.cite.position not in ("", "first")
    minimum = style.subsequent_minimum if subsequent else style.minimum
    first = style.subsequent_use_first if subsequent else style.use_first
    if not minimum or total < minimum:
        return total, False
    hinted = frame.hints.names[position] if position < len(frame.hints.names) else 0
    shown = min(max(first, hinted), total)
    if style.use_last and not subsequent and shown < total:
        shown = min(shown, max(minimum - 2, 1))
        if total - shown >= 2:
            return shown, True
    return shown, False


def _print_one(
    names: tuple[Name, ...],
    index: int,
    style: ListStyle,
    frame: Frame,
    levels: tuple[int, ...],
    placeholders: tuple[str, ...],
) -> Rich:
    if index < len(placeholders):
        return placeholders[index]
    level = style.name.level
    if index < len(levels) and levels[index] > level:
        level = levels[index]
        if level == INITIALS and style.name.initials_mark is None:
            level = FULL
    [content] = style.printer((names[index],), level, frame.facts.east_asian, index == 0)
    if style.each is None:
        return content
    prefix, suffix, tags = style.each
    return affix(wrap(content, tags), prefix, suffix)


def _joined(printed: list[Rich], style: ListStyle) -> Rich:
    return join_texts(printed, style.delimiter)


def _spaced(text: Rich) -> bool:
    """Whether a word belongs to a script that puts spaces between words."""
    return bool(_SPACED_SCRIPT.match(first_char(text)))
