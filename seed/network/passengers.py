"""Travellers: honest ones on flights and ferries. The couriers' story uses the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphintel.model.drafts import Ref

from . import names
from .draft import SUSPECT, Said, link, party
from .places import PLACES, TALLINN
from .world import PASSENGERS, World, later

FLIGHTS = 46
_LINES = (
    ("BQ 412", "TRIST", "4", "Bosphor Quick Air"), ("ND 883", "NLAMS", "4", "Nordpol Air"),
    ("XK 17", "AEDXB", "4", "Falconet Airways"), ("FS 09:30", "FIHEL", "1", "Norrsken Ferries"),
    ("FS 17:45", "SESTO", "1", "Norrsken Ferries"),
)  # fmt: skip
_NATIONS = ("EE", "EE", "LV", "DE", "PL", "TR", "AE", "CN", "UA", "NL")


@dataclass(frozen=True)
class Journey:
    """One arrival of one carrier with whoever is on the list."""

    number: str
    day: str
    origin: str
    mode: str
    carrier: str

    @property
    def ref(self) -> Ref:
        """Its subject."""
        return Ref(PASSENGERS, f"{self.number}/{self.day}")


def make(world: World) -> None:
    """Invents flights and ferries with travellers of whom nothing more is known."""
    for number in range(FLIGHTS):
        line, origin, mode, carrier = _LINES[number % len(_LINES)]
        journey = Journey(line, later("2023-11-02", number * 24 + world.random.randint(0, 20)), origin, mode, carrier)
        said: list[Said] = []
        for seat in range(world.random.randint(1, 3)):
            said += _traveller(world, journey, seat)
        arrival(world, journey, said, {"booked_at": later(journey.day, -30), "payment": "credit_card"})


def arrival(world: World, journey: Journey, said: Iterable[Said], booking: dict[str, str], grade: str = "B2") -> None:
    """Records the list of a flight or a ferry."""
    origin = PLACES[journey.origin]
    movement = party(
        journey.ref, "Movement", f"{journey.number} {origin.name} - {TALLINN.name}, {journey.day}",
        occurred_at=journey.day, direction="import", mode=journey.mode, carrier=journey.carrier, voyage=journey.number,
        more=booking,
    )  # fmt: skip
    route = [
        link("ROUTED_VIA", journey.ref, origin.ref, "departure", journey.day),
        link("ROUTED_VIA", journey.ref, TALLINN.ref, "destination", journey.day),
    ]
    payload = {"carrier": journey.carrier, "flight": journey.number, "departure_airport": journey.origin,
               "arrival_at": journey.day, **booking}  # fmt: skip
    what = (PASSENGERS, journey.ref.key, "Movement")
    items = [movement, origin.said(), TALLINN.said(), *route, *said]
    world.network.record(what, journey.day, grade, SUSPECT, items, payload)


def _traveller(world: World, journey: Journey, seat: int) -> list[Said]:
    person = names.someone(world.random, world.random.choice(_NATIONS))
    ref = Ref(PASSENGERS, f"{journey.ref.key}#passenger/{seat}")
    year, month, day = world.random.randint(1950, 2005), world.random.randint(1, 12), world.random.randint(1, 28)
    passport = ("passport", world.numbers.passport(), person.country)
    said = party(
        ref, "Person", person.latin.upper(), ids=[passport], birth_date=f"{year}-{month:02d}-{day:02d}", sex=person.sex,
        nationality=person.country,
    )  # fmt: skip
    return [said, link("ARRIVED_ON", ref, journey.ref, "passenger", journey.day)]
