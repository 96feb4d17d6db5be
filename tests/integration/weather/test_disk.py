"""A data folder on a full disk, or that can only be read: what cannot be put on record is refused, and no more."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from graphintel.bootstrap import Platform, platform_on
from graphintel.queries import audit
from graphintel.queries.store import Store
from graphintel.settings import Settings, StoreAddress
from graphintel.web import create_app
from tests.harbour import harbour
from tests.platforms import QUICK, SECRET, Browser, body, people_on

SIZE = 4 << 20


def mount(*arguments: str) -> bool:
    program = shutil.which("mount")
    return (
        program is not None and subprocess.run([program, *arguments], check=False, capture_output=True).returncode == 0
    )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, which takes somebody who may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    unmount = shutil.which("umount")
    if unmount is None or os.geteuid() or not mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)):
        pytest.skip("Only root may mount a disk, and not in every container.")
    # The queue of jobs lies apart: it keeps a file open, and no disk becomes read-only beneath one.
    (folder / "jobs").mkdir()
    assert mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder / "jobs"))
    yield folder
    subprocess.run([unmount, "--lazy", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Leaves no room at all."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        filler.truncate(SIZE)
        for at in range(0, SIZE, 4096):
            if shutil.disk_usage(disk).free == 0:
                break
            os.pwrite(filler.fileno(), b"x", at)


def lock(disk: Path) -> None:
    """Lets it be read only."""
    assert mount("-o", "remount,ro", str(disk))


def free(disk: Path) -> None:
    (disk / "filler").unlink()


def unlock(disk: Path) -> None:
    assert mount("-o", "remount,rw", str(disk))


def on(disk: Path, server: StoreAddress) -> Platform:
    store = Store(server.uri, server.user, server.password)
    return platform_on(Settings(home=disk, store=server, secret_key=SECRET), store, QUICK)


def asked(who: Browser, entity: str) -> list[TestResponse]:
    page = who.client.get("/", headers={"Accept": "text/html"})
    return [who.get("/search", q="vesk"), who.get(f"/entities/{entity}"), page]


def entered(app: APIFlask, username: str, password: str) -> int:
    given = {"username": username, "password": password}
    return app.test_client().post("/api/v1/session", json=given).status_code


@pytest.mark.parametrize(("breaks", "mends"), [(fill, free), (lock, unlock)], ids=["full", "read-only"])
def test_nothing_is_answered_that_is_not_on_record_and_all_goes_on_by_itself(
    disk: Path,
    neo4j_server: StoreAddress,
    empty_store: None,
    breaks: Callable[[Path], None],
    mends: Callable[[Path], None],
) -> None:
    with on(disk, neo4j_server) as platform:
        people_on(platform)
        ids = harbour(platform)
    breaks(disk)
    with on(disk, neo4j_server) as platform:
        app = create_app(platform)
        ada = Browser(app, "ada")

        refused = [answer for _time in range(5) for answer in asked(ada, ids["vesk"])]
        alive = app.test_client().get("/healthz").status_code, app.test_client().get("/metrics").status_code
        left = list(disk.glob("journal/*"))
        guessed = {entered(app, "otto", "wrong") for _attempt in range(7)}
        mends(disk)
        answered = asked(ada, ids["vesk"])
        platform.sealing.seal()
        on_record = Counter(each.action for each in audit.latest(platform.store, limit=500))

    assert {each.status_code for each in refused} == {503}
    assert {body(each)["code"] for each in refused if each.is_json} == {"journal_unwritable"}
    assert all("Vesk" not in each.text for each in refused)
    assert all(each.headers["Retry-After"] for each in refused)
    assert alive == (200, 200)
    assert left == []
    # The waits hold without their file, and whoever knew his password was let in.
    assert guessed == {401, 429}
    assert [each.status_code for each in answered] == [200] * 3
    assert on_record["search.made"] == on_record["entity.read"] == 1


def test_a_data_folder_that_cannot_be_written_stops_the_start_with_a_sentence(
    disk: Path, neo4j_server: StoreAddress
) -> None:
    lock(disk)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GRAPHINTEL_")},
        "GRAPHINTEL_HOME": str(disk),
        "GRAPHINTEL_NEO4J_URI": neo4j_server.uri,
        "GRAPHINTEL_NEO4J_PASSWORD": neo4j_server.password,
        "GRAPHINTEL_SECRET_KEY": SECRET,
    }
    program = [sys.executable, "-c", "from graphintel.cli import main; main()", "serve", "--port", "0"]

    ended = subprocess.run(program, env=environment, capture_output=True, text=True, check=False, timeout=60)

    assert ended.returncode == 8, ended.stderr
    assert f"{disk} cannot be written" in ended.stderr.replace("\n", " ")
    assert "Traceback" not in ended.stderr
