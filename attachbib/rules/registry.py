"""The registry of rules, filled by the decorator `rule`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc

from attachbib.rules.finding import Finding, Severity
from attachbib.workspace import Kind, Workspace

Check = Callable[[Workspace], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check and what is known about it."""

    name: str
    family: str
    """The module it stands in: `bib`, `doi`, `citation`, `claim`."""
    severity: Severity
    since: str
    """The first version that has it."""
    needs: frozenset[Kind]
    """The kinds of file it must have in full; if one is unread, it is not checked."""
    check: Check
    page: str
    """Its documentation, Markdown: a summary, then Why, Bad, Good and Fix."""

    @property
    def summary(self) -> str:
        """The first line of its page."""
        return self.page.partition("\n")[0]


RULES: dict[str, Rule] = {}
"""Name → rule, in the order of definition."""


def rule(
    name: str, *, severity: Severity, since: str, needs: tuple[Kind, ...] = ()
) -> Callable[[Check], Check]:
    """Register a function as a rule; its docstring is the rule's page.

    Args:
        needs: kinds of file of which every one must have been read, for a missing one
            would make the rule find what is not there.
    """

    def register(check: Check) -> Check:
        family = check.__module__.rpartition(".")[2]
        page = cleandoc(check.__doc__ or "")
        RULES[name] = Rule(name, family, severity, since, frozenset(needs), check, page)
        return check

    return register
