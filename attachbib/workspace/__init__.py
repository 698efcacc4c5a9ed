"""The workspace: a project found, and everything one run reads of it, frozen."""

from attachbib.workspace.config import Config
from attachbib.workspace.discovery import CONFIG_NAMES, Project, find_project
from attachbib.workspace.model import (
    KINDS,
    ArticleCounts,
    Kind,
    Known,
    Unread,
    Workspace,
    claimed_path,
)
from attachbib.workspace.read import open_workspace

__all__ = [
    "CONFIG_NAMES",
    "KINDS",
    "ArticleCounts",
    "Config",
    "Kind",
    "Known",
    "Project",
    "Unread",
    "Workspace",
    "claimed_path",
    "find_project",
    "open_workspace",
]
