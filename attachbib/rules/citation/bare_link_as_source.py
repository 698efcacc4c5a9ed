"""The rule `bare-link-as-source`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attachbib.articles import Article
from attachbib.claims import ArticleCoverage, Covered
from attachbib.rules.entry_fields import own_text
from attachbib.rules.finding import Finding, finding_at
from attachbib.rules.quoting import shortened
from attachbib.rules.rule import rule
from attachbib.source import Span
from attachbib.workspace import Workspace

_LINK = re.compile(
    r"\[!\[[^\[\]]*\]\([^()\s]*\)\]\([^()\s]*\)"
    r"|`(?P<rst>[^`<>]*)<(?P<rst_address>https?://[^<>`\s]*)>`__?"
    r"|`[^`\n]*`|<code\b[^<>]*>[^<]*|\\(?:verb|texttt|lstinline)\b[^\n}]*"
    r"|\[(?P<md>\[?[^\[\]]*\]?)\]\(<?(?P<md_address>https?://[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)"
    r"|<a\b(?P<html_address>[^<>]*)>(?P<html>[^<]*)(?:</a>)?"
    r"|\\href\{(?P<tex_address>https?://[^{}\n]*)\}\{(?P<tex>[^{}]*)\}"
    r"|(?:\\url\{|<)?(?P<address>https?://(?:[^\s<>\"'`\[\]{}|\\()]|\([^\s<>()]*\))+)[}>]?"
)
"""A link with its text, in each markup, or an address alone. Code and linked images match
without a group."""
_MARKUPS = ("rst", "md", "html", "tex")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_NAMES_A_SOURCE = re.compile(
    r"[\[(\s]*(?:\d{1,3}|sources?|refs?|references?|citations?|links?"
    r"|(?:https?://|www\.)\S++)[\])\s.:]*",
    re.I,
)
"""The text of a link that says nothing but that here is a source."""
_OF_THE_SENTENCE = re.compile(
    r"\b(?:the|an?|this|that|its|their|our|my|your|open|full|original|data)\s*$", re.I
)
"""Before a link: its text is a word of the sentence."""
_OPENED = re.compile(
    r"(?:[(\[]|\\footnote\{)\s*(?:(?:see|via|from|sources?|references?|refs?)\b[.:]?\s*)?$"
    r"|\b(?:sources?|references?|refs?)\s*:\s*$|\bretrieved from:?\s*$",
    re.I,
)
"""Before an address: it is set apart as a source."""
_LOOKED_BACK = 40
"""Characters before a link that are looked at."""
_TAG = re.compile(r"<[^<>]*>|\[\^[^\[\]\s]*\]")
_WORD = re.compile(r"\w")


@rule("bare-link-as-source", severity="warning", since="0.1", scope="article")
def bare_link_as_source(workspace: Workspace) -> Iterator[Finding]:
    """A source is cited by its key, not by a bare link.

    ## Why

    A link has no author, no title and no date, is in no list of references, and one day it
    leads nowhere. A link is a source if it is an address set apart from its sentence, or ends
    the sentence with a text such as "source" or "1". Links on the words of a sentence are left
    alone, and so are sentences that cite a work or need no source.

    ## Bad

    ```markdown article.md
    Infants stay close to their caregivers (https://example.org/attachment).
    ```

    ## Good

    ```bibtex library.bib
    @online{Attachment,
      title = {Attachment},
      author = {{Example Organisation}},
      url = {https://example.org/attachment},
      date = {2020},
      urldate = {2026-01-31},
    }
    ```

    ```markdown article.md
    Infants stay close to their caregivers [@Attachment].
    ```

    ## Fix

    Add an entry with the address and the day you read it (`urldate`), and cite it.
    """
    found = [
        (coverage.article, span, address)
        for coverage in workspace.coverage
        for span, address in _sources(coverage)
    ]
    keys = _keys(workspace) if found else {}
    for article, span, address in found:
        key = keys.get(_folded(address), "")
        yield finding_at(
            article.source,
            span,
            "bare-link-as-source",
            f"a link stands for a source, expected a citation: {shortened(address)}",
            help=f"Cite '{key}', which has it." if key else "Add an entry with it, and cite it.",
            key=key,
        )


def _keys(workspace: Workspace) -> dict[str, str]:
    """Return address → key of the entry that has it."""
    keys: dict[str, str] = {}
    for library in workspace.libraries:
        for entry in library.entries:
            if address := own_text(entry, "url"):
                keys.setdefault(_folded(address), entry.key)
    return keys


def _folded(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def _sources(coverage: ArticleCoverage) -> Iterator[tuple[Span, str]]:
    """Yield where the links that stand for sources are, and to what."""
    article = coverage.article
    seen: set[Span] = set()
    for one in coverage.sentences:
        if one.status in ("exempt", "direct"):
            continue
        start, end = article.sentences[one.sentence].span
        if article.source.text.find("http", start, end) < 0:
            continue
        links = list(_LINK.finditer(article.source.text, start, end))
        ending = _ending(article.source.text, links, end)
        for index, match in enumerate(links):
            text, address = _parts(match)
            span = Span(match.start(), match.end())
            if not address or span in seen or index < ending:
                continue
            if _is_source(article, one, match, text):
                seen.add(span)
                yield span, address


def _ending(source: str, links: Sequence[re.Match[str]], end: int) -> int:
    """Return the index of the first link behind which its sentence has no words, only links."""
    for index in range(len(links) - 1, -1, -1):
        if _WORD.search(_TAG.sub("", source[links[index].end() : end])):
            return index + 1
        end = links[index].start()
    return 0


def _parts(match: re.Match[str]) -> tuple[str | None, str]:
    """Return the text of a link, None if it is an address alone, and its address or ""."""
    if match["address"]:
        return None, match["address"].rstrip(".,;:*_")
    for markup in _MARKUPS:
        if match[markup] is not None:
            found = _ADDRESS.search(match[f"{markup}_address"])
            return match[markup].strip(), found[0] if found else ""
    return "", ""


def _is_source(article: Article, one: Covered, link: re.Match[str], text: str | None) -> bool:
    """Whether a link at the end of a sentence stands for its source."""
    source = article.source.text
    start = article.sentences[one.sentence].span.start
    before = source[max(start, link.start() - _LOOKED_BACK) : link.start()]
    if text is not None:
        return bool(_NAMES_A_SOURCE.fullmatch(text)) and not _OF_THE_SENTENCE.search(before)
    if _OPENED.search(before):
        return True
    return start == link.start() and _follows_a_sentence(article, one)


def _follows_a_sentence(article: Article, one: Covered) -> bool:
    """Whether a sentence that is only an address is the source of another: not the first of its
    block, or all of a footnote."""
    block = article.sentences[one.sentence].block
    if article.blocks[block].kind == "footnote":
        return True
    return one.sentence > 0 and article.sentences[one.sentence - 1].block == block
