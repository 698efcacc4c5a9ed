"""The rule `quote-not-in-article`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attachbib.bibtex.folding import words_of
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.quoting import shortened
from attachbib.rules.rule import rule
from attachbib.workspace import Workspace

_QUOTED = re.compile(
    r"“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»|(?<!\w)\"([^\"]*)\"|(?<!\w)‘((?:[^‘’]|’(?=\w))*)’(?!\w)"
)
_CHANGED_LETTER = re.compile(r"\[(\w)\](?=\w)")
"""`[t]hey`: the editor's letter, the author's word."""
_OMITTED = re.compile(r"\[[^\[\]]*\]|…|\.(?:\s?\.){2,3}")
"""Where a quotation leaves out words or has those of the editor: `…`, `[the infants]`."""
_APOSTROPHE = re.compile(r"['’ʼ]")


@rule("quote-not-in-article", severity="warning", since="0.1", needs=("article",))
def quote_not_in_article(workspace: Workspace) -> Iterator[Finding]:
    """A claim of the kind `quotation` has the words of its source in the article.

    ## Why

    The `quote` of evidence is what the work says, word for word. An article that quotes it
    must have these words, or at least its longest passage in quotation marks must be a part
    of them; else it quotes something that nobody found in the work. Case, punctuation, spaces
    and forms of quotation marks do not count; `…` and `[words in brackets]` stand for words
    left out. One quote that fits is enough. Claims of other kinds may put it in other words.

    ## Bad

    ```markdown article.md
    Infants are "never far from their homes" [@Bowlby1969].
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    kind = "quotation"
    anchor.exact = 'Infants are "never far from their homes".'
    evidence = [{ key = "Bowlby1969", quote = "never far from their mothers" }]
    ```

    ## Good

    ```markdown article.md
    Infants are "never far from … mothers" [@Bowlby1969].
    ```

    ```toml claims.toml
    [[claim]]
    id = "closeness"
    file = "article.md"
    kind = "quotation"
    anchor.exact = 'Infants are "never far from … mothers".'
    evidence = [{ key = "Bowlby1969", quote = "They are never far from their mothers." }]
    ```

    ## Fix

    Compare both with the work, and correct the article or the `quote`. If the article puts
    it in its own words, give the claim another `kind`.
    """
    for file in workspace.claims:
        for claim in file.claims:
            quoting = [one for one in claim.support if one.quote.strip()]
            if claim.kind != "quotation" or not quoting:
                continue
            standing = workspace.standings[claim]
            if standing.anchored.is_doubtful or not standing.text:
                continue
            if any(_has_words(standing.text, one.quote) for one in quoting):
                continue
            yield finding_at(
                file.source,
                quoting[0].span,
                "quote-not-in-article",
                f"the article does not have the words of '{quoting[0].key}' that claim "
                f"'{claim.id}' quotes: {shortened(quoting[0].quote)}",
                help=f"It says: {shortened(standing.text)}",
                key=quoting[0].key,
                claim=claim.id,
            )


def _has_words(text: str, quote: str) -> bool:
    """Whether an article's sentences have a quote, or quote a part of it."""
    passages = ["".join(match.groups("")) for match in _QUOTED.finditer(text)]
    return _holds(text, quote) or _holds(quote, max(passages, key=len, default=text))


def _holds(text: str, quote: str) -> bool:
    """Whether the words of a quotation stand in a text, in this order where some are left out."""
    words = _words(text)
    pieces = [one for part in _OMITTED.split(_plain(quote)) if (one := _words(part)).strip()]
    at = 0
    for piece in pieces:
        at = words.find(piece, at)
        if at < 0:
            return False
        at += len(piece) - 1
    return bool(pieces)


def _plain(text: str) -> str:
    return _CHANGED_LETTER.sub(r"\1", text)


def _words(text: str) -> str:
    """Return the folded words of a text, each between single spaces."""
    return f" {' '.join(words_of(_APOSTROPHE.sub('', _plain(text))))} "
