"""One name (CSL 1.0.2, "Name" and "Name-part Order"): its parts, their order, their formatting."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from attachbib.csl.formatting import format_tags, wrap
from attachbib.csl.initials import initialize, normalize_initials
from attachbib.csl.style import Node
from attachbib.reference import Name
from attachbib.richtext.case import apply_case, strip_periods
from attachbib.richtext.join import affix, join_all
from attachbib.richtext.model import Rich, concat

FAMILY_ONLY, INITIALS, FULL = 0, 1, 2
"""How much of the given name shows; disambiguation raises it."""

_ROMANESQUE = re.compile(
    "[-0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u0590-\u06ff\u0e01-\u0e5b\u1e00-\u1fff]"
)
_PLAIN_FAMILY = re.compile("[A-Za-zÀ-ɏ](?:[\\w -]*\\w)?")
_PLAIN_GIVEN = re.compile("[A-Za-zÀ-ɏ](?:[\\w .-]*[\\w.])?")
_NO_MORE = Name()[2:]
"""What stands in a name behind family and given name if it has nothing else."""
_TITLES = ("Lord", "Lady")
"""Given names which a comma divides from the family name, whatever the style."""
_JOINING = ("’", "'", "-", "\u02bc")


class _PartStyle(NamedTuple):
    """The formatting of a `cs:name-part`."""

    prefix: str = ""
    suffix: str = ""
    tags: tuple[str, ...] = ()
    case: str = ""
    strip: bool = False

    def render(self, text: str, parse: Callable[[str], Rich]) -> Rich:
        if not text:
            return ""
        content = parse(text)
        if self.strip:
            content = strip_periods(content)
        if self.case:
            content = apply_case(content, self.case)
        return wrap(content, self.tags)


PLAIN_PART = _PartStyle()


class NameStyle(NamedTuple):
    """How a `cs:name` prints each name."""

    level: int
    """The part of the given name that shows without disambiguation."""
    initials_mark: str | None
    """`initialize-with`, or None if given names are never abbreviated."""
    abbreviate: Callable[[str], str]
    """Given name → its initials, or only its abbreviations tidied (`initialize="false"`)."""
    hyphens: bool
    order: str
    """`name-as-sort-order`: `first`, `all` or ""."""
    separator: str
    """`sort-separator`."""
    demote: str
    """`demote-non-dropping-particle`."""
    family: _PartStyle
    given: _PartStyle
    parse: Callable[[str], Rich]
    sort: bool = False
    """Whether the name is part of a sort key."""
    space: str = " "
    """Between particle and family name; some languages want it unbreakable."""

    @property
    def between(self) -> str:
        """What stands between given and family name."""
        tight = self.initials_mark is not None and "\u00a0" in self.initials_mark
        return "\u00a0" if tight and self.level == INITIALS else " "


def name_style(
    options: Mapping[str, str],
    node: Node | None,
    parse: Callable[[str], Rich],
    *,
    sort: bool = False,
    lang: str = "en",
) -> NameStyle:
    """Build a name style from the options in force and the `cs:name` element."""
    parts = {child.attrs.get("name"): child.attrs for child in node.children} if node else {}
    mark = options.get("initialize-with")
    hyphens = options.get("initialize-with-hyphen", "true") == "true"
    form = options.get("form", "long")
    level = FAMILY_ONLY if form == "short" else FULL if mark is None else INITIALS
    return NameStyle(
        level=level,
        initials_mark=mark,
        abbreviate=_abbreviator(options.get("initialize", "true") == "true", mark or "", hyphens),
        hyphens=hyphens,
        order="all" if sort else options.get("name-as-sort-order", ""),
        separator=" " if sort else options.get("sort-separator", ", "),
        demote=options.get("demote-non-dropping-particle", "display-and-sort"),
        family=PLAIN_PART if sort else _part(parts.get("family")),
        given=PLAIN_PART if sort else _part(parts.get("given")),
        parse=parse,
        sort=sort,
        space="\u00a0" if lang[:2] in ("fr", "ru", "cs") else " ",
    )


@lru_cache(maxsize=64)
def _abbreviator(whole: bool, mark: str, hyphens: bool) -> Callable[[str], str]:
    change = initialize if whole else normalize_initials
    return partial(change, mark=mark, hyphens=hyphens)


NamePrinter: TypeAlias = Callable[[Sequence[Name], int, bool, bool], list[Rich]]
"""(names, level, is East Asian item, are they the first ones of a list) → each as rich text."""


def name_printer(style: NameStyle) -> NamePrinter:
    """Return what prints names in a style."""

    @lru_cache(maxsize=16384)
    def render(name: Name, first: bool, level: int, static: bool) -> Rich:
        return _render(name, style, first, level, static)

    def render_all(names: Sequence[Name], level: int, static: bool, begins: bool) -> list[Rich]:
        return [render(name, begins and not i, level, static) for i, name in enumerate(names)]

    if not style.family == style.given == PLAIN_PART:
        return render_all
    always, at_first = style.order == "all", style.order == "first"
    separator, between = style.separator, style.between
    whole = _givens(None)
    initials = whole if style.initials_mark is None else _givens(style.abbreviate)
    givens = {FAMILY_ONLY: whole, INITIALS: initials, FULL: whole}

    def render_plain(names: Sequence[Name], level: int, static: bool, begins: bool) -> list[Rich]:
        """Print names of two words or so of Latin letters, as most are, without detours."""
        if static:
            return render_all(names, level, static, begins)
        given_of = givens[level]
        inverted = always or (at_first and begins)
        printed: list[Rich] = []
        for name in names:
            family, given = name[0], given_of(name[1])
            if given is None or name[2:] != _NO_MORE or not _is_plain_family(family):
                printed.append(render(name, begins and not printed, level, False))
            elif level == FAMILY_ONLY:
                printed.append(family)
            elif inverted:
                printed.append(f"{family}{separator}{given}")
            else:
                printed.append(f"{given}{between}{family}")
            inverted = always
        return printed

    return render_plain


@lru_cache(maxsize=64)
def _givens(change: Callable[[str], str] | None) -> Callable[[str], str | None]:
    """Return what gives a given name as printed, or None if the name takes a closer look.

    It remembers them: lists of references repeat given names far more often than whole names.
    """

    @lru_cache(maxsize=16384)
    def printed(given: str) -> str | None:
        if not given or given in _TITLES:
            return None
        if not (given.isalpha() and given.isascii()) and not _PLAIN_GIVEN.fullmatch(given):
            return None
        return given if change is None else change(given)

    return printed


def _is_plain_family(family: str) -> bool:
    # What the pattern finds, faster.
    return (family.isalpha() and family.isascii()) or bool(_PLAIN_FAMILY.fullmatch(family))


def is_inverted(style: NameStyle, name: Name, first: bool) -> bool:
    """Whether a name prints family name first because the style asks for it."""
    if name.literal or name.static_ordering or not name.given:
        return False
    return style.order == "all" or (style.order == "first" and first)


def _part(attrs: Mapping[str, str] | None) -> _PartStyle:
    if attrs is None:
        return PLAIN_PART
    return _PartStyle(
        attrs.get("prefix", ""),
        attrs.get("suffix", ""),
        format_tags(attrs),
        attrs.get("text-case", ""),
        attrs.get("strip-periods") == "true",
    )


def _render(name: Name, style: NameStyle, first: bool, level: int, static: bool) -> Rich:
    if name.literal or not (name.family or name.given):
        return style.family.render(name.literal, style.parse)
    if not name.family:
        return style.given.render(name.given, style.parse)
    family = style.family.render(name.family, style.parse)
    if level == FAMILY_ONLY and not name.non_dropping_particle and not style.sort:
        return affix(family, style.family.prefix, style.family.suffix)
    particle = style.family.render(_particle(name.non_dropping_particle, style), style.parse)
    dropping = style.given.render(_particle(name.dropping_particle, style), style.parse)
    given = style.given.render(_given(name, style, level), style.parse) if level else ""
    suffix = style.parse(_suffix(name, style)) if name.suffix else ""
    if not given:
        dropping, suffix = (
            ("", "") if level == FAMILY_ONLY or not name.given else (dropping, suffix)
        )
    if not _ROMANESQUE.search(name.family):
        if _ROMANESQUE.match(name.given or "一"):
            return join_all([join_all([particle, family], style.space), given], " ")
        return concat(concat(particle, family), given)
    if name.static_ordering or static:
        return join_all([_with_particle(particle, family, style, name), given], " ")
    if style.sort and level != FAMILY_ONLY:
        return _sort_order(family, given, particle, dropping, suffix, style)
    if style.order == "all" or (style.order == "first" and first):
        return _inverted(name, family, given, particle, dropping, suffix, style)
    return _display_order(name, family, given, particle, dropping, suffix, style)


def _sort_order(
    family: Rich, given: Rich, particle: Rich, dropping: Rich, suffix: Rich, style: NameStyle
) -> Rich:
    if style.demote == "never":
        return join_all([particle, family, dropping, given, suffix], " ")
    return join_all([family, given, dropping, particle, suffix], " ")


def _inverted(
    name: Name,
    family: Rich,
    given: Rich,
    particle: Rich,
    dropping: Rich,
    suffix: Rich,
    style: NameStyle,
) -> Rich:
    """`Gogh, Vincent van` (CSL 1.0.2, "Name-part Order", display order with inversion)."""
    separator = ", " if name.given in _TITLES else style.separator
    if style.demote == "display-and-sort":
        second = join_all([given, dropping, particle], " ")
    else:
        family = _with_particle(particle, family, style, name)
        second = join_all([given, dropping], " ")
    family = affix(family, style.family.prefix, style.family.suffix)
    second = affix(second, style.given.prefix, style.given.suffix)
    return join_all([family, second, suffix], separator)


def _display_order(
    name: Name,
    family: Rich,
    given: Rich,
    particle: Rich,
    dropping: Rich,
    suffix: Rich,
    style: NameStyle,
) -> Rich:
    """`Vincent van Gogh III`."""
    elided = name.dropping_particle[-1:] in _JOINING and not name.non_dropping_particle
    if elided and dropping and name.dropping_particle[:-1] != "de":
        family = concat(dropping, family)
        dropping = ""
    second = _with_particle(particle, family, style, name)
    second = join_all([dropping, second], style.space)
    second = join_all([second, suffix], ", " if name.comma_suffix else " ")
    second = affix(second, style.family.prefix, style.family.suffix)
    given = affix(given, style.given.prefix, style.given.suffix)
    return join_all([given, second], style.between)


def _with_particle(particle: Rich, family: Rich, style: NameStyle, name: Name) -> Rich:
    if name.non_dropping_particle[-1:] in (*_JOINING, " "):
        return concat(particle, family)
    return join_all([particle, family], style.space)


def _particle(text: str, style: NameStyle) -> str:
    return re.sub("['’]", "", text) if style.sort else text


def _given(name: Name, style: NameStyle, level: int) -> str:
    if level == INITIALS and style.initials_mark is not None:
        return style.abbreviate(name.given)
    return name.given


def _suffix(name: Name, style: NameStyle) -> str:
    if style.initials_mark is None or not name.suffix:
        return name.suffix
    return normalize_initials(name.suffix, style.initials_mark, hyphens=style.hyphens)
