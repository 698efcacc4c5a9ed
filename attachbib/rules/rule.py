"""Rule: a check, what is known about it, and the decorator that makes one of a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from inspect import cleandoc
from typing import Literal, NamedTuple

from attachbib.rules.finding import Finding, Severity
from attachbib.rules.options import NoOptions
from attachbib.workspace import Kind, Workspace

Check = Callable[[Workspace], Iterator[Finding]]

Scope = Literal["article", "references", "project"]
"""What a finding follows from, besides the configuration, libraries, claims files and locks.

    article     a finding in an article: from this article; one elsewhere: from no article
    references  from no article
    project     from all of the articles

Articles that did not change since an earlier run are not looked at again for a rule of the
first kind, and several processes share them; a rule of the last kind is always run.
"""

_SCOPES: Mapping[str, Scope] = {"bib": "references", "doi": "references"}
"""Family → the scope of its rules that name none; "project" for other families."""


class Rule(NamedTuple):
    """A check and what is known about it."""

    name: str
    family: str
    """The package it stands in, one of `attachbib.rules.families.FAMILIES`."""
    severity: Severity
    since: str
    """The first version that has it."""
    needs: frozenset[Kind]
    """The kinds of file it must have in full; if one is unread, it is not checked."""
    default: bool
    """Whether it runs without being selected by name or family."""
    fixable: bool
    """Whether a finding of it may carry edits that are safe to apply."""
    scope: Scope
    """What its findings follow from."""
    options: type
    """What its table in the configuration may hold (`attachbib.rules.options`)."""
    hides: frozenset[str]
    """Rules of which a finding is dropped where this one found the same cause: in the same
    file, for the same key if both name one, else at an overlapping place."""
    check: Check

    @property
    def page(self) -> str:
        """Its documentation, Markdown: a summary, then Why, Bad, Good and Fix."""
        return cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of its page."""
        return self.page.partition("\n")[0]


def rule(
    name: str,
    *,
    severity: Severity,
    since: str,
    needs: tuple[Kind, ...] = (),
    default: bool = True,
    fixable: bool = False,
    scope: Scope | None = None,
    options: type = NoOptions,
    hides: tuple[str, ...] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of a function; its docstring is the rule's page.

    Args:
        needs: kinds of file of which every one must have been read, for a missing one
            would make the rule find what is not there.
        default: whether it runs without being selected.
        fixable: whether its findings may carry edits.
        scope: what its findings follow from; None for what is usual in its family.
        options: a `NamedTuple` of the options that the configuration may give it.
        hides: names of the weaker rules whose finding of the same cause is dropped.
    """

    def make(check: Check) -> Rule:
        family = check.__module__.split(".")[-2]
        return Rule(
            name=name,
            family=family,
            severity=severity,
            since=since,
            needs=frozenset(needs),
            default=default,
            fixable=fixable,
            scope=scope or _SCOPES.get(family, "project"),
            options=options,
            hides=frozenset(hides),
            check=check,
        )

    return make
