"""Batches in the store: loaded, loaded again, stopped, killed, and told of."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graphintel.bootstrap import Platform
from graphintel.errors import Invalid, NotAllowed, NotFound, StoreUnavailable
from graphintel.intake.mapping.model import IntakeMapping
from graphintel.intake.readers.files import InputFile
from graphintel.queries.store import Store
from graphintel.services import intake as intake_service
from graphintel.services.checking import Asked, check_files, filing
from graphintel.services.intake import Intake
from graphintel.settings import StoreAddress
from tests.integration.intake.conftest import PARTIES
from tests.platforms import SECRET, People

Write = Callable[..., InputFile]
RECORDED = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+Z")
ASKED = Asked("suspects/restricted", "B2", "Customs Act s. 12")
ROWS = "id,name,country,linked,marking\n1,ALPHA,Estonia,Beta.,\n2,BETA,Latvia,,\n3,GAMMA,Atlantis,,\n4,DELTA,,nobody,\n"


def stored(driver: neo4j.Driver) -> dict[str, Any]:
    """What lies in the database of records, entities and links, without what differs from run to run."""
    records = driver.execute_query(
        "MATCH (r:Record) RETURN r.source + '/' + r.key AS key, r.content_hash AS content"
    ).records
    entities = driver.execute_query(
        "MATCH (e:Entity) RETURN e.id AS id, e.kind AS kind, e.caption AS caption, e.summary AS summary,"
        " e.visibility AS visibility"
    ).records
    links = driver.execute_query("MATCH (:Entity)-[r]->(:Entity) RETURN r.id AS id, r.records AS records").records
    return {
        "records": sorted(map(tuple, records)),
        "entities": sorted((*row[:3], RECORDED.sub("then", row["summary"]), row["visibility"]) for row in entities),
        "links": sorted((row["id"], tuple(row["records"])) for row in links),
    }


def audited(driver: neo4j.Driver) -> list[str]:
    rows = driver.execute_query(
        "MATCH (a:AuditEntry) WHERE NOT a.action =~ '(user|unit)[.].*' RETURN a.action AS x ORDER BY a.at"
    )
    return [row["x"] for row in rows.records]


def test_a_batch_is_loaded_linked_audited_and_accounted_for(
    intake: Intake, people: People, driver: neo4j.Driver, mapping: IntakeMapping, write: Write
) -> None:
    report = intake.load(people.analyst, mapping, [write(ROWS)], ASKED)

    assert report.totals == {
        "read": 4, "accepted": 3, "corrected": 0, "unchanged": 0, "rejected": 1, "links_made": 1, "links_unresolved": 1,
    }  # fmt: skip
    found = stored(driver)
    assert [key for key, _content in found["records"]] == ["parties/1", "parties/2", "parties/4"]
    assert {caption for _id, _kind, caption, *_rest in found["entities"]} == {"ALPHA", "BETA", "DELTA"}
    assert len(found["links"]) == 1
    assert audited(driver) == ["batch.started", "records.added", "batch.ended"]


def test_loading_twice_changes_nothing(
    intake: Intake, people: People, driver: neo4j.Driver, mapping: IntakeMapping, write: Write
) -> None:
    file = write(ROWS)
    intake.load(people.analyst, mapping, [file], ASKED)
    before = stored(driver)

    again = intake.load(people.analyst, mapping, [file], ASKED)

    assert stored(driver) == before
    assert (again.totals["accepted"], again.totals["unchanged"]) == (0, 3)
    assert audited(driver).count("records.added") == 1


def test_a_corrected_row_is_a_new_edition(
    intake: Intake, people: People, driver: neo4j.Driver, mapping: IntakeMapping, write: Write
) -> None:
    intake.load(people.analyst, mapping, [write(ROWS)], ASKED)

    report = intake.load(people.analyst, mapping, [write(ROWS.replace("BETA,Latvia", "BETA,Lithuania"))], ASKED)

    assert (report.totals["accepted"], report.totals["corrected"], report.totals["unchanged"]) == (1, 1, 2)
    rows = driver.execute_query(
        "MATCH (r:Record {key: '2'}) RETURN r.edition AS edition, r.live AS live ORDER BY edition"
    )
    assert [tuple(row) for row in rows.records] == [(1, False), (2, True)]


def test_a_dry_run_writes_no_record_and_shows_what_would_be(
    intake: Intake, people: People, driver: neo4j.Driver, mapping: IntakeMapping, write: Write
) -> None:
    report = intake.load(people.analyst, mapping, [write(ROWS)], ASKED, dry_run=True)

    assert stored(driver)["records"] == []
    assert (report.totals["accepted"], report.totals["rejected"]) == (3, 1)
    assert report.preview[0]["key"] == "1"
    without_store = check_files(mapping, [write(ROWS)], filing(mapping, ASKED))
    assert without_store.totals == report.totals


def test_nothing_is_assumed_that_neither_the_batch_nor_the_mapping_says(
    intake: Intake, people: People, mapping: IntakeMapping, write: Write
) -> None:
    with pytest.raises(Invalid) as caught:
        intake.load(people.analyst, mapping, [write(ROWS)], Asked(grade="Z9"))

    assert {problem.field for problem in caught.value.problems} == {"marking", "grade", "legal_basis"}


def test_nobody_loads_without_the_right_or_above_his_clearance(
    intake: Intake, people: People, driver: neo4j.Driver, mapping: IntakeMapping, write: Write
) -> None:
    with pytest.raises(NotAllowed):
        intake.load(people.officer, mapping, [write(ROWS)], ASKED)
    with pytest.raises(NotAllowed):
        intake.load(people.analyst, mapping, [write(ROWS)], Asked("suspects/secret", "B2", "x"))

    marked = "id,name,country,linked,marking\n1,ALPHA,,,suspects/secret\n2,BETA,,,suspects/confidential\n"
    report = intake.load(people.analyst, mapping, [write(marked)], ASKED)

    assert [(each.line, each.field) for each in report.rejections] == [(2, "marking")]
    assert [key for key, _content in stored(driver)["records"]] == ["parties/2"]


def test_a_batch_is_shown_to_those_who_see_all_of_it_and_its_report_to_whoever_loaded_it(
    intake: Intake, people: People, mapping: IntakeMapping, write: Write
) -> None:
    marked = ROWS + "5,EPSILON,,,suspects/confidential\n"
    batch = intake.load(people.analyst, mapping, [write(marked)], ASKED).batch

    own, other = intake.batch(people.analyst, batch), intake.batch(people.supervisor, batch)

    assert own["report"]["rejections"][0]["line"] == 4
    assert (other["report"], other["rejected"], other["state"]) == (None, 1, "done")
    assert [each["id"] for each in intake.batches(people.analyst)["items"]] == [batch]
    with pytest.raises(NotFound):
        intake.batch(people.outsider, batch)
    assert intake.batches(people.outsider)["items"] == []


def test_a_batch_that_is_stopped_keeps_what_it_has_and_goes_on_when_loaded_again(
    intake: Intake, people: People, driver: neo4j.Driver, mapping: IntakeMapping, write: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(intake_service, "CHUNK", 10)
    file = write("id,name\n" + "".join(f"{number},NAME {number}\n" for number in range(35)))
    prepared = intake.prepare(people.analyst, mapping, [file], ASKED)
    intake.cancel(people.analyst, prepared.id)

    report = intake.carry_out(prepared)
    stopped = intake.batch(people.analyst, prepared.id)
    again = intake.load(people.analyst, mapping, [file], ASKED)

    assert (report.state, report.totals["accepted"], stopped["state"]) == ("cancelled", 10, "cancelled")
    assert (again.totals["accepted"], again.totals["unchanged"]) == (25, 10)
    assert len(stored(driver)["records"]) == 35


def test_whoever_calls_can_stop_a_batch_and_is_told_how_far_it_is(
    intake: Intake, people: People, mapping: IntakeMapping, write: Write
) -> None:
    told: list[tuple[int, int]] = []

    report = intake.load(
        people.analyst, mapping, [write(ROWS)], ASKED, progress=lambda *at: told.append(at), cancelled=lambda: True
    )

    assert report.state == "cancelled"
    assert told[-1][0] == 4


def test_a_store_that_is_down_ends_the_attempt_with_a_sentence_and_the_next_one_works(
    intake: Intake, platform: Platform, people: People, mapping: IntakeMapping, write: Write
) -> None:
    with Store("bolt://127.0.0.1:9", "neo4j", "none") as nowhere, pytest.raises(StoreUnavailable, match="try again"):
        Intake(nowhere, platform.ids, platform.trail).load(people.analyst, mapping, [write(ROWS)], ASKED)

    assert intake.load(people.analyst, mapping, [write(ROWS)], ASKED).state == "done"


VICTIM = """
import sys
from pathlib import Path
from graphintel.bootstrap import platform_on
from graphintel.intake.mapping.reading import read
from graphintel.intake.readers.files import InputFile
from graphintel.queries import actors
from graphintel.queries.store import Store
from graphintel.services import intake as service
from graphintel.services.actors import identified
from graphintel.services.checking import Asked
from graphintel.settings import Settings
from tests.platforms import QUICK

uri, user, password, secret, home, mapping, file = sys.argv[1:]
service.CHUNK = 20
with platform_on(Settings(home=Path(home), secret_key=secret), Store(uri, user, password), QUICK) as platform:
    actor = identified(platform.store, actors.by_username(platform.store, "ada"))
    loading = platform.intake
    print("begun", flush=True)
    loading.load(actor, read(Path(mapping).read_text()), [InputFile("list.csv", Path(file))],
                 Asked("suspects/restricted", "B2", "Customs Act s. 12"))
"""


def test_killed_in_the_middle_and_run_again_nothing_is_missing_and_nothing_doubled(
    intake: Intake, people: People, driver: neo4j.Driver, mapping: IntakeMapping, write: Write, tmp_path: Path,
    neo4j_server: StoreAddress,
) -> None:  # fmt: skip
    lines = [f"{number},NAME {number},Estonia,NAME {(number * 7) % 400}," for number in range(400)]
    file = write("id,name,country,linked,marking\n" + "\n".join(lines) + "\n")
    (tmp_path / "parties.yaml").write_text(PARTIES, encoding="utf-8")
    where = (neo4j_server.uri, neo4j_server.user, neo4j_server.password, SECRET, str(tmp_path))
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, *where, str(tmp_path / "parties.yaml"), str(file.path)],
        stdout=subprocess.PIPE, cwd=Path(__file__).parents[3], env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip
    count = "MATCH (r:Record) RETURN count(r) AS n"
    patience = time.monotonic() + 60
    while not driver.execute_query(count).records[0]["n"] >= 40 and time.monotonic() < patience:
        time.sleep(0.02)
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    killed_at = driver.execute_query(count).records[0]["n"]

    report = intake.load(people.analyst, mapping, [file], ASKED)

    assert 40 <= killed_at < 400
    assert (report.totals["accepted"], report.totals["unchanged"]) == (400 - killed_at, killed_at)
    interrupted = stored(driver)
    assert len(interrupted["records"]) == len(set(interrupted["records"])) == 400
    assert interrupted == loaded_at_once(intake, people, driver, mapping, file)


def loaded_at_once(
    intake: Intake, people: People, driver: neo4j.Driver, mapping: IntakeMapping, file: InputFile
) -> dict[str, Any]:
    """What the store holds where nothing came in between."""
    driver.execute_query("MATCH (n) WHERE n:Record OR n:Subject OR n:Batch OR n:VisibilityClass DETACH DELETE n")
    intake.load(people.analyst, mapping, [file], ASKED)
    return stored(driver)


def test_the_stored_batch_names_the_files_by_their_digests_and_the_report_is_json(
    intake: Intake, people: People, driver: neo4j.Driver, mapping: IntakeMapping, write: Write
) -> None:
    batch = intake.load(people.analyst, mapping, [write(ROWS)], ASKED).batch

    node = driver.execute_query("MATCH (b:Batch {id: $id}) RETURN b", id=batch).records[0]["b"]

    assert (node["state"], node["by"], node["files"], len(node["digests"][0])) == (
        "done", people.analyst.id, ["list.csv"], 64,
    )  # fmt: skip
    assert node["mapping_digest"] == mapping.digest
    assert json.loads(node["report"])["read"] == 4
    rows = driver.execute_query("MATCH (r:Record) RETURN DISTINCT r.batch AS batch").records
    assert [row["batch"] for row in rows] == [batch]
