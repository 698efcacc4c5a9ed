"""The pytest plugin: with `pytest --attachbib` every file of the project is a test.

A file's test fails if the check finds something in it at or above the failing severity, or
if it could not be checked. pytest imports this module in every run, so it imports nothing
of attachbib before the option is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from attachbib.rules import Result

_RESULT = pytest.StashKey["Result"]()


class _Failure(Exception):
    """What was found in a file, as the report for people has it."""


class _Check(pytest.Item):
    """The test of one file, or of what belongs to no file."""

    def runtest(self) -> None:
        path = self.path if isinstance(self.parent, _File) else None
        report = _report(self.config.stash[_RESULT], path, self.config.rootpath)
        if report:
            raise _Failure(report)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:  # type: ignore[override]  # pytest allows a string here
        if isinstance(excinfo.value, _Failure):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, "attachbib check"


class _File(pytest.File):
    """A file of the project; its only test is `attachbib`."""

    def collect(self) -> Iterator[_Check]:
        yield _Check.from_parent(self, name="attachbib")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options (hook of pytest)."""
    group = parser.getgroup("attachbib", "citations")
    group.addoption(
        "--attachbib",
        action="store_true",
        help="check the claims, citations and references of the project as tests",
    )
    group.addoption(
        "--attachbib-project",
        metavar="DIR",
        help="the project's folder; the default is the one at or above the root folder",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add a test for each file of the project, wherever it lies (hook of pytest)."""
    if not config.getoption("attachbib"):
        return
    from attachbib.errors import AttachbibError
    from attachbib.rules import check
    from attachbib.workspace import open_workspace

    try:
        workspace = open_workspace(
            config.rootpath, project=config.getoption("attachbib_project"), partial=True
        )
        result = check(workspace)
    except AttachbibError as error:
        raise pytest.UsageError(f"attachbib: {error}") from None
    config.stash[_RESULT] = result
    paths = {*workspace.sources, *(one.path for one in workspace.unread)}
    paths |= {one.path for one in result.findings}
    for path in sorted(paths):
        items += _File.from_parent(session, path=path).collect()
    if any(one.path is None for one in result.unchecked):
        items.append(_Check.from_parent(session, name="attachbib"))


def _report(result: Result, path: Path | None, base: Path) -> str:
    """Return what fails a file, as text; "" if nothing does.

    Args:
        path: the file; None for what belongs to none.
    """
    from dataclasses import replace

    from attachbib.reports.full import full_report
    from attachbib.rules import Outcome

    own = replace(
        result,
        workspace=replace(result.workspace, selected=frozenset([path] if path else ())),
        findings=tuple(one for one in result.findings if one.path == path),
        unchecked=tuple(one for one in result.unchecked if one.path == path),
    )
    return "" if own.outcome is Outcome.PASSED else full_report(own, base=base)
