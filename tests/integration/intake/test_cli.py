import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graphintel.bootstrap import Platform
from graphintel.intake.readers.files import InputFile
from graphintel.services.tokens import Wanted
from graphintel.settings import StoreAddress
from tests.integration.intake.conftest import PARTIES
from tests.platforms import SECRET, People

Write = Callable[..., InputFile]
Command = Callable[..., subprocess.CompletedProcess[str]]
MANY = 30_000
FILED = ("--marking", "suspects/restricted", "--grade", "B2", "--legal-basis", "Customs Act s. 12")
ROWS = "id,name,country,linked,marking\n1,ALPHA,Estonia,,\n2,BETA,Atlantis,,\n"


def run(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GRAPHINTEL_")}
    return subprocess.run(
        [sys.executable, "-c", "from graphintel.cli import main; main()", "intake", *arguments],
        env={**kept, "GRAPHINTEL_HOME": str(home), **environment}, capture_output=True, text=True, check=False,
        timeout=120, input="",
    )  # fmt: skip


def last(ended: subprocess.CompletedProcess[str]) -> Any:  # noqa: ANN401 - whatever the command answered
    return json.loads(ended.stdout.strip().splitlines()[-1])


@pytest.fixture
def command(neo4j_server: StoreAddress, platform: Platform, people: People, tmp_path: Path) -> Command:
    token = platform.tokens.create(people.analyst, Wanted("cli")).token

    def with_store(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run(
            *arguments, home=tmp_path, GRAPHINTEL_NEO4J_URI=neo4j_server.uri, GRAPHINTEL_NEO4J_USER=neo4j_server.user,
            GRAPHINTEL_NEO4J_PASSWORD=neo4j_server.password, GRAPHINTEL_SECRET_KEY=SECRET, GRAPHINTEL_TOKEN=token,
        )  # fmt: skip

    return with_store


def test_a_dry_run_needs_neither_database_nor_user(write: Write, tmp_path: Path) -> None:
    mapping = write(PARTIES, "parties.yaml")

    ended = run(
        "load", str(write(ROWS).path), "--mapping", str(mapping.path), *FILED, "--dry-run", "--json", home=tmp_path
    )

    assert ended.returncode == 0, ended.stderr
    found = last(ended)
    assert {name: found[name] for name in ("read", "accepted", "unchanged", "rejected", "links_made")} == {
        "read": 2, "accepted": 1, "unchanged": 0, "rejected": 1, "links_made": 0,
    }  # fmt: skip
    assert found["report"]["rejections"][0]["field"] == "country"
    assert found["report"]["files"][0]["read"] == 2


def test_what_is_wrong_ends_with_a_sentence_and_its_exit_code(write: Write, tmp_path: Path) -> None:
    file = str(write(ROWS).path)

    missing = run("load", str(tmp_path / "gone.csv"), "--mapping", "seizures", *FILED, "--dry-run", home=tmp_path)
    unfiled = run("load", file, "--mapping", "seizures", "--dry-run", home=tmp_path)
    unknown = run("load", file, "--mapping", "nowhere", *FILED, "--dry-run", home=tmp_path)
    broken = write("name: x\nsource: x\nfiles: [\n", "broken.yaml")
    unreadable = run("load", file, "--mapping", str(broken.path), *FILED, "--dry-run", "--json", home=tmp_path)

    assert (missing.returncode, unfiled.returncode, unknown.returncode, unreadable.returncode) == (4, 3, 4, 3)
    assert "gone.csv" in missing.stderr
    assert "legal_basis" in unfiled.stderr
    assert "ofac-sdn" in unknown.stderr
    assert last(unreadable)["error"]["problems"][0]["field"] == "files"


def test_loading_for_good_needs_a_user(write: Write, neo4j_server: StoreAddress, tmp_path: Path) -> None:
    mapping = write(PARTIES, "parties.yaml")

    ended = run(
        "load", str(write(ROWS).path), "--mapping", str(mapping.path), *FILED, home=tmp_path,
        GRAPHINTEL_NEO4J_URI=neo4j_server.uri, GRAPHINTEL_NEO4J_PASSWORD=neo4j_server.password,
    )  # fmt: skip

    assert ended.returncode == 5
    assert "GRAPHINTEL_TOKEN" in ended.stderr


def test_a_file_is_loaded_and_its_report_can_be_asked_for_later(command: Command, write: Write) -> None:
    mapping = write(PARTIES, "parties.yaml")

    loaded = command("load", str(write(ROWS).path), "--mapping", str(mapping.path), *FILED, "--json")
    again = command("load", str(write(ROWS).path), "--mapping", str(mapping.path), *FILED, "--json")

    assert loaded.returncode == 0, loaded.stderr
    assert (last(loaded)["accepted"], last(again)["accepted"], last(again)["unchanged"]) == (1, 0, 1)
    reported = command("report", last(loaded)["batch"], "--json")
    assert last(reported)["report"]["rejections"][0]["line"] == 3
    table = command("report", last(loaded)["batch"], "--csv")
    assert table.stdout.splitlines()[1].startswith("rejected,list.csv,3,country")


def test_the_shipped_mappings_are_listed(tmp_path: Path) -> None:
    ended = run("mappings", "--json", home=tmp_path)

    assert {item["name"] for item in last(ended)["items"]} >= {"ofac-sdn", "seizures"}


@pytest.fixture
def hearing_ctrl_c() -> Iterator[None]:
    """What is started here hears Ctrl-C even where the tests themselves run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hearing_ctrl_c")
def test_ctrl_c_ends_the_batch_and_what_is_loaded_stays(
    neo4j_server: StoreAddress, platform: Platform, people: People, write: Write, tmp_path: Path
) -> None:
    mapping = write(PARTIES, "parties.yaml")
    many = write("id,name,country,linked,marking\n" + "".join(f"{number},NAME {number},,,\n" for number in range(MANY)))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GRAPHINTEL_")}
    program = [sys.executable, "-c", "from graphintel.cli import main; main()", "intake", "load", str(many.path)]
    loading = subprocess.Popen(
        [*program, "--mapping", str(mapping.path), *FILED], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        env={
            **kept, "GRAPHINTEL_HOME": str(tmp_path), "GRAPHINTEL_NEO4J_URI": neo4j_server.uri,
            "GRAPHINTEL_NEO4J_PASSWORD": neo4j_server.password, "GRAPHINTEL_SECRET_KEY": SECRET,
            "GRAPHINTEL_TOKEN": platform.tokens.create(people.analyst, Wanted("ctrl-c")).token,
        },
    )  # fmt: skip
    patience = time.monotonic() + 60
    while not first_batch(platform, people).get("accepted") and time.monotonic() < patience:
        time.sleep(0.05)
    loading.send_signal(signal.SIGINT)
    loading.communicate(timeout=60)

    found = first_batch(platform, people)
    assert loading.returncode == 130
    assert found["state"] == "cancelled"
    assert 0 < found["accepted"] < MANY, found


def first_batch(platform: Platform, people: People) -> dict[str, Any]:
    items = platform.intake.batches(people.analyst)["items"]
    return dict(items[0]) if items else {}
