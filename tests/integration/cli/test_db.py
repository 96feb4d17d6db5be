"""``graphintel db`` as its owner types it. The tests of this module share one home and run in their order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graphintel.server import ManagedNeo4j
from graphintel.settings import Settings, StoreAddress

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home: Path = tmp_path_factory.mktemp("installation")
    yield home
    ManagedNeo4j(Settings(home=home)).stop()


@pytest.fixture(scope="module")
def run(home: Path, real_settings: Settings) -> Run:
    """Runs the command line in a process of its own, in an installation of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GRAPHINTEL_")}
    own = {"GRAPHINTEL_HOME": str(home), "GRAPHINTEL_CACHE": str(real_settings.cache)}

    def run(
        *arguments: str, typed: str | None = None, environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "graphintel", *arguments],
            check=False,
            capture_output=True,
            text=True,
            input=typed or "",
            env={**kept, **own, **(environment or {})},
        )

    return run


def last_line(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_status_before_the_first_start_says_that_nothing_runs(run: Run) -> None:
    done = run("db", "status", "--json")

    assert done.returncode == 0
    assert last_line(done)["running"] is False


def test_what_needs_a_running_database_says_how_to_start_it(run: Run) -> None:
    done = run("db", "migrate")

    assert done.returncode == 7
    assert done.stderr.strip() == "The database is not running. Start it with: graphintel db start"


def test_start_leaves_a_database_that_goes_on_running(run: Run) -> None:
    done = run("db", "start", "--fast", "--json")

    assert done.returncode == 0, done.stderr
    status = last_line(run("db", "status", "--json"))
    assert (status["running"], status["pid"]) == (True, last_line(done)["pid"])
    assert status["pending_migrations"] == []


def test_a_second_start_is_refused_with_exit_code_8(run: Run) -> None:
    done = run("db", "start", "--json")

    assert done.returncode == 8
    assert "is running already" in done.stderr
    assert last_line(done)["error"]["code"] == "start_refused"


def test_migrate_finds_nothing_to_do(run: Run) -> None:
    assert last_line(run("db", "migrate", "--json")) == {"applied": []}


def test_the_shell_reads(run: Run) -> None:
    done = run("db", "shell", typed="RETURN 'a;b' AS text; RETURN 40 + 2 AS sum;\n:exit\n")

    assert done.returncode == 0
    assert "a;b" in done.stdout
    assert "42" in done.stdout


def test_the_shell_does_not_write_unless_it_is_told_to(run: Run) -> None:
    refused = run("db", "shell", typed="CREATE (:Tried);")
    allowed = run("db", "shell", "--write", typed="CREATE (:Tried);")

    assert refused.returncode == 1
    assert "read access mode" in refused.stderr
    assert allowed.returncode == 0


def test_backup_check_and_restore_say_for_how_long_the_database_was_stopped(run: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "file.dump")

    made, checked, back = (
        run("db", "backup", file, "--json"),
        run("db", "check", "--files", "--json"),
        run("db", "restore", file, "--yes", "--json"),
    )

    for done in (made, checked, back):
        assert done.returncode == 0, done.stderr
        assert "The database was stopped for" in done.stderr
        assert last_line(done)["running_again"] is True


def test_a_restore_asks_first_and_an_empty_answer_changes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("db", "restore", str(tmp_path / "file.dump"))

    assert done.returncode == 130
    assert "Go on?" in done.stderr


def test_stop_ends_it(run: Run) -> None:
    assert last_line(run("db", "stop", "--json")) == {"stopped": True}
    assert last_line(run("db", "stop", "--json")) == {"stopped": False}


def test_an_external_database_is_used_and_neither_started_nor_stopped(run: Run, store_address: StoreAddress) -> None:
    environment = {
        "GRAPHINTEL_NEO4J_URI": store_address.uri,
        "GRAPHINTEL_NEO4J_USER": store_address.user,
        "GRAPHINTEL_NEO4J_PASSWORD": store_address.password,
    }

    status = run("db", "status", "--json", environment=environment)
    stop = run("db", "stop", environment=environment)

    assert (status.returncode, stop.returncode) == (0, 8)
    assert last_line(status)["external"] is True
    assert "neither starts nor stops" in stop.stderr


def test_a_wrong_password_of_an_external_database_names_the_variables(run: Run, neo4j_server: StoreAddress) -> None:
    environment = {"GRAPHINTEL_NEO4J_URI": neo4j_server.uri, "GRAPHINTEL_NEO4J_PASSWORD": "wrong"}

    done = run("db", "status", environment=environment)

    assert done.returncode == 8
    assert "GRAPHINTEL_NEO4J_PASSWORD" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_external_database_that_is_down_is_exit_code_7(run: Run) -> None:
    environment = {"GRAPHINTEL_NEO4J_URI": "bolt://127.0.0.1:9", "GRAPHINTEL_NEO4J_PASSWORD": "pw"}

    done = run("db", "status", "--json", environment=environment)

    assert done.returncode == 7
    assert last_line(done)["error"]["code"] == "store_unavailable"
