"""The whole way: fill, back up, change, restore, compare; and whatever is wrong with a backup, the present one stays.

The tests of this module share one installation and run in their order.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graphintel.bootstrap import Platform, backups, platform_on
from graphintel.errors import Conflict, GraphintelError, NotFound
from graphintel.model.events import Action
from graphintel.queries import audit
from graphintel.queries.store import Store
from graphintel.security.stream import Damaged
from graphintel.server import ManagedNeo4j, Running
from graphintel.services.backups import BEFORE, PROVED, STAGING, Backups, Made
from graphintel.services.records import Grounds, NewEntity
from graphintel.settings import Settings, StoreAddress
from tests.platforms import QUICK, SECRET, People, people_on

Ask = Callable[[StoreAddress | Running, str], list[object]]
GROUNDS = Grounds("tests", "B2", "suspects/restricted", "Customs Act s. 12")
NAMES = "MATCH (e:Entity) RETURN e.caption ORDER BY e.caption"
ENVIRONMENT = {"GRAPHINTEL_PORT": "8123", "GRAPHINTEL_SECRET_KEY": SECRET, "PATH": "/bin"}


@pytest.fixture(scope="module")
def installation(settings: Settings) -> Settings:
    return replace(settings, secret_key=SECRET)


@pytest.fixture(scope="module")
def server(installation: Settings) -> Iterator[ManagedNeo4j]:
    server = ManagedNeo4j(installation)
    server.start(fast=True)
    yield server
    server.stop()


def here(server: ManagedNeo4j) -> StoreAddress:
    address = server.address()
    assert address is not None
    return address


def opened(installation: Settings, server: ManagedNeo4j) -> Platform:
    address = here(server)
    return platform_on(replace(installation, store=address), Store(address.uri, address.user, address.password), QUICK)


def add(platform: Platform, people: People, name: str) -> None:
    platform.records.add_entity(people.analyst, NewEntity("Person", name, GROUNDS))


@pytest.fixture(scope="module")
def kept(installation: Settings) -> Backups:
    return backups(installation, ENVIRONMENT)


@pytest.fixture(scope="module")
def people(installation: Settings, server: ManagedNeo4j) -> People:
    """Fills the installation: evidence, a sealed trail, and an attachment."""
    with opened(installation, server) as platform:
        people = people_on(platform)
        add(platform, people, "Before")
        platform.search.find(people.analyst, "before")
        platform.sealing.seal()
    attachment = installation.home / "attachments" / "ab" / "photo"
    attachment.parent.mkdir(parents=True)
    attachment.write_bytes(b"a photo")
    return people


@pytest.fixture(scope="module")
def made(kept: Backups, people: People, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return kept.make(tmp_path_factory.mktemp("backups") / "one.backup")


def unchanged(server: ManagedNeo4j, ask: Ask, names: list[object]) -> None:
    """What is there is what was there, and nothing of the attempt is left."""
    assert ask(here(server), NAMES) == names
    assert not (server.settings.home / STAGING).exists()
    assert not server.home.aside.exists()


def test_a_backup_is_one_encrypted_file_and_says_how_long_the_database_was_stopped(
    made: Made, kept: Backups, installation: Settings, server: ManagedNeo4j, ask: Ask
) -> None:
    file = Path(made.file)

    assert made.running_again
    assert made.seconds_stopped > 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["one.backup"]
    assert stat.S_IMODE(installation.backup_key_file.stat().st_mode) == 0o600
    content = file.read_bytes()
    assert all(word not in content for word in (b"Before", b"a photo", b"neo4j.dump", SECRET.encode()))
    listed = {name for name, _size, _digest in kept.inspect(file)["files"]}
    assert {"store/neo4j.dump", "settings.json", "audit/seals.log", "attachments/ab/photo"} <= listed
    assert not any("secret" in name or name.endswith(".key") for name in listed)
    assert kept.last()["file"] == made.file
    assert ask(here(server), NAMES) == ["Before"]


def test_a_restore_brings_back_all_that_the_backup_held_and_nothing_else(
    made: Made, kept: Backups, installation: Settings, server: ManagedNeo4j, people: People, ask: Ask
) -> None:
    with opened(installation, server) as platform:
        add(platform, people, "After")
        platform.sealing.seal()
    seals = installation.seals_file.read_text()
    (installation.home / "attachments" / "ab" / "photo").write_bytes(b"another")

    restored = kept.restore(Path(made.file))

    assert restored.running_again
    assert ask(here(server), NAMES) == ["Before"]
    assert (installation.home / "attachments" / "ab" / "photo").read_bytes() == b"a photo"
    assert (installation.home / BEFORE / "attachments" / "ab" / "photo").read_bytes() == b"another"
    assert (installation.home / BEFORE / "audit" / "seals.log").read_text() == seals
    with opened(installation, server) as platform:
        assert platform.sealing.verify(lambda _done, _total: None).whole
        assert platform.check.run(lambda _done, _total: None).sound
        actions = [each.action for each in audit.latest(platform.store)]
        assert actions.count(Action.backup_restored) == 1
        add(platform, people, "Later")
        platform.sealing.seal()
        assert platform.sealing.verify(lambda _done, _total: None).whole


@pytest.mark.parametrize("damage", ["cut off", "flipped", "empty", "something else"])
def test_a_damaged_archive_is_refused_before_anything_is_touched(
    made: Made, kept: Backups, server: ManagedNeo4j, ask: Ask, damage: str, tmp_path: Path
) -> None:
    content = bytearray(Path(made.file).read_bytes())
    content[len(content) // 2] ^= damage == "flipped"
    damaged = {"cut off": bytes(content[:-1]), "empty": b"", "something else": b"PK\x03\x04"}
    file = tmp_path / "damaged.backup"
    file.write_bytes(damaged.get(damage, bytes(content)))
    process = server.home.find()

    with pytest.raises(Damaged):
        kept.restore(file)

    assert server.home.find() == process
    unchanged(server, ask, ["Before", "Later"])


def test_under_another_key_or_another_secret_nothing_is_restored(
    made: Made, installation: Settings, server: ManagedNeo4j, ask: Ask, tmp_path: Path
) -> None:
    other_key = replace(installation, backup_key=tmp_path / "other.key")
    with pytest.raises(NotFound, match="key of the backups is missing"):
        backups(other_key, {}).restore(Path(made.file))
    backups(other_key, {}).key()
    with pytest.raises(Damaged, match="was written under the key"):
        backups(other_key, {}).restore(Path(made.file))
    other_secret = replace(installation, secret_key=SECRET[::-1])
    with pytest.raises(Damaged, match=r"another secret key"):
        backups(other_secret, {}).restore(Path(made.file))

    unchanged(server, ask, ["Before", "Later"])


@pytest.mark.parametrize(
    ("damage", "undo", "told"),
    [
        (
            "MATCH (e:Entity {caption: 'Later'}) SET e.caption = 'Wrong'",
            "MATCH (e:Entity {caption: 'Wrong'}) SET e.caption = 'Later'",
            "does not follow from its evidence",
        ),
        (
            "MATCH (e:AuditEntry {action: 'user.added'}) WITH e LIMIT 1 SET e.by = e.by + 'x'",
            "MATCH (e:AuditEntry) WHERE e.by ENDS WITH 'x' SET e.by = left(e.by, size(e.by) - 1)",
            "audit trail of the backup is not whole",
        ),
    ],
)
def test_a_whole_archive_of_a_database_that_is_not_is_refused_and_the_present_one_runs_on(
    kept: Backups, server: ManagedNeo4j, ask: Ask, tmp_path: Path, damage: str, undo: str, told: str
) -> None:
    ask(here(server), damage)
    wrong = kept.make(tmp_path / "wrong.backup")
    ask(here(server), undo)

    with pytest.raises(Damaged, match=told):
        kept.restore(Path(wrong.file))

    unchanged(server, ask, ["Before", "Later"])


def command(installation: Settings, *arguments: str, limit: int | None = None) -> subprocess.Popen[str]:
    """The command as a process of its own, that may write no file longer than ``limit``."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GRAPHINTEL_")},
        "GRAPHINTEL_HOME": str(installation.home), "GRAPHINTEL_CACHE": str(installation.cache),
        "GRAPHINTEL_SECRET_KEY": SECRET,
    }  # fmt: skip
    code = "from graphintel.cli import main; main()"
    if limit is not None:
        code = (
            f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {resource.RLIM_INFINITY})); {code}"
        )
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env=environment, text=True, stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )  # fmt: skip


def test_a_restore_that_is_killed_in_the_middle_is_undone(
    made: Made, installation: Settings, server: ManagedNeo4j, ask: Ask
) -> None:
    # It is a child of this process, and whoever stops one that is not his own waits for its parent to collect it.
    server.stop()
    process = command(installation, "db", "restore", made.file, "--yes")
    latest = time.monotonic() + 120
    # The present database lies aside and the other one answers: the worst moment.
    while not (server.home.aside.exists() and server.home.find() is not None):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < latest
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert server.address() is None
    server.start(fast=True)
    backups(installation, {}).finish()

    unchanged(server, ask, ["Before", "Later"])


def test_a_restore_that_is_killed_when_the_database_has_been_replaced_is_ended(
    installation: Settings, server: ManagedNeo4j
) -> None:
    staging = installation.home / STAGING
    (staging / "attachments").mkdir(parents=True)
    (staging / "attachments" / "restored").write_bytes(b"with the database")
    (staging / PROVED).touch()

    backups(installation, {}).finish()

    assert [each.name for each in (installation.home / "attachments").iterdir()] == ["restored"]
    assert (installation.home / BEFORE / "attachments" / "ab" / "photo").exists()
    assert not staging.exists()


def test_a_full_disk_leaves_no_half_backup_and_the_earlier_ones(
    made: Made, installation: Settings, server: ManagedNeo4j, ask: Ask, tmp_path: Path
) -> None:
    server.stop()

    process = command(installation, "db", "backup", str(tmp_path / "full.backup"), limit=20_000)
    _out, err = process.communicate(timeout=120)

    assert process.returncode not in {0, -signal.SIGXFSZ}, err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
    assert json.loads((installation.home / "backups.json").read_text())["failed_at"] is not None
    server.start(fast=True)
    unchanged(server, ask, ["Before", "Later"])


def test_backups_that_name_themselves_make_room_by_the_rule(installation: Settings, made: Made) -> None:
    installation.backups.mkdir()
    old = [f"graphintel-2024010{day}T020000Z.backup" for day in range(1, 6)]
    for name in (*old, "not ours.txt"):
        (installation.backups / name).write_text("an old one")
    kept = backups(replace(installation, backup_keep=(2, 0, 0)), ENVIRONMENT)

    done = kept.make()

    assert set(done.removed) == set(old[:-1])
    left = {each.name for each in installation.backups.iterdir()}
    assert left == {Path(done.file).name, old[-1], "not ours.txt"}
    assert kept.inspect(Path(done.file))["seconds_stopped"] == done.seconds_stopped


def test_what_cannot_be_done_is_told(kept: Backups, made: Made, tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="is there already"):
        kept.make(Path(made.file))
    with pytest.raises(NotFound, match="no folder"):
        kept.make(tmp_path / "nowhere" / "x.backup")
    with pytest.raises(NotFound, match="no backup"):
        kept.restore(tmp_path / "x.backup")
    external = backups(Settings(home=tmp_path, store=StoreAddress("bolt://db", "neo4j", "pw")), {})
    with pytest.raises(GraphintelError, match="external database"):
        external.make(tmp_path / "x.backup")
