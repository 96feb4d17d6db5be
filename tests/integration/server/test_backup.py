"""Backup, restore and check of a managed database. The tests of this module share one home and run in their order."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from graphintel.errors import Conflict, NotFound, StartRefused
from graphintel.server import ManagedNeo4j, Running, backup
from graphintel.server.java import AdminFailed
from graphintel.settings import Settings, StoreAddress

Ask = Callable[[StoreAddress | Running, str], list[object]]
NAMES = "MATCH (n:Tried) RETURN n.name ORDER BY n.name"


@pytest.fixture(scope="module")
def server(settings: Settings) -> Iterator[ManagedNeo4j]:
    server = ManagedNeo4j(settings)
    server.start(fast=True)
    yield server
    server.stop()


def here(server: ManagedNeo4j) -> StoreAddress:
    address = server.address()
    assert address is not None
    return address


@pytest.fixture(scope="module")
def file(server: ManagedNeo4j, ask: Ask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup that was made while the database ran."""
    ask(here(server), "CREATE (:Tried {name: 'before'})")
    file = tmp_path_factory.mktemp("backups") / "first.dump"
    outage = backup.dump(server, file)
    assert outage.running_again
    assert outage.seconds_stopped > 0
    return file


def test_a_backup_is_for_its_owner_only(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["first.dump"]


def test_a_backup_leaves_the_database_running_with_what_it_held(server: ManagedNeo4j, file: Path, ask: Ask) -> None:
    assert ask(here(server), NAMES) == ["before"]


def test_a_backup_does_not_replace_a_file_unasked(server: ManagedNeo4j, file: Path) -> None:
    with pytest.raises(Conflict, match="is there already"):
        backup.dump(server, file)


def test_a_restore_brings_back_what_the_backup_held_and_nothing_else(
    server: ManagedNeo4j, file: Path, ask: Ask
) -> None:
    ask(here(server), "MATCH (n:Tried) SET n.name = 'changed' CREATE (:Tried {name: 'after'})")

    outage = backup.load(server, file)

    assert outage.running_again
    assert ask(here(server), NAMES) == ["before"]


def test_a_file_that_is_no_backup_is_refused_and_the_present_database_stays(
    server: ManagedNeo4j, file: Path, ask: Ask
) -> None:
    garbage = file.with_name("garbage.dump")
    garbage.write_bytes(b"this is no backup")

    with pytest.raises(AdminFailed):
        backup.load(server, garbage)

    assert ask(here(server), NAMES) == ["before"]


def test_a_database_that_was_cut_off_recovers_before_it_is_saved(server: ManagedNeo4j, file: Path, ask: Ask) -> None:
    ask(here(server), "CREATE (:Tried {name: 'last words'})")
    process = server.home.find()
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    psutil.Process(process.pid).wait()

    outage = backup.dump(server, file.with_name("second.dump"))

    assert not outage.running_again
    assert server.home.find() is None
    backup.load(server, file.with_name("second.dump"))
    assert ask(server.start(fast=True), NAMES) == ["before", "last words"]


def test_a_restore_that_was_cut_off_is_undone_by_the_next_start(server: ManagedNeo4j, file: Path, ask: Ask) -> None:
    server.stop()
    server.home.put_aside()

    running = server.start(fast=True)

    assert ask(running, NAMES) == ["before", "last words"]
    assert not server.home.aside.exists()


def test_a_consistent_database_has_no_problems(server: ManagedNeo4j) -> None:
    server.stop()

    assert backup.check(server).problems == []


def test_damage_is_found_and_reported(server: ManagedNeo4j, file: Path) -> None:
    for store in server.home.database_folders()["databases"].glob("*.nodestore.db"):
        content = bytearray(store.read_bytes())
        content[15:60] = b"\x01" + b"\x7f" * 44
        store.write_bytes(content)

    outage = backup.check(server)

    assert outage.problems


def test_a_missing_backup_and_a_missing_folder_are_named(server: ManagedNeo4j, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no backup .*nowhere\.dump"):
        backup.load(server, tmp_path / "nowhere.dump")
    with pytest.raises(NotFound, match="no folder"):
        backup.dump(server, tmp_path / "nowhere" / "file.dump")


def test_where_no_database_was_ever_started_there_is_nothing_to_save(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="graphintel db start"):
        backup.dump(ManagedNeo4j(replace(settings, home=tmp_path)), tmp_path / "file.dump")


def test_an_external_database_is_left_to_its_own_tools(settings: Settings, tmp_path: Path) -> None:
    external = replace(settings, store=StoreAddress("bolt://db", "neo4j", "pw"))

    with pytest.raises(StartRefused, match="external database"):
        backup.dump(ManagedNeo4j(external), tmp_path / "file.dump")
