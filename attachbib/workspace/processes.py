"""Work shared between processes: the same function over several batches, results in order.

The processes are forks, so that they have what was read already without a copy, and send
back only what the function returns. Where there is no fork (Windows), or where one would not
be safe (a program with threads), everything is done in this process.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attachbib.errors import AttachbibError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")


def can_fork() -> bool:
    """Whether work can be shared between processes here."""
    return hasattr(os, "fork") and threading.active_count() == 1


def map_batches(function: Callable[[T], R], batches: Sequence[T]) -> list[R]:
    """Return the function of each batch; each but the first is worked on in a new process.

    Raises:
        AttachbibError: a process came to an unexpected end. Whatever the function raises
            in a process is raised here too, after all of them were stopped.
    """
    if len(batches) < 2 or not can_fork():
        return [function(batch) for batch in batches]
    workers: list[_Worker[R]] = []
    try:
        workers.extend(_Worker(function, batch) for batch in batches[1:])
        return [function(batches[0]), *(worker.result() for worker in workers)]
    finally:
        for worker in workers:
            worker.stop()


class _Worker(Generic[R]):
    """A process that works on one batch."""

    def __init__(self, function: Callable[[Any], R], batch: Any) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        self._answers, answers = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(function, batch, answers), daemon=True)
        self._process.start()
        answers.close()

    def result(self) -> R:
        try:
            answer, error = self._answers.recv()
        except EOFError:
            self._process.join()
            raise AttachbibError(
                f"a process of this run was ended by something else ({self._process.exitcode}).",
                hint="Memory may be short; use fewer processes (`--jobs 1`).",
            ) from None
        if error is not None:
            raise error
        result: R = answer
        return result

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.terminate()
        self._process.join()
        self._answers.close()


def _work(function: Callable[[Any], Any], batch: Any, answers: Connection) -> None:
    import signal
    import traceback

    # The terminal sends Ctrl-C to all processes: this one is stopped by the one that started it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer: tuple[Any, Exception | None]
    try:
        answer = (function(batch), None)
    except Exception as error:
        error.add_note(traceback.format_exc())
        answer = (None, error)
    with suppress(BrokenPipeError):
        answers.send(answer)
