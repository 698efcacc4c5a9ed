"""The command line: a table of commands, each imported only when it runs.

Exit codes: 0 done, and nothing found at or above the failing severity; 1 findings;
2 could not run, or not everything could be looked at; 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

import click

from attachbib import __version__
from attachbib.cli.lazy import LazyGroup
from attachbib.errors import AttachbibError

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("attachbib.cli.init:command", "Make a project, also from an existing article."),
    "check": ("attachbib.cli.check:command", "Check claims, citations and references."),
    "rules": ("attachbib.cli.rules:command", "List what check looks for, or explain a rule."),
    "inspect": ("attachbib.cli.inspect:command", "Show what was read of an article."),
    "coverage": ("attachbib.cli.coverage:command", "Show what each sentence rests on."),
    "lock": ("attachbib.cli.lock:command", "Ask the registries about the DOIs."),
    "render": ("attachbib.cli.render:command", "Print the reference list in a citation style."),
    "build": ("attachbib.cli.build:command", "Write an article with citations and list in place."),
    "refs": ("attachbib.cli.refs:group", "List, find, edit and convert references."),
    "claims": ("attachbib.cli.claims:group", "List, review and sync what articles claim."),
    "styles": ("attachbib.cli.styles:command", "Find citation styles by words of their titles."),
}
"""Command → where it is (`module:attribute`) and what it does, so that help imports none."""

_COULD_NOT_RUN = 2
_INTERRUPTED = 130
_CLOSED_PIPE = 141


class Main(LazyGroup):
    """The outermost group: it turns errors into messages and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if reconfigure := getattr(stream, "reconfigure", None):
                reconfigure(errors="backslashreplace")
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except AttachbibError as error:
            from attachbib.reports.display import escape

            click.echo(f"attachbib: {escape(str(error))}", err=True)
            ctx.exit(_COULD_NOT_RUN)
        except BrokenPipeError:
            # What is still buffered is written once more at exit; let it go nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(_CLOSED_PIPE)
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            click.echo(f"attachbib: {name}{error.strerror or error}.", err=True)
            ctx.exit(_COULD_NOT_RUN)
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        except Exception:
            import traceback

            traceback.print_exc()
            click.echo("attachbib: this is a defect of attachbib; please report it.", err=True)
            ctx.exit(_COULD_NOT_RUN)


def run() -> None:
    """Run the command line and leave at once.

    A command makes many objects and no cycles, and at its end the process takes all of
    them along: collecting them and tearing the interpreter down would be a fifth of the time.
    """
    gc.set_threshold(100_000, 50, 50)
    code: int | str | None = 0
    try:
        main(prog_name="attachbib")
    except SystemExit as left:
        code = left.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else bool(code))


@click.group(cls=Main, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="attachbib %(version)s")
def main() -> None:
    """Citations tested like code: claims, their sources, and reference lists in any style."""
