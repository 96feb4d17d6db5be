"""Honest trade, first half: companies with their numbers and addresses, ships and their calls at the port."""

from __future__ import annotations

from graphintel.model.drafts import Ref

from . import names
from .draft import TRADE, Said, link, party
from .places import HOME, PLACES, TERMINAL, Address
from .world import PORT, TRADERS, Ship, Trader, World

HOME_TRADERS, FOREIGN_TRADERS = 105, 95
CALLS = 150
_TOWNS = {
    "EE": ("Tallinn", "Tartu", "Maardu", "Pärnu"), "LV": ("Riga", "Ventspils"), "LT": ("Vilnius", "Klaipėda"),
    "PL": ("Gdynia", "Gdańsk"), "DE": ("Hamburg", "Bremen"), "NL": ("Rotterdam",), "EC": ("Guayaquil",),
    "AE": ("Dubai",), "CN": ("Shanghai", "Ningbo"), "TR": ("Istanbul", "Mersin"), "UA": ("Odesa",),
    "NG": ("Lagos",), "VN": ("Haiphong",),
}  # fmt: skip
_ABROAD = ("CN", "CN", "CN", "DE", "NL", "TR", "PL", "LV", "LT", "EC", "AE", "UA", "VN", "NG")
_FLAGS = {"EE": "276", "LR": "636", "PA": "351", "MT": "215", "CY": "209", "NL": "244", "DE": "211", "HK": "477"}
_SHIPS = (
    "Baltic Heron|container_ship|NL",
    "Skerry Dawn|container_ship|CY",
    "Gannet Bay|container_ship|MT",
    "Ostra Feeder|container_ship|DE",
    "Vilsandi Light|container_ship|EE",
    "Corvus Line|container_ship|LR",
    "Halcyon Reach|container_ship|PA",
    "Torne Express|container_ship|MT",
    "Lagoon Merchant|container_ship|LR",
    "Sirius Halo|container_ship|HK",
    "Andean Crown|reefer|PA",
    "Polar Orchard|reefer|LR",
    "Kestrel Sound|general_cargo|CY",
    "Narva Spirit|general_cargo|EE",
    "Umbria Grain|bulk_carrier|PA",
    "Sable Ore|bulk_carrier|MT",
    "Gulf of Finland Star|ferry|EE",
    "Birka Princess|ferry|CY",
    "Marine Helper 7|support_vessel|EE",
)
_LINES = ("Skagerfeed Lines", "Tri-Ocean Carriers", "Merilind Shipping", "Costa Verde Reefers", "Norrsken Ferries")
_FROM = {"reefer": ("ECGYE", "CRMOB", "COCTG"), "ferry": ("FIHEL", "SESTO")}
_FEEDERS = ("DEHAM", "DEBRV", "NLRTM", "BEANR", "PLGDY", "LTKLJ", "LVRIX", "GBFXT")


def make(world: World) -> None:
    """Invents the traders, the ships and three years of calls."""
    for number in range(HOME_TRADERS + FOREIGN_TRADERS):
        _trader(world, number)
    lines = [_line(world, name) for name in _LINES]
    for number, text in enumerate(_SHIPS):
        name, kind, flag = text.split("|")
        world.ships.append(_ship(world, name, kind, flag, lines[number % len(lines)]))
    for _number in range(CALLS):
        _call(world)
    world.calls.sort(key=lambda call: (call[0], call[1].key))


def _trader(world: World, number: int) -> None:
    country = "EE" if number < HOME_TRADERS else world.random.choice(_ABROAD)
    name, sector = names.company(world.random, country, world.taken)
    eori = world.numbers.eori(country)
    trader = Trader(Ref(TRADERS, eori), name, country, sector)
    world.traders.append(trader)
    ids = [("eori", eori, country)]
    if world.chance(40):
        ids.append(("phone", world.numbers.phone(country), country))
    if world.chance(15):
        ids.append(("website", f"{name.split(' ')[0].lower()}-{name.split(' ')[1].lower()}-{number}.example", ""))
    since = f"{world.random.randint(1996, 2022)}-{world.random.randint(1, 12):02d}"
    said: list[Said] = []
    if world.chance(40):
        address = Address(names.street(world.random, country), world.random.choice(_TOWNS[country]), country)
        said += [address.said(), link("LOCATED_AT", trader.ref, address.ref, since=since)]
    if country == "EE" and world.chance(40):
        said += _director(world, trader, since)
    company = party(trader.ref, "Business", name, ids=ids, incorporated=since, country=country, sector=sector)
    payload = {"eori": eori, "name": name, "country": country, "sector": sector}
    world.network.record((TRADERS, eori, "Business"), "2023-11-01", "A2", TRADE, [company, *said], payload)


def _director(world: World, trader: Trader, since: str) -> list[Said]:
    person = names.someone(world.random, world.random.choice(("EE", "EE", "EE", "LV", "RU", "UA", "DE")))
    ref = Ref(TRADERS, f"{trader.ref.key}#director/0")
    said = party(ref, "Person", *person.names, sex=person.sex, occupation="Director")
    return [said, link("DIRECTS", ref, trader.ref, "director", since)]


def _line(world: World, name: str) -> Ref:
    ref = Ref(PORT, f"line/{name}")
    said = party(ref, "Business", name, sector="Shipping line", country=world.random.choice(("DE", "NL", "CY")))
    world.network.record((PORT, f"line/{name}", "Business"), "2023-11-01", "B2", TRADE, [said], {"line": name})
    return ref


def _ship(world: World, name: str, kind: str, flag: str, operator: Ref) -> Ship:
    imo = world.numbers.imo()
    ship = Ship(Ref(PORT, f"vessel/{imo}"), name, imo, kind)
    ids = [("imo", imo), ("mmsi", world.numbers.mmsi(_FLAGS[flag]), flag)]
    said = party(
        ship.ref,
        "Vessel",
        name,
        ids=ids,
        flag=flag,
        conveyance_type=kind,
        built_year=str(world.random.randint(1998, 2021)),
        gross_tonnage=str(world.random.randint(4, 60) * 750),
    )
    claims = [link("OPERATES", operator, ship.ref, "operator")]
    payload = {"imo": imo, "name": name, "flag": flag, "type": kind}
    world.network.record((PORT, ship.ref.key, "Vessel"), "2023-11-01", "A2", TRADE, [said, *claims], payload)
    return ship


def _call(world: World) -> None:
    ship = world.random.choice(world.ships)
    day = world.day()
    origin = PLACES[world.random.choice(_FROM.get(ship.type, _FEEDERS))]
    call(world, ship, day, origin.locode)


def call(world: World, ship: Ship, day: str, origin: str) -> Ref:
    """A call of the ship at the port, coming from another; the movement's subject."""
    before = sum(1 for known in world.calls if known[0] == day and known[2] == ship)
    key = f"call/{ship.imo}/{day}" + (f"/{before + 1}" if before else "")
    ref = Ref(PORT, key)
    voyage = f"{ship.imo[-3:]}{day[2:4]}{day[5:7]}{day[8:]}"
    movement = party(
        ref, "Movement", f"{ship.name}, {HOME.name}, {day}", occurred_at=day, direction="import", mode="1",
        carrier=ship.name, voyage=voyage,
    )  # fmt: skip
    said: list[Said] = [
        movement, PLACES[origin].said(), HOME.said(),
        link("CARRIED_ON", ref, ship.ref, since=day),
        link("ROUTED_VIA", ref, PLACES[origin].ref, "departure", day),
        link("ROUTED_VIA", ref, HOME.ref, "destination", day),
    ]  # fmt: skip
    if ship.type != "ferry":
        said += [TERMINAL.said(), link("ROUTED_VIA", ref, TERMINAL.ref, "destination", day)]
    payload = {"imo": ship.imo, "vessel": ship.name, "voyage": voyage, "arrived": day, "from": origin}
    world.network.record((PORT, key, "Movement"), day, "A2", TRADE, said, payload)
    world.calls.append((day, ref, ship))
    return ref
