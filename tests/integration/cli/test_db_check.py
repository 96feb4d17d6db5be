"""``graphintel db check``: says what differs and not whom it is about, and ends with a code of its own."""

from __future__ import annotations

import neo4j

from graphintel.bootstrap import Platform
from graphintel.services.records import Grounds, NewEntity
from tests.integration.cli.conftest import Command
from tests.platforms import People


def test_what_differs_is_told_without_names_and_repaired(
    command: Command, platform: Platform, people: People, driver: neo4j.Driver
) -> None:
    grounds = Grounds("tests", "B2", "suspects/restricted", "Customs Act s. 12")
    platform.records.add_entity(people.analyst, NewEntity("Person", "Ilmar Vesk", grounds))

    sound = command("db", "check", "--json")
    driver.execute_query("MATCH (e:Entity) SET e.caption = 'Somebody Else'")
    wrong = command("db", "check")
    shown = command("db", "check", "--values", "--repair", "--json")

    assert (sound.code, sound.json["sound"], sound.json["found"], sound.json["subjects"]) == (0, True, 0, 1), sound.out
    assert wrong.code == 6
    assert "1 differences" in wrong.out
    assert "Somebody" not in wrong.out + wrong.err
    assert "Ilmar" not in wrong.out + wrong.err
    assert [(each["stored"], each["expected"]) for each in shown.json["differences"]] == [
        ("Somebody Else", "Ilmar Vesk")
    ]
    assert (shown.code, shown.json["left"]) == (0, 0)
    assert command("db", "check", "--files", "--repair").code == 3
