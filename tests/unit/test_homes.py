from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.homes import own_home

RUN = """
import sys
from pathlib import Path
from tests.homes import own_home
with own_home(Path(sys.argv[1])) as home:
    print(home, flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_run(homes: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A run of its own that has its folder and nothing else yet."""
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(homes)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    ) as process:  # fmt: skip
        assert process.stdout is not None
        yield process, Path(process.stdout.readline().strip())


def test_the_folder_of_a_run_that_has_just_begun_is_left_alone(tmp_path: Path) -> None:
    with another_run(tmp_path) as (_process, theirs), own_home(tmp_path) as ours:
        assert ours != theirs
        assert theirs.is_dir()


def test_the_folder_of_a_run_that_was_killed_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    with another_run(tmp_path) as (process, theirs):
        process.send_signal(signal.SIGKILL)
        process.wait()
    left = theirs.is_dir()

    with own_home(tmp_path) as ours:
        assert left
        assert not theirs.exists()
        assert ours.is_dir()


def test_a_run_that_ends_leaves_no_folder(tmp_path: Path) -> None:
    with own_home(tmp_path) as ours:
        (ours / "file").write_text("")

    assert [each for each in tmp_path.iterdir() if each.is_dir()] == []
