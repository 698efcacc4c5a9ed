"""The pages of the rules as Markdown: one for each rule, and a list of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attachbib.rules.families import RULE_NAMES, load_rule
from attachbib.rules.rule import Rule

_TITLES: Mapping[str, str] = {
    "bib": "Entries of libraries",
    "doi": "DOIs and other identifiers",
    "citation": "Citations in articles",
    "claim": "Claims and their sources",
    "policy": "What sources must be",
    "registry": "What registries say",
    "suppression": "Comments that accept findings",
}
"""Family → the heading above its rules."""

_INTRODUCTION = """\
# Rules

`attachbib check` runs the rules marked default; the others run when they are selected by name,
or with `ALL`. `attachbib rules NAME` prints the page of a rule.

## Which rules run

On the command line `--select`, `--extend-select`, `--ignore` and `--severity RULE=LEVEL`, or in
`attachbib.toml` (the command line wins, and the more precise name):

```toml
[check]
extend-select = ["uncited-reference"]
ignore = ["missing-doi"]
severity = { uncited-sentence = "warning" }
fail-on = "error"
baseline = "attachbib-baseline.json"

[[check.overrides]]
files = ["drafts/**"]
ignore = ["claim"]
```

## Accepting a finding

A comment names the rules and gives the reason; without one it accepts nothing.

```text
<!-- attachbib: ignore[uncited-sentence]: what every parent has seen -->   Markdown, HTML, notebook
% attachbib: ignore[missing-doi]: a leaflet                                LaTeX, .bib
.. attachbib: ignore[raw-doi-in-text]: the text is about DOIs              reStructuredText
# attachbib: ignore[claim-without-source]: under discussion                claims file, plain text
```

It is for what begins on its own line or, if nothing else stands there, for the paragraph, the
entry or the record behind it; `ignore-file[…]` is for the whole file. In a `.bib` file it is
also for the entry that it stands in, or whose last line it ends. Before the entry is better: BibTeX
itself takes a `%` inside one for an error (biber does not), and `attachbib refs fmt` leaves an
entry with comments inside as it is. In plain text it has a line for itself, which is then no
text. In a Word document it is a comment of the word processor, without `#`, for the paragraph
that it is attached to. Between the fields of a claim, and in fields of an entry, none is read:
those are values. All that is found now is accepted at once
with `attachbib check --write-baseline`."""

_FOOTER = """
---

Made from the docstring of the rule by `python tests/rules/make_pages.py`; edit it there.
"""


def all_pages() -> Mapping[str, str]:
    """Return file name → text of every page, the list of rules as `README.md`."""
    rules = [load_rule(name) for name in RULE_NAMES]
    return {"README.md": index_page(rules)} | {f"{one.name}.md": rule_page(one) for one in rules}


def rule_page(rule: Rule, *, footer: bool = True) -> str:
    """Return the page of a rule."""
    facts = [f"family `{rule.family}`", rule.severity, when_run(rule), f"since {rule.since}"]
    line = f"*{', '.join([*facts, 'can be fixed'] if rule.fixable else facts)}*"
    return f"# {rule.name}\n\n{line}\n\n{rule.page.strip()}\n{_FOOTER if footer else ''}"


def index_page(rules: Sequence[Rule]) -> str:
    """Return a list of rules, by family, with links to their pages."""
    parts = [_INTRODUCTION]
    for family in dict.fromkeys(rule.family for rule in rules):
        rows = "\n".join(_row(rule) for rule in rules if rule.family == family)
        parts.append(
            f"## {_TITLES[family]} (`{family}`)\n\n"
            "| rule | severity | runs | fix | what it asks for |\n"
            f"| --- | --- | --- | --- | --- |\n{rows}"
        )
    return "\n\n".join(parts) + "\n" + _FOOTER


def when_run(rule: Rule) -> str:
    """Say whether a rule runs without being asked for."""
    return "default" if rule.default else "opt-in"


def _row(rule: Rule) -> str:
    summary = rule.summary.replace("|", r"\|")
    fix = "yes" if rule.fixable else ""
    link = f"[{rule.name}]({rule.name}.md)"
    return f"| {link} | {rule.severity} | {when_run(rule)} | {fix} | {summary} |"
