"""While the database is away the state of the installation says so, instead of failing itself."""

from __future__ import annotations

from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.model.marking import Clearance, Level
from graphintel.security.actor import Actor, Role
from graphintel.web.access import EXTENSION


def test_a_database_that_is_away_is_a_state_and_no_failure(app: APIFlask) -> None:
    platform: Platform = app.extensions[EXTENSION]
    root = Actor("root", "root", "Root", Role.administrator, Clearance(frozenset(), Level.unclassified))

    found = platform.operations.state(root)

    told = {each["part"]: each["state"] for each in found["parts"]}
    assert found["state"] == told["store"] == "down"
    assert told["jobs"] == told["sealer"] == "attention"
    assert told["disk"] == "ok"
