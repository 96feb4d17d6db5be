"""A command that serves: started as a process of its own, asked over HTTP, and ended by a signal."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

READY = re.compile(r"http://127\.0\.0\.1:(\d+)/")
PATIENCE = 120


@dataclass
class Served:
    """A running command; what it prints lies in files."""

    process: subprocess.Popen[str]
    folder: Path
    browser: urllib.request.OpenerDirector = field(init=False)

    def __post_init__(self) -> None:
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    @property
    def printed(self) -> str:
        """Everything that it has said so far."""
        return (self.folder / "out").read_text() + (self.folder / "err").read_text()

    @property
    def address(self) -> str:
        """Where it serves."""
        found = READY.search(self.printed)
        assert found is not None, self.printed
        return f"http://127.0.0.1:{found[1]}"

    def ask(self, path: str, given: object = None) -> Any:  # noqa: ANN401 - JSON
        """The JSON that an address answers."""
        data = None if given is None else json.dumps(given).encode()
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.address + path, data, {"Content-Type": "application/json"}
        )
        with self.browser.open(request, timeout=60) as answer:
            return json.load(answer)

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Ends it as Ctrl-C or a service manager would; its exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@contextmanager
def serving(
    folder: Path,
    environment: Mapping[str, str],
    *arguments: str,
    until: re.Pattern[str] = READY,
    under: Sequence[str] = (),
) -> Iterator[Served]:
    """The command once it says that it is ready, or ``until`` something else; it has ended when the block has."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GRAPHINTEL_")}
    program = [*under, sys.executable, "-c", "from graphintel.cli import main; main()", *arguments]
    with (folder / "out").open("w") as out, (folder / "err").open("w") as err:
        process = subprocess.Popen(
            program, env={**kept, **environment}, stdout=out, stderr=err, text=True, start_new_session=True
        )
        served = Served(process, folder)
        try:
            latest = time.monotonic() + PATIENCE
            while until.search(served.printed) is None:
                assert process.poll() is None, served.printed
                assert time.monotonic() < latest, served.printed
                time.sleep(0.1)
            yield served
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(PATIENCE)
