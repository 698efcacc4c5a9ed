"""Locale data merged for one style and language: terms, date formats, options.

Precedence follows CSL 1.0.2, "Locale Fallback": the style's own `cs:locale` for
the dialect, for the primary dialect, for the language, for none; then the locale files.
The forms of a term fall back on each other within a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from attachbib.csl.load import load_locale, locale_chain
from attachbib.csl.packaged import primary_dialects
from attachbib.csl.style import XML_LANG, Node, Style, build_node
from attachbib.richtext.markup import QuoteMarks

_FORM_FALLBACK: Mapping[str, tuple[str, ...]] = {
    "long": ("long",),
    "short": ("short", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
}
"""Form asked for → forms to try (CSL 1.0.2, "Terms")."""


class Term(NamedTuple):
    """A term in one form."""

    single: str
    multiple: str


class Ordinal(NamedTuple):
    """An ordinal suffix and the numbers it stands for."""

    suffix: str
    match: str
    """`last-digit`, `last-two-digits` or `whole-number`."""


@dataclass(frozen=True)
class Locale:
    """Everything language-dependent that rendering needs."""

    lang: str
    terms: Mapping[tuple[str, str], Term]
    """(name, form) → term."""
    genders: Mapping[str, str]
    """Noun term → `masculine` or `feminine`."""
    ordinals: Mapping[tuple[int, str], Ordinal]
    """(number, gender) → suffix; -1 is the default suffix, "" no gender."""
    long_ordinals: Mapping[tuple[int, str], str]
    dates: Mapping[str, Node]
    """`text` or `numeric` → localized date format."""
    options: Mapping[str, str]
    """The attributes of `cs:style-options`."""

    def term(self, name: str, form: str = "long", plural: bool = False) -> str:
        """Return a term, falling back to less specific forms; "" if there is none."""
        for candidate in _FORM_FALLBACK.get(form, ("long",)):
            found = self.terms.get((name, candidate))
            if found is not None:
                return found.multiple if plural else found.single
        return ""

    def has_term(self, name: str) -> bool:
        """Whether the locale knows a term in any form."""
        return any((name, form) in self.terms for form in _FORM_FALLBACK)

    def option(self, name: str) -> bool:
        """Return a boolean style option."""
        return self.options.get(name) == "true"

    @property
    def quote_marks(self) -> QuoteMarks:
        """Return the quotation marks and where punctuation goes."""
        return QuoteMarks(
            self.term("open-quote"),
            self.term("close-quote"),
            self.term("open-inner-quote"),
            self.term("close-inner-quote"),
            self.option("punctuation-in-quote"),
        )


class _Draft:
    """A locale under construction; later layers override earlier ones."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.terms: dict[tuple[str, str], Term] = {}
        self.genders: dict[str, str] = {}
        self.ordinals: dict[tuple[int, str], Ordinal] = {}
        self.long_ordinals: dict[tuple[int, str], str] = {}
        self.dates: dict[str, Node] = {}
        self.options: dict[str, str] = {}

    def copy(self) -> _Draft:
        draft = _Draft(self.lang)
        for name in ("terms", "genders", "ordinals", "long_ordinals", "dates", "options"):
            getattr(draft, name).update(getattr(self, name))
        return draft

    def add(self, layer: Node, *, is_other_language: bool = False) -> None:
        """Lay a `cs:locale` over the draft.

        Args:
            layer: the element.
            is_other_language: than what lies below: no form of a term that the layer has is
                kept from there. A form that is missing is another one in the same language
                before it is one in another language.
        """
        for node in layer.children:
            if node.kind == "terms":
                if is_other_language:
                    self._forget(node)
                self._add_terms(node)
            elif node.kind == "date":
                self.dates[node.attrs.get("form", "text")] = node
            elif node.kind == "style-options":
                self.options.update(node.attrs)

    def _forget(self, terms: Node) -> None:
        names = {node.attrs.get("name", "") for node in terms.children}
        self.terms = {key: term for key, term in self.terms.items() if key[0] not in names}

    def _add_terms(self, terms: Node) -> None:
        names = {node.attrs.get("name", "") for node in terms.children}
        if "ordinal" in names or any(name.startswith("ordinal-") for name in names):
            self.ordinals.clear()  # a layer's ordinals replace those below as a set
        for node in terms.children:
            name = node.attrs.get("name", "")
            term = _read_term(node)
            gender = node.attrs.get("gender-form", "")
            if name.startswith("long-ordinal-"):
                self.long_ordinals[_number(name), gender] = term.single
            elif name == "ordinal" or name.startswith("ordinal-"):
                number = _number(name)
                match = node.attrs.get("match") or (
                    "last-digit" if number < 10 else "last-two-digits"
                )
                self.ordinals[number, gender] = Ordinal(term.single, match)
            else:
                self.terms[name, node.attrs.get("form", "long")] = term
                if "gender" in node.attrs:
                    self.genders[name] = node.attrs["gender"]

    def finish(self) -> Locale:
        return Locale(
            self.lang,
            self.terms,
            self.genders,
            self.ordinals,
            self.long_ordinals,
            self.dates,
            self.options,
        )


def locale_for(style: Style, lang: str | None = None) -> Locale:
    """Return the locale a style renders in.

    Args:
        style: its `default-locale` counts if `lang` is None; then `en-US`.
        lang: a BCP 47 tag such as `de-AT`; an unknown language falls back to `en-US`.
    """
    wanted = lang or style.default_locale or "en-US"
    draft = _from_files(wanted).copy()
    draft.lang = wanted
    language = wanted.partition("-")[0]
    primary = primary_dialects().get(language, language)
    for match in dict.fromkeys(("", language, primary, wanted)):
        for layer in style.locales:
            if layer.attrs.get(XML_LANG, "") == match:
                draft.add(layer)
    return draft.finish()


@lru_cache(maxsize=32)
def _from_files(lang: str) -> _Draft:
    draft = _Draft(lang)
    below = ""
    for name in reversed(locale_chain(lang)):
        element = load_locale(name)
        if element is not None:
            language = name.partition("-")[0]
            draft.add(build_node(element), is_other_language=language != below)
            below = language
    return draft


def _read_term(node: Node) -> Term:
    single, multiple = node.find("single"), node.find("multiple")
    if single is None and multiple is None:
        return Term(node.text, node.text)
    one = single.text if single else ""
    return Term(one, multiple.text if multiple else one)


def _number(name: str) -> int:
    digits = name.rpartition("-")[2]
    return int(digits) if digits.isdigit() else -1
