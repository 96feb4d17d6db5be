import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graphintel.bootstrap import Platform
from graphintel.settings import StoreAddress
from tests.platforms import SECRET


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command answered
        """The last line of stdout as JSON."""
        return json.loads(self.out.strip().splitlines()[-1])


Command = Callable[..., Ended]


@pytest.fixture
def command(neo4j_server: StoreAddress, platform: Platform, tmp_path: Path) -> Command:
    """Runs the command line as a process of its own, on the disposable database."""

    def run(*arguments: str, token: str = "", given: str = "", cwd: Path | None = None) -> Ended:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GRAPHINTEL_")},
            "GRAPHINTEL_HOME": str(tmp_path),
            "GRAPHINTEL_NEO4J_URI": neo4j_server.uri,
            "GRAPHINTEL_NEO4J_USER": neo4j_server.user,
            "GRAPHINTEL_NEO4J_PASSWORD": neo4j_server.password,
            "GRAPHINTEL_SECRET_KEY": SECRET,
            **({"GRAPHINTEL_TOKEN": token} if token else {}),
        }
        program = [sys.executable, "-c", "from graphintel.cli import main; main()", *arguments]
        ended = subprocess.run(
            program, env=environment, input=given, capture_output=True, text=True, check=False, timeout=120, cwd=cwd
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run
