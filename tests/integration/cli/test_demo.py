import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphintel.bootstrap import Platform, connect
from graphintel.server import ManagedNeo4j
from graphintel.settings import Settings
from tests.integration.cli.conftest import Command
from tests.integration.cli.served import Served, serving
from tests.platforms import People


def demo_environment(home: Path) -> dict[str, str]:
    cache = Settings.from_env(os.environ).cache
    return {"GRAPHINTEL_HOME": str(home), "GRAPHINTEL_CACHE": str(cache), "GRAPHINTEL_NEO4J_HEAP": "384m"}


def password_in(printed: str) -> str:
    found = re.search(r"password\s+([a-z0-9]{4}(?:-[a-z0-9]{4}){4})", printed)
    assert found is not None, printed
    return found[1]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    with serving(home / "first", demo_environment(home), "demo", "--port", "0") as running:
        yield running


def sign_in(served: Served) -> None:
    served.ask("/api/v1/session", {"username": "analyst", "password": password_in(served.printed)})


def test_the_demo_says_where_to_go_and_with_which_account(served: Served) -> None:
    sign_in(served)

    assert served.ask("/api/v1/session")["display_name"] == "Ada Ilves"


def test_the_first_thing_to_search_for_is_there(served: Served) -> None:
    sign_in(served)

    found = served.ask("/api/v1/search?q=SZ-2026-00318")

    assert [item["node"]["caption"] for item in found["items"]] == ["SZ-2026-00318"]
    assert served.ask("/api/v1/search")["total"] > 2_500


def test_the_organiser_is_found_from_the_shared_telephone(served: Served) -> None:
    sign_in(served)
    (phone,) = [
        item["node"]
        for item in served.ask("/api/v1/search?kind=Identifier&q=%2B372+5550+0142")["items"]
        if item["node"]["subkind"] == "phone"
    ]
    vesk = served.ask("/api/v1/search?kind=Person&q=Ilmar+Vesk")["items"][0]["node"]

    found = _paths(served, phone["id"], vesk["id"])

    assert found["paths"][0]["length"] == 4


def _paths(served: Served, source: str, target: str) -> dict[str, list[dict[str, int]]]:
    csrf = served.ask("/api/v1/session")["csrf_token"]
    served.browser.addheaders = [("X-CSRF-Token", csrf)]
    answer: dict[str, list[dict[str, int]]] = served.ask("/api/v1/paths", {"source": source, "target": target})
    return answer


def test_ctrl_c_stops_everything_and_the_next_start_finds_the_network_with_a_new_password(
    served: Served, home: Path
) -> None:
    sign_in(served)
    before = served.ask("/api/v1/search")["total"]
    first = password_in(served.printed)

    code = served.stop()

    assert code == 0, served.printed
    assert ManagedNeo4j(Settings(home=home / "demo")).status().running is False
    with serving(home / "second", demo_environment(home), "demo", "--port", "0") as again:
        sign_in(again)
        assert again.ask("/api/v1/search")["total"] == before
        assert password_in(again.printed) != first
        with connect(Settings(home=home / "demo")) as platform:
            checked = platform.check.run(lambda _done, _total: None)
        assert (checked.differences, checked.sound) == ([], True)
        assert checked.subjects > 2_500


def test_a_database_that_holds_something_else_is_left_alone(
    command: Command, platform: Platform, people: People
) -> None:
    ended = command("demo", "--port", "0")

    assert ended.code == 8
    assert "not marked as a demo" in ended.err
    assert platform.store.read("demo.state")[0]["marked"] is False
    assert len(platform.users.all(people.administrator)) == 8


def test_data_without_a_mapping_and_a_missing_folder_are_told_before_anything_starts(command: Command) -> None:
    alone = command("demo", "--with", "ofac-sdn")
    missing = command("demo", "--with", "ofac-sdn", "--data", "nowhere")
    unknown = command("demo", "--with", "dragons", "--data", ".")

    assert [alone.code, missing.code] == [3, 4]
    assert unknown.code in {3, 4}
    assert "Neo4j" not in alone.err + missing.err + unknown.err
