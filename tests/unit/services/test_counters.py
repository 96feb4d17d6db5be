"""Counts that several processes share, and that outlast a broken file."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graphintel.services.counters import Counters, Counting

ADD = """
import sys
from pathlib import Path
from graphintel.services.counters import Counters

counters = Counters(Path(sys.argv[1]))
for _ in range(200):
    counters.run(lambda counting: counting.put("n", "k", counting.read("n", "k").count + 1))
"""


def add(counting: Counting) -> float:
    count = counting.read("n", "k").count + 1
    counting.put("n", "k", count)
    return count


def test_processes_that_count_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "home" / "limits.sqlite"
    running = [subprocess.Popen([sys.executable, "-c", ADD, str(file)]) for _ in range(3)]

    assert [each.wait(60) for each in running] == [0, 0, 0]
    assert Counters(file).run(lambda counting: counting.read("n", "k").count) == 600
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_count_fades_and_a_clock_that_went_back_forgets_it(tmp_path: Path) -> None:
    moments = iter([1_000.0, 1_000.0, 1_025.0, 900.0])
    counters = Counters(tmp_path / "limits.sqlite", clock=lambda: next(moments))
    counters.run(lambda counting: counting.put("n", "k", 5))

    left = [counters.run(lambda counting: counting.read("n", "k").faded(10, counting.now)) for _ in range(2)]

    assert left == [2.5, 0]


def test_work_that_fails_counts_nothing(tmp_path: Path) -> None:
    counters = Counters(tmp_path / "limits.sqlite")

    def work(counting: Counting) -> None:
        add(counting)
        raise KeyError

    with pytest.raises(KeyError):
        counters.run(work)

    assert counters.run(add) == 1


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "limits.sqlite"
    file.write_bytes(b"this is no database at all, but long enough to be taken for one" * 100)

    assert [Counters(file).run(add), Counters(file).run(add)] == [1, 2]


def test_where_no_file_can_be_written_a_process_counts_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "limits.sqlite"
    file.mkdir()
    counters = Counters(file)

    assert [counters.run(add), counters.run(add)] == [1, 2]
