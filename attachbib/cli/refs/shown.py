"""One reference in full, as text for a person and as an object for JSON.

The object has the keys of `attachbib.cli.refs.listing` and
    entry_type  the type of the entry in the .bib file
    fields      field name → text, without LaTeX; inherited fields too
    inherited   the names of those that come from other entries
    csl         the reference as a CSL-JSON item
    formatted   the reference as the style prints it
    sentences   list of {path, line, column, text, status, reason, others}: what rests on it
    claims      list of {path, line, id, text, stance, quote, others}
    alone       {sentences, claims}: how many of these have no other source
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from attachbib.bibtex import Entry
from attachbib.bibtex.convert import to_reference
from attachbib.bibtex.summary import summarize
from attachbib.cli.columns import terminal_columns, wrap
from attachbib.cli.places import place_item, place_text
from attachbib.cli.refs.listing import summary_item
from attachbib.cli.refs.target import Target
from attachbib.formats.csl_json import item_from_reference
from attachbib.refs.texts import field_texts
from attachbib.refs.usage import ClaimUse, SentenceUse, Usage
from attachbib.reports.display import escape
from attachbib.source import Source, Span

_MAX_WIDTH = 100


class Shown(NamedTuple):
    """What there is to show of a reference."""

    target: Target
    formatted: str
    """The reference as the style prints it; "" for an entry that is no work."""
    usage: Usage | None
    """None when there is no project."""


def shown_item(shown: Shown) -> dict[str, Any]:
    """Return a reference as an object for JSON."""
    library, entry = shown.target
    usage = shown.usage or Usage()
    sentences, claims = usage.alone
    return {
        **summary_item(library, entry, summarize(entry)),
        "entry_type": entry.type,
        "fields": field_texts(entry),
        "inherited": [name for name in entry.inherited if name not in entry.values],
        "csl": item_from_reference(to_reference(entry)),
        "formatted": shown.formatted,
        "sentences": [
            {
                **place_item(use.source, use.span.start),
                "text": use.text,
                "status": use.status,
                "reason": use.reason,
                "others": list(use.others),
            }
            for use in usage.sentences
        ],
        "claims": [
            {
                **place_item(use.source, use.evidence.span.start),
                "id": use.claim.id,
                "text": use.claim.anchor.exact,
                "stance": use.evidence.stance,
                "quote": use.evidence.quote,
                "others": list(use.others),
            }
            for use in usage.claims
        ],
        "alone": {"sentences": sentences, "claims": claims},
    }


def shown_text(shown: Shown) -> str:
    """Return a reference as text: its fields, how it is printed, what rests on it."""
    library, entry = shown.target
    blocks = [
        [f"{escape(entry.key)} (@{entry.type})", place_text(library.source, entry.span.start)],
        list(_field_lines(entry)),
        _wrapped(shown.formatted, "") if shown.formatted else [],
    ]
    if shown.usage is not None:
        blocks += _usage_blocks(shown.usage)
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _field_lines(entry: Entry) -> Iterator[str]:
    fields = field_texts(entry)
    column = max((len(name) for name in fields), default=0)
    for name, text in fields.items():
        mark = "" if name in entry.values else " (inherited)"
        first, *more = _wrapped(text + mark, " " * (column + 2))
        yield f"{escape(name):<{column}}  {first.strip()}"
        yield from more


def _usage_blocks(usage: Usage) -> Iterator[list[str]]:
    if not usage.sentences and not usage.claims:
        yield ["No sentence and no claim of the project rests on it."]
        return
    sentences, claims = usage.alone
    yield [
        "Sentences that rest on it:" if usage.sentences else "No sentence rests on it.",
        *(line for use in usage.sentences for line in _sentence_lines(use)),
    ]
    yield [
        "Claims whose evidence names it:" if usage.claims else "No claim names it as evidence.",
        *(line for use in usage.claims for line in _claim_lines(use)),
    ]
    yield [
        f"Without it {_count(sentences, 'sentence')} and {_count(claims, 'claim')} "
        "would have no source."
    ]


def _sentence_lines(use: SentenceUse) -> list[str]:
    how = "cites it" if use.status == "direct" else f"{use.status} ({use.reason})"
    return _use_lines(use.source, use.span, use.text, [how, _rest(use.others)])


def _claim_lines(use: ClaimUse) -> list[str]:
    how = [f"claim {use.claim.id}", use.evidence.stance]
    if use.rests:
        how.append(_rest(use.others))
    return _use_lines(use.source, use.evidence.span, use.claim.anchor.exact, how)


def _rest(others: tuple[str, ...]) -> str:
    return f"rests also on {', '.join(others)}" if others else "rests on nothing else"


def _use_lines(source: Source, span: Span, text: str, how: list[str]) -> list[str]:
    place = place_text(source, span.start)
    return [f"  {place}: {escape(', '.join(how))}", *_wrapped(text, "    ")]


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _wrapped(text: str, indent: str) -> list[str]:
    """Text in lines that fit the terminal, each after an indent."""
    return wrap(escape(" ".join(text.split())), min(terminal_columns(), _MAX_WIDTH), indent)
