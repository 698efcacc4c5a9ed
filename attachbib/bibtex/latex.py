"""LaTeX of a field → text with the inline markup of CSL-JSON.

Clean values, most of them, take a fast path. The rest goes through one pass over
tokens with an explicit stack, so nesting costs no recursion; a command that the
tables do not know is looked up in pylatexenc, and if that does not know it either
its arguments stay as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from unicodedata import normalize

from attachbib.bibtex import latex_tables as tables
from attachbib.bibtex.terms import TERMS

_SPECIAL = re.compile(r"[\\{}$~`'\t\r\n\f\v]|--|  |^ | $")
_LETTER = re.compile(
    r"\{\\(?:[`'^\"~=.](?:\\?[A-Za-z]|\{\\?[A-Za-z]\})"
    r"|[cvuHkrdb](?: \\?[A-Za-z]|\{\\?[A-Za-z]\})|ss|oe?|OE?|ae|AE|aa|AA|[lLij])\}"
)
"""A group that spells one letter, as most LaTeX in names does: `{\\'e}`, `{\\v s}`, `{\\o}`."""
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)\b[^<>]*>")
_TOKEN = re.compile(
    r"(?P<word>\\[A-Za-z@]+\*?\s*)"
    r"|(?P<symbol>\\.)"
    r"|(?P<open>\{)"
    r"|(?P<close>\})"
    r"|(?P<dollar>\$\$?)"
    r"|(?P<script>[\^_])"
    r"|(?P<space>\s+)"
    r"|(?P<text>[^\\{}$^_\s]+|\\)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\([%#&_~^{}$])")
_DOLLARS = re.compile(r"\\\$|\$\$")
_SPELLED = re.compile(r"\\(?:(?P<word>[A-Za-z]+)|(?P<symbol>.))", re.DOTALL)
_BRACE = re.compile(r"\s*\{")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_DOTTED = {"ı": "i", "ȷ": "j"}
_CLOSING_QUOTES = frozenset("’”")
_MATH = -1
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_NOCASE, _NOCASE_END = '<span class="nocase">', "</span>"
_FLAT_GROUPS = re.compile(r"[^{}]*+(?:\{[^{}]++\}[^{}]*+)++")
_EMPTY_NOCASE = re.compile(r'<span class="nocase">\s*</span>')


def plain_text(value: str) -> str:
    """Return a LaTeX value as text without markup."""
    return strip_markup(to_markup(value))


def strip_markup(text: str) -> str:
    """Return text without the inline markup of CSL-JSON."""
    return _MARKUP.sub("", text) if "<" in text else text


def to_markup(value: str, *, protect: bool = False) -> str:
    """Return a LaTeX value as text with the inline markup of CSL-JSON.

    Args:
        value: the value without its delimiters.
        protect: whether `{Braced}` parts become `<span class="nocase">`, as in titles.
    """
    if not _SPECIAL.search(value):
        return value
    if "\\" in value:
        spelled = spell_letters(value)
        if "\\" not in spelled:
            value = spelled
    if "\\" in value or "$" in value:
        text = _Converter(value, protect).convert()
    elif "{" not in value or not protect:
        text = _typography(value.replace("{", "").replace("}", ""))
    elif _FLAT_GROUPS.fullmatch(flat := value.replace("{{", "{").replace("}}", "}")):
        text = _typography(flat.replace("{", _NOCASE).replace("}", _NOCASE_END))
    else:
        text = _Converter(value, protect).convert()
    if "  " in text or not text.isprintable():
        text = _SPACES.sub(" ", text)
    return text.strip(" ")


def spell_letters(value: str) -> str:
    r"""Return a value with a character for each group that spells one: `{\'e}` is é."""
    return _LETTER.sub(_letter, value)


def _letter(match: re.Match[str]) -> str:
    return _spelled(match[0])


@lru_cache(maxsize=1024)
def _spelled(group: str) -> str:
    return _Converter(group, False).convert()


def _typography(text: str) -> str:
    if "-" in text:
        text = text.replace("---", "—").replace("--", "–")
    if "'" in text or "`" in text:
        text = text.replace("``", "“").replace("''", "”").replace("`", "‘").replace("'", "’")
    return text.replace("~", "\u00a0")


class _Converter:
    """One pass over one value."""

    def __init__(self, value: str, protect: bool) -> None:
        self._value = value
        self._position = 0
        self._out: list[str] = []
        self._closers: list[str] = [""]
        """For every open brace, and first the whole value, what its end adds."""
        self._argument: tuple[str, str] | None = None
        """What stands around the next argument, when a command waits for one."""
        self._accent = ""
        """Combining characters that wait for their letter, innermost first."""
        self._quotes = 0
        self._math = False
        self._paired_dollars = _DOLLARS.sub("", value).count("$") % 2 == 0
        self._protect = protect
        self._shield = 0
        """Depth of the braces that protect case now, or 0; 1 is the value itself."""

    def convert(self) -> str:
        value, end = self._value, len(self._value)
        while self._position < end:
            match = _TOKEN.match(value, self._position)
            if match is None or match.lastgroup is None:  # never: the alternatives cover all
                break
            self._position = match.end()
            _HANDLERS[match.lastgroup](self, match[0])
        self._out.extend(reversed(self._closers))
        text = normalize("NFC", "".join(self._out))
        return _EMPTY_NOCASE.sub("", text) if self._protect else text

    def _emit(self, text: str) -> None:
        """Add text; a waiting accent takes its first character, a waiting command too."""
        if not text:
            return
        if self._accent:
            first = _DOTTED.get(text[0], text[0])
            text = first + self._accent + text[1:]
            self._accent = ""
        if self._argument:
            before, after = self._argument
            self._argument = None
            text = f"{before}{text[0]}{after}{text[1:]}"
        self._out.append(text)

    def _open(self, token: str) -> None:
        closer = ""
        if self._argument:
            before, closer = self._argument
            self._argument = None
            self._out.append(before)
            self._quotes += closer in _CLOSING_QUOTES
        elif self._protect and not self._shield and not self._accent and not self._is_letter():
            self._out.append(_NOCASE)
            closer = _NOCASE_END
            self._shield = len(self._closers)
        self._closers.append(closer)

    def _is_letter(self) -> bool:
        r"""Whether the group just opened only spells a letter, as `{\"o}` does: no protection."""
        match = _SPELLED.match(self._value, self._position)
        return match is not None and (
            match["symbol"] in tables.ACCENTS
            or match["word"] in tables.ACCENTS
            or match["word"] in tables.LETTERS
        )

    def _close(self, token: str) -> None:
        self._out.append(tables.SPACING.get(self._accent, ""))
        self._accent = ""
        self._argument = None
        if len(self._closers) == 1:
            return
        closer = self._closers.pop()
        self._quotes -= closer in _CLOSING_QUOTES
        self._out.append(closer)
        if len(self._closers) == self._shield:
            self._shield = 0

    def _dollar(self, token: str) -> None:
        if not self._paired_dollars:
            self._emit(token)
            return
        self._math = not self._math
        if not self._protect:
            return
        if self._math and not self._shield:
            self._out.append(_NOCASE)
            self._shield = _MATH
        elif not self._math and self._shield == _MATH:
            self._out.append(_NOCASE_END)
            self._shield = 0

    def _script(self, token: str) -> None:
        if self._math:
            self._argument = tables.SCRIPTS[token]
        else:
            self._emit(token)

    def _space(self, token: str) -> None:
        if not self._accent and not self._argument:
            self._out.append(" ")

    def _text(self, token: str) -> None:
        self._emit(token.replace("'", "′") if self._math else _typography(token))

    def _symbol(self, token: str) -> None:
        character = token[1]
        if character in tables.ACCENTS:
            self._accent = tables.ACCENTS[character] + self._accent
        else:
            self._emit(tables.SYMBOLS.get(character, character))

    def _word(self, token: str) -> None:
        before = self._position - len(token) - 1
        self._command(token[1:].rstrip().rstrip("*"))
        if self._math and token[-1].isspace() and self._value[before].isspace():
            self._out.append(" ")

    def _command(self, name: str) -> None:
        if name in tables.LETTERS:
            if name in tables.RAISED and self._argument == tables.SCRIPTS["^"]:
                self._argument = None
            self._emit(tables.LETTERS[name])
        elif name in tables.ACCENTS:
            self._accent = tables.ACCENTS[name] + self._accent
        elif name in tables.MARKUP:
            self._argument = tables.MARKUP[name]
        elif name in tables.SWITCHES:
            before, after = tables.SWITCHES[name]
            self._out.append(before)
            self._closers[-1] = after + self._closers[-1]
        elif name in tables.QUOTES:
            self._argument = ("‘", "’") if self._quotes % 2 else ("“", "”")
        elif name in tables.VERBATIM:
            self._emit(_ESCAPED.sub(r"\1", self._raw_argument()))
        elif name.lower() in tables.SKIP_FIRST:
            self._raw_argument()
        elif name in tables.FRACTIONS:
            self._argument = ("", "/")
        elif name == "bibstring":
            key = self._raw_argument()
            self._emit(TERMS.get(key.lower(), key))
        else:
            self._emit(_symbol_of(name) or self._acronym(name))

    def _acronym(self, name: str) -> str:
        r"""The name of an unknown command that stands for itself: `\XML`, but not `\SI{5}{m}`."""
        behind = self._value[self._position : self._position + 2]
        has_argument = behind[:1] == "{" and behind != "{}"
        return name if len(name) > 1 and name.isupper() and not has_argument else ""

    def _raw_argument(self) -> str:
        """Take the next `{…}`, braces inside included, as it is; "" when none follows."""
        match = _BRACE.match(self._value, self._position)
        if match is None:
            return ""
        start, depth = match.end(), 1
        for brace in _BRACES.finditer(self._value, start):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if depth == 0:
                self._position = brace.end()
                return self._value[start : brace.start()]
        self._position = len(self._value)
        return self._value[start:]


_HANDLERS: dict[str, Callable[[_Converter, str], None]] = {
    "word": _Converter._word,
    "symbol": _Converter._symbol,
    "open": _Converter._open,
    "close": _Converter._close,
    "dollar": _Converter._dollar,
    "script": _Converter._script,
    "space": _Converter._space,
    "text": _Converter._text,
}


@lru_cache(maxsize=4096)
def _symbol_of(name: str) -> str:
    """What pylatexenc prints for a command, without its arguments or a placeholder (`<ref>`)."""
    from pylatexenc.latex2text import get_default_latex_context_db

    found = getattr(get_default_latex_context_db().get_macro_spec(name), "simplify_repl", "")
    is_text = isinstance(found, str) and "%" not in found and not found.startswith("<")
    return found if is_text else ""
