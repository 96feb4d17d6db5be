"""What the story lines share: the network, the numbers, the sources, the honest traders and the ships."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from graphintel.model.drafts import Ref
from graphintel.model.values.outcome import compact

from .draft import Network
from .numbers import Numbers

SEED = 20261123
FIRST_DAY = date(2023, 11, 1)
LAST_DAY = date(2026, 11, 20)

TRADERS = "Traders register"
DECLARATIONS = "Customs declarations"
PORT = "Port community system"
SEIZURES = "Seizures register"
EXAMINATIONS = "Examinations register"
SUSPECTS = "Suspects register"
PASSENGERS = "Passenger lists"
PASSPORTS = "Passport control"
CREWS = "Crew lists"
ROAD = "Road transport register"
BUSINESSES = "Business registers"
CALLS = "Call data"
FINANCE = "Financial intelligence unit"
PARTNERS = "Partner messages"
INFORMANTS = "Informants"
SURVEILLANCE = "Surveillance reports"
CASES = "Investigations register"


@dataclass(frozen=True)
class Trader:
    """A company of the trade that does what it says it does."""

    ref: Ref
    name: str
    country: str
    sector: str


@dataclass(frozen=True)
class Ship:
    """A ship as the port knows it."""

    ref: Ref
    name: str
    imo: str
    type: str


@dataclass
class World:
    """Everything that the story lines build on."""

    network: Network
    numbers: Numbers
    traders: list[Trader] = field(default_factory=list)
    ships: list[Ship] = field(default_factory=list)
    calls: list[tuple[str, Ref, Ship]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    @classmethod
    def begin(cls) -> World:
        """An empty world; all chance in it comes from one seed."""
        random = Random(SEED)
        return cls(Network(random), Numbers(random))

    @property
    def random(self) -> Random:
        """The one source of chance."""
        return self.network.random

    def chance(self, per_cent: int) -> bool:
        """True as often as that."""
        return self.random.randint(1, 100) <= per_cent

    def day(self, first: date = FIRST_DAY, last: date = LAST_DAY) -> str:
        """A day between the two."""
        return (first + timedelta(days=self.random.randint(0, (last - first).days))).isoformat()


def later(day: str, days: int) -> str:
    """So many days after."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def box(number: str) -> Ref:
    """The subject of a container: the same for every source."""
    return Ref("container", compact(number))
