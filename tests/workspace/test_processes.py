"""Batches in several processes: the same results and the same errors as in one."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from attachbib.errors import AttachbibError, InputError
from attachbib.workspace.processes import can_fork, map_batches

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


def running_children() -> list[str]:
    found = Path(f"/proc/self/task/{os.getpid()}/children")
    if not found.exists():
        pytest.skip("the children of a process are told by Linux only")
    return found.read_text(encoding="ascii").split()


def test_results_in_order_from_as_many_processes() -> None:
    batches = [[1, 2], [3], [4, 5]]
    results = map_batches(lambda batch: (os.getpid(), sum(batch)), batches)
    assert [total for _, total in results] == [3, 3, 9]
    assert results[0][0] == os.getpid()
    assert len({process for process, _ in results}) == 3


def test_large_results_arrive_whole() -> None:
    assert map_batches(lambda size: "x" * size, [1, 3_000_000, 2_000_000])[1:] == [
        "x" * 3_000_000,
        "x" * 2_000_000,
    ]


def test_after_an_error_no_process_stays() -> None:
    def read(batch: int) -> int:
        if batch == 0:
            raise InputError("it is empty.")
        signal.pause()
        return batch

    with pytest.raises(InputError):
        map_batches(read, [0, 1, 2])
    assert running_children() == []


def test_an_error_in_another_process_arrives_as_it_was_raised() -> None:
    def read(batch: int) -> int:
        if batch:
            raise InputError("it is empty.", path="a.md", line=3, hint="Fill it.")
        return batch

    with pytest.raises(InputError) as error:
        map_batches(read, [0, 1])
    assert str(error.value) == "a.md:3: it is empty. Fill it."


def test_a_process_that_is_killed_is_an_error() -> None:
    def die(batch: int) -> int:
        if batch:
            os.kill(os.getpid(), signal.SIGKILL)
        return batch

    with pytest.raises(AttachbibError, match="ended by something else"):
        map_batches(die, [0, 1])


def test_an_interrupt_stops_all_processes() -> None:
    def wait(batch: int) -> int:
        if not batch:
            raise KeyboardInterrupt
        signal.pause()
        return batch

    with pytest.raises(KeyboardInterrupt):
        map_batches(wait, [0, 1, 2])
    assert running_children() == []


def test_a_program_with_threads_is_not_forked() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not can_fork()
        assert map_batches(lambda batch: (os.getpid(), batch), [1, 2]) == [
            (os.getpid(), 1),
            (os.getpid(), 2),
        ]
    finally:
        stop.set()
        thread.join()
