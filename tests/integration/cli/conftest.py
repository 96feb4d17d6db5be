import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Talk:
    """A command that is answered while it runs."""

    process: subprocess.Popen[str]
    heard: list[str] = field(default_factory=list)

    def say(self, answer: str, until: str) -> str:
        """Answers, and waits for what the command then says on stderr: the part of it that is asked for."""
        assert self.process.stdin is not None
        assert self.process.stderr is not None
        self.process.stdin.write(answer)
        self.process.stdin.flush()
        for line in self.process.stderr:
            self.heard.append(line)
            found = re.search(until, line)
            if found is not None:
                return found[1]
        raise AssertionError("".join(self.heard))

    def finish(self, answer: str) -> Ended:
        """Answers, and waits for the end."""
        out, err = self.process.communicate(answer, timeout=120)
        return Ended(self.process.returncode, out, "".join(self.heard) + err)


Conversation = Callable[..., Talk]


PROGRAM = (sys.executable, "-c", "from graphintel.cli import main; main()")


@pytest.fixture
def environment(neo4j_server: StoreAddress, platform: Platform, tmp_path: Path) -> dict[str, str]:
    """What a command finds set: the disposable database, and nothing of whoever runs the tests."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("GRAPHINTEL_")},
        "GRAPHINTEL_HOME": str(tmp_path),
        "GRAPHINTEL_NEO4J_URI": neo4j_server.uri,
        "GRAPHINTEL_NEO4J_USER": neo4j_server.user,
        "GRAPHINTEL_NEO4J_PASSWORD": neo4j_server.password,
        "GRAPHINTEL_SECRET_KEY": SECRET,
    }


@pytest.fixture
def command(environment: dict[str, str]) -> Command:
    """Runs the command line as a process of its own, on the disposable database."""

    def run(*arguments: str, token: str = "", given: str = "", cwd: Path | None = None) -> Ended:
        known = environment | ({"GRAPHINTEL_TOKEN": token} if token else {})
        ended = subprocess.run(
            (*PROGRAM, *arguments), env=known, input=given, capture_output=True, text=True, check=False, timeout=120,
            cwd=cwd,
        )  # fmt: skip
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run


@pytest.fixture
def conversation(environment: dict[str, str]) -> Iterator[Conversation]:
    """Runs the command line so that its questions are answered one after another."""
    with ExitStack() as open_until_then:

        def begin(*arguments: str) -> Talk:
            pipe = subprocess.PIPE
            program = (*PROGRAM, *arguments)
            process = subprocess.Popen(program, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
            open_until_then.callback(process.kill)
            return Talk(open_until_then.enter_context(process))

        yield begin
