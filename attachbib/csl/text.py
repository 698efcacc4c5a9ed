"""`cs:text`, `cs:number` and `cs:label` (CSL 1.0.2, "Rendering Elements")."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attachbib.csl.conditions import CITE_TEXTS, text_getter
from attachbib.csl.formatting import decorated
from attachbib.csl.frame import Frame, Render
from attachbib.csl.labels import citation_label
from attachbib.csl.moulds import printed, watched
from attachbib.csl.numbers import NUMBER_VARIABLES, RANGED, is_plural, number_formatter
from attachbib.csl.ordinals import suffix_letters
from attachbib.csl.scope import Scope
from attachbib.csl.style import Node
from attachbib.richtext.case import apply_case
from attachbib.richtext.model import (
    CITATION_NUMBER,
    LINK,
    YEAR_SUFFIX,
    Rich,
    Span,
    concat,
    span,
)

_SHORT: Mapping[str, tuple[str, ...]] = {
    "title": ("title-short", "shortTitle"),
    "container-title": ("container-title-short", "journalAbbreviation"),
}
"""Variable → where its short form is kept (CSL 1.0.2, `form="short"`)."""

SHORT_FORMS = frozenset(name for names in _SHORT.values() for name in names)
"""The variables that stand in for others in `form="short"`."""

_LINKED: Mapping[str, str] = {
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "URL": "",
}
"""Identifier → the start of its URL (CSL 1.0.2, appendix VI)."""
_WEB = ("http://", "https://")


def compile_text(scope: Scope, node: Node) -> Render:
    """Compile a `cs:text`: a variable, a macro, a term or a fixed string."""
    attrs = node.attrs
    if "macro" in attrs:
        return decorated(scope.macro(attrs["macro"]), attrs)
    if "term" in attrs:
        return decorated(_term(scope, attrs), attrs, is_of_style=True)
    if "value" in attrs:
        return decorated(_value(scope.parse(attrs["value"])), attrs, is_of_style=True)
    variable = attrs.get("variable", "")
    if variable in _LINKED:
        return _linked(scope, variable, attrs)
    return decorated(_variable(scope, variable, attrs), attrs)


def compile_number(scope: Scope, node: Node) -> Render:
    """Compile a `cs:number`."""
    variable = node.attrs.get("variable", "")
    form = node.attrs.get("form", "numeric")
    return decorated(_number(scope, variable, form), node.attrs)


def compile_label(scope: Scope, node: Node) -> Render:
    """Compile a `cs:label` outside `cs:names`: a term for a locator or number."""
    variable = node.attrs.get("variable", "")
    form = node.attrs.get("form", "long")
    plural = node.attrs.get("plural", "contextual")
    locale = scope.locale
    and_word = locale.term("and")
    value_of = text_getter(variable)
    terms = [locale.term(variable, form, many) for many in (False, True)]

    def render(frame: Frame) -> Rich:
        value = value_of(frame)
        if not value or variable in frame.suppressed:
            return ""
        many = plural == "always" or (
            plural == "contextual" and is_plural(value, variable, and_word)
        )
        return locale.term(frame.cite.label, form, many) if variable == "locator" else terms[many]

    return decorated(watched(render, _needed(variable)), node.attrs, is_of_style=True)


def _needed(variable: str) -> frozenset[str]:
    """Return the variables of a reference one of which must be there; empty if none must."""
    if variable in _SPECIAL or variable in CITE_TEXTS:
        return frozenset()
    return frozenset({variable, *_SHORT.get(variable, ())})


def _term(scope: Scope, attrs: Mapping[str, str]) -> Render:
    text = scope.parse(
        scope.locale.term(attrs["term"], attrs.get("form", "long"), attrs.get("plural") == "true")
    )
    capital = apply_case(text, "capitalize-first")
    at_start = scope.style.is_note or scope.area == "bibliography"

    def render(frame: Frame) -> Rich:
        if not text:
            return ""
        first = not frame.printed and at_start
        frame.printed = True
        return capital if first else text

    return render


def _value(text: Rich) -> Render:
    def render(frame: Frame) -> Rich:
        frame.printed = True
        return text

    return render


def _variable(scope: Scope, variable: str, attrs: Mapping[str, str]) -> Render:
    special = _SPECIAL.get(variable)
    if special:
        return special(scope)
    if variable in NUMBER_VARIABLES:
        return _number(scope, variable, "")
    parse = scope.parse
    short = _SHORT.get(variable, ()) if attrs.get("form") == "short" else ()
    abbreviations = scope.abbreviations.get(variable, {}) if attrs.get("form") == "short" else {}

    def value(frame: Frame) -> Rich:
        text = frame.text.get(variable)
        if not text or variable in frame.suppressed:
            return ""
        return parse(text)

    def short_value(frame: Frame) -> Rich:
        text = frame.text.get(variable)
        for name in short:
            if name in frame.text:
                text = frame.text[name]
                break
        if not text or variable in frame.suppressed:
            return ""
        return parse(abbreviations.get(text, text))

    return printed(short_value if short or abbreviations else value, variable, _needed(variable))


def _linked(scope: Scope, variable: str, attrs: Mapping[str, str]) -> Render:
    """A linked identifier; a URL prefix of the element becomes part of the link."""
    base = _LINKED[variable]
    prefix = attrs.get("prefix", "")
    inside = prefix if base and prefix.endswith(("doi.org/", "pubmed/", "articles/")) else ""
    lead = prefix[: prefix.find("http")] if "http" in inside else ""
    inside = inside[len(lead) :]
    outer = {**attrs, "prefix": lead if inside else prefix}

    def value(frame: Frame) -> Rich:
        text = frame.text.get(variable)
        if not text or variable in frame.suppressed:
            return ""
        return whole(text) if base and text.startswith(_WEB) else text

    def whole(url: str) -> Rich:
        shown = url.removeprefix(base) if inside else url
        return span(LINK, shown if shown.startswith(_WEB) else inside + shown, url)

    print_value = printed(value, variable, _needed(variable))

    def render(frame: Frame) -> Rich:
        content = print_value(frame)
        if not content or not isinstance(content, str):
            return content
        return (Span(LINK, inside + content, base + content),)

    return decorated(render, outer)


def _number(scope: Scope, variable: str, form: str) -> Render:
    page_format = scope.style.attrs.get("page-range-format", "")
    parse = scope.parse if variable not in RANGED or not form else str
    shown, shown_as_it_is = (
        number_formatter(variable, form, scope.locale, page_ranges, parse)
        for page_ranges in (page_format, "")
    )
    value_of = text_getter(variable)

    def value_of_cite(frame: Frame) -> Rich:
        text = value_of(frame)
        if not text or variable in frame.suppressed:
            return ""
        return shown(text) if frame.cite.label == "page" else shown_as_it_is(text)

    def value(frame: Frame) -> Rich:
        text = frame.text.get(variable)
        return shown(text) if text and variable not in frame.suppressed else ""

    of_cite = variable in CITE_TEXTS
    return printed(value_of_cite if of_cite else value, variable, _needed(variable))


def _citation_number(scope: Scope) -> Render:
    def value(frame: Frame) -> Rich:
        return str(frame.citation_number) if frame.citation_number else ""

    number = printed(value, CITATION_NUMBER)
    return lambda frame: span(CITATION_NUMBER, number(frame))


def _year_suffix(scope: Scope) -> Render:
    """The suffix counts as there even if it is not, so that it can follow "n.d." in a group."""
    if scope.sort:
        return lambda frame: ""

    def render(frame: Frame) -> Rich:
        frame.called += 1
        frame.found += 1
        if frame.hints.year_suffix < 0:
            return ""
        frame.hit(YEAR_SUFFIX)
        return (Span(YEAR_SUFFIX, suffix_letters(frame.hints.year_suffix)),)

    return watched(render)


def _citation_label(scope: Scope) -> Render:
    def render(frame: Frame) -> Rich:
        frame.called += 1
        frame.hit("citation-label")
        suffix = frame.hints.year_suffix
        label = frame.text.get("citation-label") or citation_label(frame.ref)
        return concat(label, suffix_letters(suffix) if suffix >= 0 else "")

    return watched(render)


def _page_first(scope: Scope) -> Render:
    def value(frame: Frame) -> Rich:
        return frame.text.get("page-first") or first_page(frame.text.get("page", ""))

    return printed(value, "page-first")


def first_page(pages: str) -> str:
    """Return the first page of a page field: `12–34, 56` → `12`."""
    for index, char in enumerate(pages):
        if char in ",&–-" and pages[index - 1 : index] != "\\":
            return pages[:index].strip()
    return pages


_SPECIAL: Mapping[str, Callable[[Scope], Render]] = {
    "citation-number": _citation_number,
    "year-suffix": _year_suffix,
    "citation-label": _citation_label,
    "page-first": _page_first,
}
