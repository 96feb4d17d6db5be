"""A platform on the disposable database, and people who use it: shared by the tests of services, web and cli."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apiflask import APIFlask
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from pyotp.totp import TOTP
from werkzeug.test import TestResponse

from graphintel.bootstrap import Platform
from graphintel.model.marking import REGISTERS
from graphintel.queries import actors
from graphintel.security.actor import Actor
from graphintel.security.passwords import Passwords
from graphintel.services.actors import identified
from graphintel.services.second_factors import Waits
from graphintel.services.users import NewUser
from graphintel.web.access import EXTENSION
from tests.openapi import Description

# Real argon2id, with the least work that it allows: thousands of sign-ins a run.
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
PASSWORD = "correct horse battery staple"
SECRET = "a secret of the tests, longer than thirty-two characters"


@dataclass(frozen=True)
class People:
    """One user of each role, and analysts of different clearances. All have the same password."""

    administrator: Actor
    analyst: Actor
    harbour: Actor
    outsider: Actor
    officer: Actor
    auditor: Actor
    supervisor: Actor
    validator: Actor


def newcomer(
    username: str, role: str, registers: str = "suspects seizures investigations", level: str = "secret", *groups: str,
    unit: str | None = None,
) -> NewUser:  # fmt: skip
    """A user to be added."""
    return NewUser(username, role, registers.split(), level, list(groups), PASSWORD, username.title(), unit)


def people_on(platform: Platform) -> People:
    """Adds units and users; the first of these is the administrator who adds the others.

    The units of analysis and of the port of Muuga lie within that of the region, the port's gate within the port.
    """
    administrator = platform.users.add_first(newcomer("root", "administrator"))
    for code, within in (("region", None), ("analysis", "region"), ("muuga", "region"), ("gate", "muuga")):
        platform.units.add(administrator, code, code.title(), within)

    def add(*args: str, unit: str) -> Actor:
        return platform.users.add(administrator, newcomer(*args, unit=unit))

    every = " ".join(REGISTERS)
    return People(
        administrator,
        add("ada", "analyst", every, "confidential", unit="analysis"),
        add("hana", "analyst", every, "confidential", "op-harbour", unit="analysis"),
        add("olga", "analyst", "seizures", "unclassified", unit="muuga"),
        add("otto", "officer", "seizures suspects", "restricted", unit="gate"),
        add("alma", "auditor", "seizures", "unclassified", unit="region"),
        add("sven", "supervisor", every, "confidential", unit="muuga"),
        add("vera", "validator", every, "restricted", unit="muuga"),
    )


def code_for(platform: Platform, username: str) -> str:
    """A code that this user may sign in with once, empty where none is asked for; set up where his role must have one.

    It is a recovery code: those of a telephone are one for half a minute, and tests sign in more often than that.
    """
    stored = actors.by_username(platform.store, username)
    waits = Waits.nothing if stored is None else platform.second_factors.waits_for(stored)
    if stored is None or waits == Waits.nothing:
        return ""
    actor = identified(platform.store, stored)
    if waits == Waits.second_factor:
        return platform.second_factors.renew_codes(actor)[0]
    begun = platform.second_factors.begin(actor, "tests")
    return platform.second_factors.confirm(actor, TOTP(begun.secret).now(), "tests")[0]


def body(answer: TestResponse) -> Any:  # noqa: ANN401 - whatever JSON there is
    """The JSON of an answer."""
    return answer.get_json()


class Browser:
    """A signed-in browser: keeps the cookie, names the CSRF token, and holds every answer against the description."""

    def __init__(self, app: APIFlask, username: str) -> None:
        self.client: FlaskClient = app.test_client()
        self.description = Description(app)
        code = code_for(app.extensions[EXTENSION], username)
        given = {"username": username, "password": PASSWORD, "code": code}
        answer = self.client.post("/api/v1/session", json=given)
        assert answer.status_code == 201, answer.text
        self.headers = {"X-CSRF-Token": body(answer)["csrf_token"]}

    def get(self, path: str, **query: Any) -> TestResponse:  # noqa: ANN401 - what the query string takes
        """Asks."""
        return self._checked("GET", path, self.client.get(f"/api/v1{path}", query_string=query))

    def post(self, path: str, given: object, once: str = "") -> TestResponse:
        """Sends JSON, under a key of its own where it is to be taken once."""
        headers = self.headers | ({"Idempotency-Key": once} if once else {})
        return self._checked("POST", path, self.client.post(f"/api/v1{path}", json=given, headers=headers))

    def put(self, path: str, given: object) -> TestResponse:
        """Replaces by JSON."""
        return self._checked("PUT", path, self.client.put(f"/api/v1{path}", json=given, headers=self.headers))

    def patch(self, path: str, given: object) -> TestResponse:
        """Changes by JSON what it names."""
        return self._checked("PATCH", path, self.client.patch(f"/api/v1{path}", json=given, headers=self.headers))

    def delete(self, path: str, given: object = None) -> TestResponse:
        """Deletes, with JSON where the address takes it."""
        return self._checked("DELETE", path, self.client.delete(f"/api/v1{path}", json=given, headers=self.headers))

    def _checked(self, method: str, path: str, answer: TestResponse) -> TestResponse:
        self.description.check(method, f"/api/v1{path}", answer)
        return answer
