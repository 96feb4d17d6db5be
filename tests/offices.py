"""One user of each role in one office, colleagues around it, and evidence under markings of each register."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.model.marking import REGISTERS, Clearance, Level, Marking
from graphintel.security.actor import Role
from graphintel.security.policy import Reach, Verb, reach_of, readable
from graphintel.web import create_app
from tests.networks import Network
from tests.platforms import Browser, body, newcomer, people_on

# The office lies within the region, the gate within the office, and analysis beside it.
OFFICE = "muuga"
UNITS = {"colleague": OFFICE, "below": "gate", "elsewhere": "analysis", "above": "region"}
CLEARED = Clearance(frozenset(REGISTERS), Level.confidential)
MARKINGS = ("seizures/unclassified", "suspects/restricted", "investigations/confidential", "suspects/secret")
GROUNDS = {"grade": "B2", "legal_basis": "Customs Act"}


@dataclass
class Office:
    """The application, who is signed in to it, and the ids of two persons under each marking."""

    app: APIFlask
    platform: Platform
    roles: dict[Role, Browser] = field(default_factory=dict)
    others: dict[str, Browser] = field(default_factory=dict)
    persons: dict[str, tuple[str, str]] = field(default_factory=dict)

    def decide(self, who: Browser, marking: str) -> str:
        """A decision that somebody takes on the two persons under a marking; its id."""
        answer = who.post("/decisions", decision(self, marking))
        assert answer.status_code == 201, answer.text
        return str(body(answer)["id"])

    def draw(self, who: Browser, marking: str, *, shared: bool) -> str:
        """A chart that somebody saves; its id."""
        answer = who.post("/charts", chart(marking, shared=shared))
        assert answer.status_code == 201, answer.text
        return str(body(answer)["id"])


def open_office(platform: Platform) -> Office:
    """Fills the store and signs everybody in."""
    people = people_on(platform)
    office = Office(create_app(platform), platform)
    for role in Role:
        platform.users.add(people.administrator, newcomer(role, role, level="confidential", unit=OFFICE))
        office.roles[role] = Browser(office.app, role)
    for name, unit in UNITS.items():
        platform.users.add(people.administrator, newcomer(name, "analyst", unit=unit))
        office.others[name] = Browser(office.app, name)
    network = Network(platform.store)
    for marking in MARKINGS:
        keys = [f"{marking} {number}" for number in range(2)]
        ids = [network.party(key, f"Ilmar Vesk {at}", marking=marking) for at, key in enumerate(keys)]
        office.persons[marking] = (ids[0], ids[1])
    return office


def sees(role: Role, marking: str) -> bool:
    """True where somebody in the office sees a marking in this role."""
    return CLEARED.within(readable(role)).sees(Marking.parse(marking))


def allowed(role: Role, verb: Verb, marking: str) -> bool:
    """True where the table gives the verb in the register of a marking that he sees."""
    return sees(role, marking) and reach_of(role, verb, Marking.parse(marking).register) is not None


def reaches(role: Role, verb: Verb, marking: str, owner: str) -> bool:
    """True where the table lets somebody in the office work on what ``own`` or another one has entered there."""
    nearest = {"own": Reach.own, "colleague": Reach.unit, "below": Reach.below}.get(owner, Reach.everywhere)
    reach = reach_of(role, verb, Marking.parse(marking).register)
    return reach is not None and reach >= nearest


def entity(marking: str) -> dict[str, Any]:
    """An entity to be entered."""
    return {"kind": "Person", "name": "Pieter Berg", "source": "me", "marking": marking, **GROUNDS}


def link(office: Office, marking: str) -> dict[str, Any]:
    """A link to be entered between the two persons under a marking."""
    one, other = office.persons[marking]
    ends = {"source": one, "target": other, "type": "ASSOCIATED_WITH"}
    return {**ends, "source_name": "me", "marking": marking, **GROUNDS}


def decision(office: Office, marking: str) -> dict[str, Any]:
    """A decision to be taken on them."""
    return {"type": "apart", "subjects": list(office.persons[marking]), "why": "Two men.", "marking": marking}


def chart(marking: str, *, shared: bool = False) -> dict[str, Any]:
    """A chart to be saved."""
    return {"name": "Chart", "marking": marking, "shared": shared, "state": {"nodes": []}}
