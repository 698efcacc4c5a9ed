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
