"""Locks between processes: who counts the living never keeps one of them from being counted."""

from __future__ import annotations

import threading
from pathlib import Path

from graphintel.server.filelock import held_in, registered


def test_one_who_registers_is_counted_whatever_others_count_at_that_moment(tmp_path: Path) -> None:
    done = threading.Event()

    def count_again() -> None:
        while not done.is_set():
            held_in(tmp_path)

    counting = [threading.Thread(target=count_again) for _ in range(2)]
    for each in counting:
        each.start()
    try:
        for number in range(500):
            with registered(tmp_path / str(number)):
                assert held_in(tmp_path) == 1
                assert (tmp_path / str(number)).exists()
            assert held_in(tmp_path) == 0
    finally:
        done.set()
        for each in counting:
            each.join()
