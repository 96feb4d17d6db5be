"""A managed database from start to stop. The tests of this module share one home and run in their order."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from neo4j.exceptions import ClientError

from graphintel.errors import StartRefused, StoreUnavailable
from graphintel.server import ManagedNeo4j, Running, connection
from graphintel.server.download import cache_folder
from graphintel.server.home import ENTRY_POINT, is_alive
from graphintel.server.readiness import verify
from graphintel.settings import Settings, StoreAddress

Ask = Callable[[StoreAddress | Running, str], list[object]]

STARTER = """
import sys; from pathlib import Path
from graphintel.server import ManagedNeo4j; from graphintel.settings import Settings
running = ManagedNeo4j(Settings(home=Path(sys.argv[1]), cache=Path(sys.argv[2]))).start(fast=True, owned=True)
print(running.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def running(settings: Settings) -> Iterator[Running]:
    """The database of this module, running."""
    server = ManagedNeo4j(settings)
    process = server.home.find()
    if process is None:
        yield server.start(fast=True)
    else:
        yield Running(server, process, server.home.password())


@pytest.fixture(scope="module", autouse=True)
def stopped_at_the_end(settings: Settings) -> Iterator[None]:
    yield
    ManagedNeo4j(settings).stop()


def test_a_started_database_answers_its_owner(running: Running, ask: Ask) -> None:
    assert ask(running, "RETURN 1") == [1]
    assert running.uri == f"bolt://127.0.0.1:{running.port}"


def test_a_started_database_has_the_schema(running: Running, ask: Ask) -> None:
    assert ask(running, "MATCH (m:Migration) RETURN m.number ORDER BY m.number")[0] == 1


def test_it_listens_on_the_loopback_only(running: Running) -> None:
    listening = {c.laddr.ip for c in psutil.Process(running.pid).net_connections("tcp") if c.status == "LISTEN"}

    assert {address.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}


def test_the_password_is_for_its_owner_only_and_on_no_command_line(settings: Settings, running: Running) -> None:
    home = ManagedNeo4j(settings).home

    assert stat.S_IMODE(home.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
    assert running.password not in " ".join(psutil.Process(running.pid).cmdline())


def test_a_second_start_is_refused_and_names_the_running_one(settings: Settings, running: Running) -> None:
    with pytest.raises(StartRefused, match=rf"process {running.pid}, port {running.port}.*graphintel db stop"):
        ManagedNeo4j(settings).start(fast=True)

    assert is_alive(running.pid, running.process.created)


def test_cypher_cannot_read_the_files_of_the_machine(running: Running, ask: Ask, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("confidential\n")

    with pytest.raises(ClientError) as caught:
        ask(running, f"LOAD CSV FROM 'file://{secret}' AS line RETURN line[0]")

    assert "confidential" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_it_answers_under_both_schemes(running: Running, ask: Ask, scheme: str) -> None:
    assert ask(replace(running.address, uri=f"{scheme}://127.0.0.1:{running.port}"), "RETURN 2") == [2]


def test_a_wrong_password_is_told_apart_from_a_database_that_is_down(running: Running) -> None:
    with pytest.raises(StartRefused, match="does not accept the password of the account 'neo4j'"):
        verify(replace(running.address, password="wrong"))


def test_the_running_database_is_found_without_its_note(settings: Settings, running: Running) -> None:
    server = ManagedNeo4j(settings)
    server.home.forget()

    found = server.home.find()
    server.home.note(running.process)

    assert found is not None
    assert (found.pid, found.port) == (running.pid, running.port)


def test_status_says_where_it_runs_and_what_it_takes(settings: Settings, running: Running) -> None:
    status = ManagedNeo4j(settings).status()

    assert (status.running, status.pid, status.uri) == (True, running.pid, running.uri)
    assert (status.resident_bytes or 0) > 10_000_000
    assert status.stored_bytes > 0


def test_what_was_committed_survives_a_kill_and_the_next_start_goes_on(
    settings: Settings, running: Running, ask: Ask
) -> None:
    ask(running, "MERGE (:Kept {id: 7})")
    os.kill(running.pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(running.pid)] if psutil.pid_exists(running.pid) else [])
    server = ManagedNeo4j(settings)
    assert connection(settings) is None
    assert server.home.crashed

    again = server.start(fast=True)

    assert ask(again, "MATCH (n:Kept) RETURN n.id") == [7]


def test_a_stop_ends_it_in_order_and_a_second_one_finds_nothing(settings: Settings, running: Running) -> None:
    server = ManagedNeo4j(settings)

    first, second = server.stop(), server.stop()

    assert (first, second) == (True, False)
    assert not is_alive(running.pid, running.process.created)
    assert not server.home.crashed
    with pytest.raises(StoreUnavailable, match="does not answer"):
        verify(running.address)


def test_a_database_whose_starter_died_is_stopped_by_the_next_start(settings: Settings, ask: Ask) -> None:
    command = [sys.executable, "-c", STARTER, str(settings.home), str(settings.cache)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as starter:
        orphan = _first_number(starter)
        starter.kill()
    assert psutil.pid_exists(orphan)

    running = ManagedNeo4j(settings).start(fast=True)

    assert running.pid != orphan
    assert not psutil.pid_exists(orphan)
    assert ask(running, "RETURN 3") == [3]
    running.stop()


def test_a_port_in_use_is_named_and_nothing_is_started(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(StartRefused, match=rf"Port {port} on 127\.0\.0\.1 is in use.*GRAPHINTEL_NEO4J_PORT"):
            ManagedNeo4j(replace(settings, neo4j_port=port)).start(fast=True)

    assert ManagedNeo4j(settings).home.find() is None


def test_a_tampered_jar_is_named_and_nothing_is_started(settings: Settings, tmp_path: Path) -> None:
    folder = cache_folder(tmp_path)
    folder.mkdir(parents=True)
    for jar in cache_folder(settings.cache).glob("*.jar"):
        (folder / jar.name).symlink_to(jar)
    victim = next(folder.glob("neo4j-server-*.jar"))
    content = bytearray(victim.read_bytes())
    content[-1] ^= 1
    victim.unlink()
    victim.write_bytes(content)

    with pytest.raises(StartRefused, match=rf"The jar {victim.name} in .* is not the one in the lock"):
        ManagedNeo4j(replace(settings, cache=tmp_path)).start(fast=True)

    assert ManagedNeo4j(settings).home.find() is None


def test_a_changed_migration_stops_the_start_and_the_database(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "0001_other.cypher").write_text("MERGE (:Other);")

    with pytest.raises(StartRefused, match="was changed after it had been applied"):
        ManagedNeo4j(settings, migrations=tmp_path).start(fast=True)

    assert ManagedNeo4j(settings).home.find() is None


def test_a_password_that_the_database_does_not_know_is_named_and_it_is_stopped(settings: Settings) -> None:
    home = ManagedNeo4j(settings).home
    right = home.password_file.read_text()
    home.password_file.write_text("something-else-entirely\n")

    with pytest.raises(StartRefused, match="does not accept the password"):
        ManagedNeo4j(settings).start(fast=True)

    home.password_file.write_text(right)
    assert home.find() is None


def test_a_lost_password_file_is_named(settings: Settings) -> None:
    home = ManagedNeo4j(settings).home
    kept = home.password_file.rename(home.folder / "password.kept")

    with pytest.raises(StartRefused, match="the file that held it is gone"):
        ManagedNeo4j(settings).start(fast=True)

    kept.rename(home.password_file)


def test_no_process_of_this_module_is_left(settings: Settings) -> None:
    left = [
        process.pid
        for process in psutil.process_iter(["cmdline"])
        if ENTRY_POINT in (process.info["cmdline"] or ())
        and f"--home-dir={settings.neo4j_home}" in process.info["cmdline"]
    ]

    assert left == []


def _first_number(starter: subprocess.Popen[str]) -> int:
    assert starter.stdout is not None
    return next(int(line) for line in starter.stdout if line.strip().isdecimal())
