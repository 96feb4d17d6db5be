"""What the processes of an installation have counted, added up: each writes its own down and reads the others.

Files and not shared memory: a disk that is full costs the figures of a moment, and never a process.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphintel.log import get_logger
from graphintel.model.times import now
from graphintel.private_files import private_folder
from graphintel.queries.timings import Timing, Timings
from graphintel.services.repeating import Repeating

SECONDS = 5.0
SUFFIX = ".json"
# Holds a new word after every reset: whoever finds one that he does not know begins anew.
RESET = "reset"
QUERIES = "queries"

log = get_logger(__name__)


class Figures:
    """The figures of one process, and of all of them together. Threads share it."""

    def __init__(self, folder: Path, queries: Timings) -> None:
        self._folder = folder
        self._own = f"{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        self._seen = self._word()
        self._told = False
        self.answers, self.sign_ins = Timings(), Timings()
        self._groups = {QUERIES: queries, "answers": self.answers, "sign_ins": self.sign_ins}
        self._background = Repeating("figures", self.write, SECONDS)

    def start(self) -> None:
        """Begins to write them down."""
        self._background.start()

    def stop(self) -> None:
        """Ends that."""
        self._background.stop()

    def write(self) -> None:
        """Writes down what this process has counted so far; where that fails, others do not know it for the moment."""
        self._begin_anew_when_told()
        partial = self._folder / f".{self._own}"
        try:
            private_folder(self._folder)
            partial.write_text(json.dumps({name: group.as_dict() for name, group in self._groups.items()}))
            partial.replace(self._folder / self._own)
        except OSError as error:
            if not self._told:
                log.warning("figures.not_written", reason=error.strerror)
            self._told = True
        else:
            self._told = False

    def of(self, group: str) -> dict[str, Timing]:
        """What all processes have counted in a group, by name."""
        self._begin_anew_when_told()
        added: dict[str, Timing] = {}
        for told in (self._groups[group].as_dict(), *(each.get(group, {}) for each in self._others())):
            for name, timing in told.items():
                added.setdefault(name, Timing()).join(Timing.from_dict(timing))
        return added

    def reset_queries(self) -> None:
        """Has the times of queries counted anew, in every process."""
        private_folder(self._folder)
        for file in self._files():
            told = _read(file) | {QUERIES: {}}
            partial = file.with_name(f".{file.name}.reset")
            partial.write_text(json.dumps(told))
            partial.replace(file)
        (self._folder / RESET).write_text(f"{now()} {secrets.token_hex(4)}")
        self._begin_anew_when_told()

    def _begin_anew_when_told(self) -> None:
        word = self._word()
        if word != self._seen:
            self._seen = word
            self._groups[QUERIES].clear()

    def _word(self) -> str:
        try:
            return (self._folder / RESET).read_text()
        except OSError:
            return ""

    def _others(self) -> Iterator[dict[str, Any]]:
        return (_read(file) for file in self._files() if file.name != self._own)

    def _files(self) -> list[Path]:
        return sorted(each for each in self._folder.glob(f"*{SUFFIX}") if not each.name.startswith("."))


def cleared(folder: Path) -> None:
    """Removes what an earlier run of the server has left."""
    shutil.rmtree(folder, ignore_errors=True)


def _read(file: Path) -> dict[str, Any]:
    """What a process has written down; nothing where another one clears it away at the moment."""
    try:
        told = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
