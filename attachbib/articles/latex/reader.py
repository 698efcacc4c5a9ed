"""The scanner of LaTeX: one pass over the text, with exact offsets of everything read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from attachbib.articles.assembly import Assembly
from attachbib.articles.latex import commands
from attachbib.articles.latex.arguments import Arguments
from attachbib.articles.latex.citations import read_citation
from attachbib.articles.latex.environments import Environments
from attachbib.articles.latex.macros import Macros
from attachbib.articles.latex.prose import Prose
from attachbib.articles.model import Citation, Cite, Pragma
from attachbib.articles.runs import Run
from attachbib.source import Span

MAX_DEPTH = 20
"""Notes in notes that are deeper are passed over."""

_SPECIAL = re.compile(r"\\(?:[A-Za-z]+\*?|[\s\S])|[{}%$~&`]|\n[ \t]*(?:\n\s*)|''?|---?|\\\Z")
_COMMENT = re.compile(r"%([^\n]*)\n?[ \t]*")
_ENVIRONMENT = re.compile(r"\s*\{([A-Za-z@]+\*?)\}")
_MATH_END = re.compile(r"(?<!\\)(?:\\\\)*\$|\n[ \t]*\n")
_PRAGMA = re.compile(r"\s*attachbib:\s*(.*?)\s*$")
_PREAMBLE = re.compile(
    r"(?<!\\)(?:\\\\)*(?:%.*|(?P<title>\\title(?![A-Za-z]))|(?P<nocite>\\nocite(?![A-Za-z])))"
)
"""A comment, which may hold the others, or a command before the document begins."""
_DELIMITED = re.compile(r"([^A-Za-z\s*])([^\n]*?)\1")


class _Frame(NamedTuple):
    """An argument that is read while the rest waits: a heading, a caption, a note."""

    depth: int
    """The depth of braces at which it closes."""
    close: Callable[[int], None]


class Reader(Prose):
    """Reads a range of LaTeX into an assembly."""

    def __init__(
        self, assembly: Assembly, macros: Macros, arguments: Arguments, *, nested: int = 0
    ) -> None:
        super().__init__(assembly.source.text)
        self.assembly = assembly
        self.arguments = arguments
        self.macros = macros
        self.nested = nested
        self.inputs: list[tuple[str, Span]] = []
        """The names of the files that are included, and where."""
        self.title = ""
        self._depth = 0
        self._frames: list[_Frame] = []
        self._environments = Environments()

    def read(self, start: int, end: int) -> None:
        """Read the range `[start, end)`."""
        self._scan(start, end)
        while self._frames:
            self._frames.pop().close(end)
        self.flush()
        for one in self._environments.open[:20]:
            self._unclosed(one.name, one.start)

    def aside(self, start: int, end: int) -> tuple[str, list[Citation]]:
        """Return what is read of a range that is no part of the run, and its citations."""
        if self.nested >= MAX_DEPTH:
            return "", []
        inner = Reader(self.assembly, self.macros, self.arguments, nested=self.nested + 1)
        inner._scan(start, end)
        return inner._run.plain(), list(inner._run.citations)

    def _scan(self, start: int, end: int) -> None:
        self._limit = end
        pos = start
        while match := _SPECIAL.search(self.text, pos, end):
            self._put_text(pos, match.start())
            pos = self._special(match)
        self._put_text(pos, end)

    def flush(self) -> None:
        """End the paragraph."""
        if self._run and not self._has_prose and not self._run.citations:
            self.assembly.block("raw", self._start, self._end)
        elif self._run:
            kind = self._environments.block_kind()
            self.assembly.run(kind, self._run, self._start, self._end)
        self._restart()

    def _special(self, match: re.Match[str]) -> int:
        """Read what begins with a special character; return where it ends."""
        token, at, end = match[0], match.start(), match.end()
        if token[0] == "\\":
            return self._command(token[1:], at, end)
        if token == "%":
            return self._comment(at)
        if token == "$":
            return self._dollar(at)
        if token == "{":
            self._depth += 1
        elif token == "}":
            self._close_brace(at)
        elif token == "~":
            self._put(at, end, " ")
        elif token == "&":
            self._put(at, end, " " if self._environments.in_table else "&")
        elif token[0] == "\n":
            self.flush()
        else:
            return self._ligature(token, at, end)
        return end

    def _close_brace(self, at: int) -> None:
        self._depth = max(self._depth - 1, 0)
        if self._frames and self._frames[-1].depth == self._depth:
            self._frames.pop().close(at)

    def _comment(self, at: int) -> int:
        match = _COMMENT.match(self.text, at, self._limit)
        if match is None:
            return at + 1
        if pragma := _PRAGMA.match(match[1]):
            self.assembly.pragmas.append(Pragma(pragma[1], Span(at, at + 1 + len(match[1]))))
        return match.end()

    def _dollar(self, at: int) -> int:
        start = at + 2 if self.text.startswith("$$", at) else at + 1
        close = _MATH_END.search(self.text, start, self._limit)
        if close is None or close[0][-1] != "$":
            self._put(at, start, "$" * (start - at))
            return start
        double = start - at == 2 and self.text.startswith("$", close.end())
        return self._unit(at, close.end() + double)

    def _command(self, name: str, at: int, end: int) -> int:
        if name in commands.CHARACTERS or not name[:1].isalpha():
            return self._character(name, at, end)
        if name[-1] == "*" and name not in _KNOWN and name[:-1] in _KNOWN:
            name = name[:-1]
        name = self.macros.alias(name)
        if name in commands.CITATIONS:
            return self._citation(name, at, end)
        if handler := _HANDLERS.get(name):
            return handler(self, name, at, end)
        if name in commands.ACCENTS and len(name) == 1:
            return self._accent(name, at, end)
        if name in commands.SYMBOLS:
            while commands.SYMBOLS[name].isalpha() and self.text.startswith(" ", end):
                end += 1
            self._put(at, end, commands.SYMBOLS[name])
            return end
        if name in commands.UNITS:
            return self._unit(at, self.arguments.skip_all(end, self._limit))
        if name in commands.SKIPPED:
            return self.arguments.skip(end, commands.SKIPPED[name], self._limit)
        if name in commands.SKIPPED_FIRST:
            return self.arguments.skip(end, commands.SKIPPED_FIRST[name], self._limit)
        if name in commands.DEFINITIONS:
            return self._definition(end)
        if text := self.macros.text(name):
            self._put(at, end, text)
            return end
        return self._unknown(end)

    def _unknown(self, end: int) -> int:
        """Pass over a command that is not known: what is in its braces is read."""
        option = self.arguments.at(end, "[", self._limit)
        is_option = option is not None and self.text.startswith(("{", "["), option.end)
        return option.end if option is not None and is_option else end

    def _character(self, name: str, at: int, end: int) -> int:
        if name in ("(", "["):
            closer = "\\)" if name == "(" else "\\]"
            close = self._find(closer, end)
            return self._unit(at, close + 2) if close >= 0 else end
        if name == "\\" and self._environments.in_table:
            self.flush()
        elif name in commands.ACCENTS and name != "\\":
            return self._accent(name, at, end)
        elif plain := commands.CHARACTERS.get(name, ""):
            self._put(at, end, plain)
        return end

    def _definition(self, end: int) -> int:
        """Pass over the definition of a command."""
        pos = end
        while self.text.startswith(" ", pos):
            pos += 1
        if self.text.startswith("\\", pos):
            while pos < self._limit and self.text[pos] not in "[{\n":
                pos += 1
        return self.arguments.skip_all(pos, self._limit)

    def _citation(self, name: str, at: int, end: int) -> int:
        found = read_citation(
            name, end, self._limit, self.arguments, self.aside, self.assembly.language
        )
        if not found.cites:
            return found.end
        self._touch(at, found.end)
        mode = commands.CITATIONS[name]
        text = ", ".join(f"@{cite.key}" for cite in found.cites)
        self._run.cite(at, found.end, found.cites, text if mode == "author-in-text" else "")
        self._run.keep(found.inner)
        return found.end

    def _begin(self, name: str, at: int, end: int) -> int:
        match = _ENVIRONMENT.match(self.text, end, self._limit)
        if match is None:
            return end
        name, pos = match[1], match.end()
        if name in commands.VERBATIM or name in commands.MATH or name == commands.REFERENCES:
            return self._opaque(name, at, pos)
        self.flush()
        self._environments.begin(name, at)
        count = commands.TABULAR.get(name, commands.ENVIRONMENT_ARGUMENTS.get(name, 0))
        if option := self.arguments.at(pos, "[", self._limit):
            pos = option.end
        return self.arguments.skip(pos, count, self._limit)

    def _opaque(self, name: str, at: int, pos: int) -> int:
        closer = f"\\end{{{name}}}"
        close = self._find(closer, pos)
        if close < 0:
            self._unclosed(name, at)
            return self._limit if name in commands.VERBATIM else pos
        end = close + len(closer)
        if name in commands.MATH:
            return self._unit(at, end)
        self.flush()
        kind = "definition" if name == commands.REFERENCES else "code"
        self.assembly.block("comment" if name == "comment" else kind, at, end)
        return end

    def _finish_environment(self, name: str, at: int, end: int) -> int:
        match = _ENVIRONMENT.match(self.text, end, self._limit)
        if match is None:
            return end
        self.flush()
        if not self._environments.end(match[1]) and not self.nested:
            self.assembly.defect(
                at,
                f"`\\end{{{match[1]}}}` closes nothing",
                help=f"Add `\\begin{{{match[1]}}}`, or take it out.",
            )
        return match.end()

    def _heading(self, name: str, at: int, end: int) -> int:
        level = commands.HEADINGS[name]
        return self._own_block(at, end, "heading", level)

    def _caption(self, name: str, at: int, end: int) -> int:
        end = self.arguments.skip(end, commands.SKIPPED_FIRST.get(name, 0), self._limit)
        return self._own_block(at, end, "paragraph", 0)

    def _own_block(self, at: int, end: int, kind: str, level: int) -> int:
        opening = self._opening(end)
        if opening < 0:
            return end
        self.flush()

        def close(stop: int) -> None:
            if self._run:
                self.assembly.run(kind, self._run, at, stop + 1, level=level)
            self._restart()

        self._open_frame(close)
        return opening

    def _footnote(self, name: str, at: int, end: int) -> int:
        opening = self._opening(end)
        if opening < 0 or self.nested >= MAX_DEPTH:
            return end
        self._touch(at, end)
        outer, start = self._run, self._start
        self._run = Run()

        def close(stop: int) -> None:
            noted = self._run.citations
            self._run, self._start, self._end = outer, start, stop + 1
            outer.keep(noted)
            outer.note(at, stop + 1)

        self._open_frame(close)
        return opening

    def _opening(self, end: int) -> int:
        """Return where the content of the next argument begins, options passed over; or -1."""
        while option := self.arguments.at(end, "[", self._limit):
            end = option.end
        while end < self._limit and self.text[end].isspace():
            end += 1
        return end + 1 if self.text.startswith("{", end) else -1

    def _open_frame(self, close: Callable[[int], None]) -> None:
        self._frames.append(_Frame(self._depth, close))
        self._depth += 1

    def _title(self, name: str, at: int, end: int) -> int:
        group = self.arguments.at(self._unknown(end), "{", self._limit)
        if group is None:
            return end
        self.title = self.title or self.aside(group.start, group.stop)[0]
        return group.end

    def preamble(self, limit: int) -> None:
        """Take the title and the keys of `\nocite` from before the document begins."""
        self._limit = limit
        for match in _PREAMBLE.finditer(self.text, 0, limit):
            if match["title"] and not self.title:
                self._title("title", match.end(), match.end())
            elif match["nocite"]:
                self.nocite("nocite", match.end(), match.end())

    def _item(self, name: str, at: int, end: int) -> int:
        self.flush()
        label = self.arguments.at(end, "[", self._limit)
        return label.end if label else end

    def _paragraph(self, name: str, at: int, end: int) -> int:
        self.flush()
        return end

    def _verb(self, name: str, at: int, end: int) -> int:
        if name == "mintinline":
            end = self.arguments.skip(end, 1, self._limit)
        elif option := self.arguments.at(end, "[", self._limit):
            end = option.end
        if group := self.arguments.at(end, "{", self._limit):
            return self._unit(at, group.end)
        match = _DELIMITED.match(self.text, end, self._limit)
        return self._unit(at, match.end()) if match else end

    def nocite(self, name: str, at: int, end: int) -> int:
        """Take the keys of a `\nocite` that ends at `end`."""
        group = self.arguments.cites(end, self._limit)
        if group is None:
            return end
        self.assembly.listed += (Cite(key, Span(*place)) for key, *place in group.keys)
        return group.end

    def _input(self, name: str, at: int, end: int) -> int:
        group = self.arguments.at(end, "{", self._limit)
        if group is None:
            return end
        self.flush()
        self.inputs.append((self.text[group.start : group.stop].strip(), Span(at, group.end)))
        return group.end

    def _false(self, name: str, at: int, end: int) -> int:
        close = self._find("\\fi", end)
        return close + 3 if close >= 0 else end

    def _quote(self, name: str, at: int, end: int) -> int:
        opening = self._opening(end)
        if opening < 0:
            return end
        self._put(at, opening, "“")
        self._open_frame(lambda stop: self._put(stop, stop + 1, "”"))
        return opening

    def _unclosed(self, name: str, at: int) -> None:
        self.assembly.defect(
            at, f"the environment `{name}` is not closed", help=f"Add `\\end{{{name}}}`."
        )


_HANDLERS: Mapping[str, Callable[[Reader, str, int, int], int]] = {
    "begin": Reader._begin,
    "end": Reader._finish_environment,
    "title": Reader._title,
    "item": Reader._item,
    "par": Reader._paragraph,
    "newline": Reader._paragraph,
    "verb": Reader._verb,
    "verb*": Reader._verb,
    "lstinline": Reader._verb,
    "mintinline": Reader._verb,
    "iffalse": Reader._false,
    "nocite": Reader.nocite,
    "enquote": Reader._quote,
    **dict.fromkeys(commands.HEADINGS, Reader._heading),
    **dict.fromkeys(commands.NOTES, Reader._footnote),
    **dict.fromkeys(commands.OWN_BLOCKS, Reader._caption),
    **dict.fromkeys(commands.INPUTS, Reader._input),
}

_KNOWN = frozenset(
    {*_HANDLERS, *commands.CITATIONS, *commands.SKIPPED, *commands.UNITS, *commands.DEFINITIONS}
)
