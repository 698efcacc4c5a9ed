"""attachbib: every claim of an article linked to a reference, checked, and rendered in any style.

    import attachbib

    workspace = attachbib.open_workspace("references")
    for reference in workspace.references.values():
        print(reference.id, reference.text["title"])
    for finding in attachbib.check(workspace).findings:
        print(finding.rule, finding.message)
    print(attachbib.render(workspace, style="apa"))

The names below are the public ones; each is imported when it is first used, so
`import attachbib` costs next to nothing. `attachbib.csl`, `attachbib.bibtex` and
`attachbib.richtext` are public too, and usable without a project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [
    "AttachbibError",
    "Claim",
    "Finding",
    "Problem",
    "Reference",
    "Selection",
    "Workspace",
    "__version__",
    "check",
    "open_workspace",
    "read_references",
    "render",
    "render_references",
    "select_references",
]

_HOME = {
    "AttachbibError": "attachbib.errors",
    "Claim": "attachbib.claims",
    "Finding": "attachbib.rules",
    "Problem": "attachbib.source",
    "Reference": "attachbib.reference",
    "Selection": "attachbib.bibliography",
    "Workspace": "attachbib.workspace",
    "check": "attachbib.rules",
    "open_workspace": "attachbib.workspace",
    "read_references": "attachbib.bibliography",
    "render": "attachbib.bibliography",
    "render_references": "attachbib.bibliography",
    "select_references": "attachbib.bibliography",
}
"""Public name → the module it is in."""

if TYPE_CHECKING:
    from attachbib.bibliography import (
        Selection,
        read_references,
        render,
        render_references,
        select_references,
    )
    from attachbib.claims import Claim
    from attachbib.errors import AttachbibError
    from attachbib.reference import Reference
    from attachbib.rules import Finding, check
    from attachbib.source import Problem
    from attachbib.workspace import Workspace, open_workspace

else:

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used (PEP 562)."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
