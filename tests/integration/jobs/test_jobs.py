"""Batches by upload go on whatever becomes of whoever works on them: nothing is lost, nothing is done twice."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graphintel.bootstrap import Platform
from graphintel.errors import Invalid, NotFound
from graphintel.jobs.queue import Job
from graphintel.jobs.worker import WORKERS, workers
from graphintel.model.events import Action
from graphintel.queries import audit
from graphintel.services.checking import Asked
from graphintel.services.uploads import DEATHS, KIND, MOST_DEATHS, NoRoom, Upload
from graphintel.settings import StoreAddress
from tests.integration.cli.served import serving
from tests.integration.intake.conftest import PARTIES
from tests.patience import PATIENCE, until
from tests.platforms import SECRET, People
from tests.working import queue_of, working

ROWS = 3_500
ASKED = Asked("suspects/restricted", "B2", "Customs Act s. 12")


def table(rows: int) -> bytes:
    """A list with one row that is no good, and one that stands there twice."""
    lines = [f"{number},NAME {number},Estonia,," for number in range(rows - 2)]
    return "\n".join(["id,name,country,linked,marking", *lines, lines[0], f"{rows},BETA,Atlantis,,"]).encode()


def upload(content: bytes, *, mapping: str = PARTIES) -> Upload:
    return Upload(mapping.encode(), "parties.yaml", [("list.csv", lambda path: path.write_bytes(content))], ASKED)


def begun(platform: Platform, people: People, rows: int = ROWS) -> str:
    return str(platform.uploads.begin(people.analyst, upload(table(rows)))["id"])


def batch(platform: Platform, people: People, id_: str) -> dict[str, Any]:
    return platform.intake.batch(people.analyst, id_)


def ended(platform: Platform, people: People, id_: str) -> dict[str, Any]:
    until(lambda: batch(platform, people, id_)["state"] != "running")
    return batch(platform, people, id_)


def counts(found: dict[str, Any]) -> tuple[int, ...]:
    return tuple(found[name] for name in ("read", "accepted", "corrected", "unchanged", "rejected"))


@contextmanager
def worker_process(platform: Platform, address: StoreAddress, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """``graphintel jobs work``, which has ended when the block has."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GRAPHINTEL_")}
    environment = {**kept, **environment_of(platform, address)}
    process = subprocess.Popen([sys.executable, "-m", "graphintel", "jobs", "work", *options], env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def environment_of(platform: Platform, address: StoreAddress) -> dict[str, str]:
    """What a process of the same installation needs to know."""
    return {
        "GRAPHINTEL_HOME": str(platform.settings.home), "GRAPHINTEL_NEO4J_URI": address.uri,
        "GRAPHINTEL_NEO4J_USER": address.user, "GRAPHINTEL_NEO4J_PASSWORD": address.password,
        "GRAPHINTEL_SECRET_KEY": SECRET,
    }  # fmt: skip


def test_serve_keeps_somebody_who_works_through_the_jobs(
    platform: Platform, people: People, neo4j_server: StoreAddress, tmp_path: Path
) -> None:
    environment = environment_of(platform, neo4j_server)
    with serving(tmp_path / "printed", environment, "serve", "--port", "0") as served:
        notes = platform.settings.jobs_folder / WORKERS
        until(lambda: workers(platform.settings.jobs_folder) == 1)
        first = next(notes.glob("[0-9]*")).name
        os.kill(int(first.partition("-")[0]), signal.SIGKILL)

        found = ended(platform, people, begun(platform, people, 5))

        assert (found["state"], found["accepted"]) == ("done", 3)
        assert workers(platform.settings.jobs_folder) == 1
        assert first not in {each.name for each in notes.iterdir()}
        assert served.stop(signal.SIGTERM) == 0, served.printed
    assert workers(platform.settings.jobs_folder) == 0


def test_a_worker_whose_starter_is_gone_before_it_begins_does_not_stay(
    platform: Platform, neo4j_server: StoreAddress
) -> None:
    # Not the parent: as if the one that is named had died, and this process had taken its children over.
    with worker_process(platform, neo4j_server, "--child-of", str(os.getppid())) as worker:
        assert worker.wait(PATIENCE) == 0

    assert workers(platform.settings.jobs_folder) == 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_batch_goes_on_where_its_worker_ended_and_every_row_is_accounted_for_once(
    platform: Platform, people: People, neo4j_server: StoreAddress, driver: neo4j.Driver, how: signal.Signals
) -> None:
    id_ = begun(platform, people)
    folder = platform.settings.uploads_folder / id_
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
    with worker_process(platform, neo4j_server) as worker:
        until(lambda: batch(platform, people, id_)["accepted"] >= 1_000)
        assert workers(platform.settings.jobs_folder) == 1

        worker.send_signal(how)
        worker.wait(PATIENCE)

    broken_off = batch(platform, people, id_)
    assert broken_off["state"] == "running"
    assert broken_off["accepted"] < ROWS - 2
    deaths = (folder / DEATHS).stat().st_size
    assert deaths == (how == signal.SIGKILL)
    assert workers(platform.settings.jobs_folder) == 0
    with working(platform):
        found = ended(platform, people, id_)
    assert (found["state"], *counts(found)) == ("done", ROWS, ROWS - 2, 0, 1, 1)
    assert found["report"]["rejections"][0]["line"] == ROWS + 1
    stored = driver.execute_query("MATCH (r:Record) RETURN count(r) AS n, count(DISTINCT r.key) AS keys").records[0]
    assert (stored["n"], stored["keys"]) == (ROWS - 2, ROWS - 2)
    added = [each for each in audit.latest(platform.store, action=Action.records_added) if each.detail["batch"] == id_]
    assert sum(each.detail["added"] for each in added) == ROWS - 2
    assert not folder.exists()


def test_a_batch_that_kills_whoever_works_on_it_is_given_up_with_a_sentence(platform: Platform, people: People) -> None:
    id_ = begun(platform, people, 5)
    (platform.settings.uploads_folder / id_ / DEATHS).write_bytes(b"." * MOST_DEATHS)

    with working(platform):
        found = ended(platform, people, id_)

    assert found["state"] == "failed"
    assert "ended unexpectedly 3 times" in found["message"]
    assert not (platform.settings.uploads_folder / id_).exists()


def test_who_was_disabled_meanwhile_has_nothing_more_loaded_in_his_name(platform: Platform, people: People) -> None:
    id_ = begun(platform, people, 5)
    platform.users.disable(people.administrator, people.analyst.username)

    with working(platform):
        until(lambda: platform.intake.batch(people.harbour, id_)["state"] != "running")

    found = platform.intake.batch(people.harbour, id_)
    assert (found["state"], found["accepted"]) == ("failed", 0)
    assert "disabled" in found["message"]


def test_a_batch_is_stopped_from_elsewhere_before_and_while_it_runs(platform: Platform, people: People) -> None:
    waiting, running = begun(platform, people, 5), begun(platform, people)
    platform.uploads.stop(waiting)

    with working(platform):
        until(lambda: batch(platform, people, running)["accepted"] >= 1_000)
        platform.uploads.stop(running)
        found = [ended(platform, people, each) for each in (waiting, running)]

    assert [each["state"] for each in found] == ["cancelled", "cancelled"]
    assert found[0]["accepted"] == 0
    assert 1_000 <= found[1]["accepted"] < ROWS - 2
    assert [each.by for each in audit.latest(platform.store, action=Action.batch_stopped)] == ["installation"] * 2
    with pytest.raises(NotFound):
        platform.uploads.stop(running)


def test_uploaded_files_that_are_gone_end_the_batch_with_a_sentence(platform: Platform, people: People) -> None:
    id_ = begun(platform, people, 5)
    for file in (platform.settings.uploads_folder / id_).iterdir():
        file.unlink()

    with working(platform):
        found = ended(platform, people, id_)

    assert found["state"] == "failed"
    assert "no longer there" in found["message"]


def test_a_broken_queue_is_put_aside_and_what_runs_is_found_again(platform: Platform, people: People) -> None:
    id_ = begun(platform, people, 5)
    queue = queue_of(platform)
    queue.put(Job(KIND, id_))
    assert queue.waiting() == [Job(KIND, id_)]
    for name in ("queue.db-wal", "queue.db-shm"):
        (platform.settings.jobs_folder / name).unlink(missing_ok=True)
    (platform.settings.jobs_folder / "queue.db").write_bytes(b"this is no database at all" * 400)

    with working(platform):
        found = ended(platform, people, id_)

    assert found["state"] == "done"
    assert len(queue.put_aside()) == 1
    # Who had the broken file open writes to the new one.
    queue.put(Job(KIND, "another"))
    assert queue.waiting() == queue_of(platform).waiting() == [Job(KIND, "another")]
    queue.close()


def test_a_queue_that_breaks_under_its_user_is_put_aside_as_well(platform: Platform) -> None:
    queue = queue_of(platform)
    queue.put(Job(KIND, "before"))
    queue.close()
    (platform.settings.jobs_folder / "queue.db").write_bytes(b"\x00garbage" * 1_000)

    queue.put(Job(KIND, "after"))

    assert queue.waiting() == [Job(KIND, "after")]
    assert len(queue.put_aside()) == 1
    queue.close()


def test_what_is_refused_leaves_no_files(platform: Platform, people: People) -> None:
    with pytest.raises(Invalid):
        platform.uploads.begin(people.analyst, upload(b"name\nANNA\n"))

    assert list(platform.settings.uploads_folder.iterdir()) == []


def test_a_full_disk_is_told_and_leaves_no_files(platform: Platform, people: People) -> None:
    def save(path: Path) -> None:
        # A device that is always full.
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"x")
        path.touch()

    with pytest.raises(NoRoom, match="no room"):
        platform.uploads.begin(people.analyst, Upload(PARTIES.encode(), "parties.yaml", [("list.csv", save)], ASKED))

    assert list(platform.settings.uploads_folder.iterdir()) == []
    assert platform.uploads.running() == []


def test_what_somebody_left_who_was_killed_is_cleared_away(platform: Platform, people: People) -> None:
    id_ = begun(platform, people, 5)
    left = platform.settings.uploads_folder / id_
    with working(platform):
        ended(platform, people, id_)
        until(lambda: not left.exists())
        abandoned = platform.settings.uploads_folder / "abandoned"
        for folder in (left, abandoned):
            folder.mkdir()
        os.utime(abandoned, (1, 1))

        until(lambda: not left.exists() and not abandoned.exists())
