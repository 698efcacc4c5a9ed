"""Renaming a reference in a project: its entry, its citations, the evidence that names it.

Each file is read again with its changes. What then does not read as the old file with the
one key replaced is refused, so that nothing can be cited under a wrong key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from attachbib.articles import Article, Cite, parse_article
from attachbib.bibtex import Entry, Library
from attachbib.bibtex.edit import rename_key
from attachbib.claims import Claim, ClaimsFile, parse_claims
from attachbib.claims.edit import without_places
from attachbib.edits import Edit, apply_edits
from attachbib.errors import InputError
from attachbib.files import Change
from attachbib.source import Source
from attachbib.workspace import Workspace

_TOML_STRING = (
    r"\"\"\"(?:[^\\\"]|\\.|\"(?!\"\"))*+\"{3,5}|'''(?:[^']|'(?!''))*+'{3,5}"
    r"|\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+'"
)
_TOML = re.compile(
    rf"\#[^\n]*+|(?<![\w.-])(?:(key|exact|prefix|suffix)[ \t]*+=[ \t]*+)?({_TOML_STRING})",
    re.DOTALL,
)
"""A comment, or a string: group 1 is the key it is the value of, if that matters here."""
_AFTER_KEY = r"(?!\w|[:.#$%&\-+?<>~/]\w)"
"""What does not continue a citation key in pandoc's syntax."""

Cites = list[tuple[re.Pattern[str], str]]
"""A cite as it is written → as it will be written."""


def rename_reference(
    workspace: Workspace, library: Library, entry: Entry, new: str
) -> list[Change]:
    """Return the files of a workspace that change when an entry gets another key.

    Args:
        workspace: the project, its articles and claims read.
        library: one of its libraries.
        entry: one of that library's entries.
        new: the key it is to have.

    Raises:
        InputError: the key is not valid, or means a reference already, or a file names the
            old key in a way that cannot be changed by itself.
    """
    for other in workspace.libraries:
        if other is not library and (known := other.get(new)) is not None:
            raise InputError(
                f"'{entry.key}' cannot become '{new}', which is an entry here.",
                path=other.source.path,
                line=other.source.position(known.span.start)[0],
                hint="Choose another key.",
            )
    text = apply_edits(library.source.text, rename_key(library, entry, new))
    changes = [Change(library.source, text)]
    shown: dict[str, str] = {}
    for article in workspace.articles:
        if edits := _article_edits(article, entry.key, new):
            source = article.source
            for edit in edits:
                cite = source.text[edit.start : edit.end]
                # A cite without `@`, as in a role of MyST, is read with one in a sentence.
                mark = "" if "@" in cite else "@"
                shown[mark + cite] = mark + edit.text
            changes.append(Change(source, apply_edits(source.text, edits)))
    for file in workspace.claims:
        changes.append(Change(file.source, _claims_text(file, entry.key, new, shown)))
    return [change for change in changes if change.text != change.source.text]


def _article_edits(article: Article, old: str, new: str) -> list[Edit]:
    """The edits of an article's cites; `@{new}` for a key that pandoc does not read without."""
    keys = [cite.key for cite in _all_cites(article)]
    if old not in keys:
        return []
    expected = [new if key == old else key for key in keys]
    for in_braces in (False, True):
        edits = list(_cite_edits(article, old, new, in_braces))
        text = apply_edits(article.source.text, edits)
        changed = parse_article(replace(article.source, text=text))
        if [cite.key for cite in _all_cites(changed)] == expected:
            return edits
    raise _refusal(article.source, next(_cite_edits(article, old, new, False)).start, old, new)


def _cite_edits(article: Article, old: str, new: str, in_braces: bool) -> Iterator[Edit]:
    for cite in _all_cites(article):
        if cite.key != old:
            continue
        start, end = cite.span
        before, found, behind = article.source.text[start:end].partition(old)
        if not found:
            raise _refusal(article.source, start, old, new)
        key = f"{{{new}}}" if in_braces and before.endswith("@") else new
        yield Edit(start, end, before + key + behind)


def _all_cites(article: Article) -> list[Cite]:
    """The cites of an article, with what it lists without citing it."""
    return [*(cite for one in article.citations for cite in one.cites), *article.listed]


def _claims_text(file: ClaimsFile, old: str, new: str, shown: Mapping[str, str]) -> str:
    """The text of a claims file with the key replaced in its evidence and its anchors.

    Args:
        shown: what the cites in the articles look like → what they will look like; the
            anchor of a claim may quote them.
    """
    cites = [
        (re.compile(re.escape(cite) + ("" if cite.endswith("}") else _AFTER_KEY)), renamed)
        for cite, renamed in shown.items()
    ]
    edits = []
    for match in _TOML.finditer(file.source.text):
        if match[1] == "key" and _toml_value(match[2]) == old:
            edits.append(Edit(match.start(2) + 1, match.end(2) - 1, new))
        elif match[1] and match[1] != "key":
            edits.append(Edit(*match.span(2), _with_cites(match[2], cites)))
    text = apply_edits(file.source.text, edits)
    changed = [*map(without_places, parse_claims(replace(file.source, text=text)).claims)]
    for index, claim in enumerate(file.claims):
        if [_renamed(claim, old, new, cites)] != changed[index : index + 1]:
            raise _refusal(file.source, claim.span.start, old, new)
    return text


def _with_cites(text: str, cites: Cites) -> str:
    for pattern, renamed in cites:
        text = renamed.join(pattern.split(text))
    return text


def _toml_value(token: str) -> str:
    """The value of a TOML string; "" when it is none."""
    try:
        return str(tomllib.loads(f"value = {token}")["value"])
    except tomllib.TOMLDecodeError:
        return ""


def _renamed(claim: Claim, old: str, new: str, cites: Cites) -> Claim:
    anchor = claim.anchor._replace(
        exact=_with_cites(claim.anchor.exact, cites),
        prefix=_with_cites(claim.anchor.prefix, cites),
        suffix=_with_cites(claim.anchor.suffix, cites),
    )
    evidence = tuple(one._replace(key=new) if one.key == old else one for one in claim.evidence)
    return without_places(claim._replace(anchor=anchor, evidence=evidence))


def _refusal(source: Source, offset: int, old: str, new: str) -> InputError:
    line, column = source.position(offset)
    return InputError(
        f"'{old}' cannot be changed to '{new}' here without changing more; nothing was written.",
        path=source.path,
        line=line,
        column=column,
        hint="Choose another key, or change it by hand and run this again.",
    )
