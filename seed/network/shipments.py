"""Honest trade, second half: containers that come and go through the terminal, what is in them and who drives it on."""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.model.drafts import ClaimDraft, PartyDraft, Ref

from . import names
from .draft import TRADE, Said, link, party
from .places import HOME, PLACES, TERMINAL
from .world import DECLARATIONS, ROAD, Trader, World, box, later

CONTAINERS, CONSIGNMENTS, LORRIES = 235, 285, 42
_GOODS = {
    "Foods": "Canned fruit|2008;Coffee, roasted|0901;Bananas, fresh|0803;Rice|1006",
    "Textiles": "Cotton fabric|5208;Garments|6203",
    "Timber": "Sawn timber|4407;Plywood|4412",
    "Furniture": "Wooden furniture|9403;Seats|9401",
    "Toys": "Toys|9503",
    "Ceramics": "Floor tiles|6907",
    "Paper": "Paper in rolls|4802;Tissue paper|4818",
    "Steel": "Steel fittings|7307",
    "Machinery": "Pumps|8413;Machine parts|8487",
    "Tools": "Hand tools|8205",
    "Chemicals": "Paints|3208;Resins|3907",
    "Electrics": "Cables|8544;Lamps|9405",
    "Optics": "Lenses|9001",
    "Beverages": "Mineral water|2201;Wine|2204",
}
_ANY = "Household goods|3924;Spare parts|8708;Plastic pipes|3917;Tyres|4011"
_SEA = {
    "CN": ("CNSHA", "CNNGB", "CNYTN"), "VN": ("VNHPH",), "TR": ("TRMER",), "EC": ("ECGYE",), "AE": ("AEJEA",),
    "NG": ("NGAPP",), "UA": ("UAODS",), "NL": ("NLRTM",), "DE": ("DEHAM", "DEBRV"), "PL": ("PLGDY",),
    "LV": ("LVRIX",), "LT": ("LTKLJ",), "EE": ("EEMUG",), "CY": ("CYLMS",), "BR": ("BRSSZ",),
}  # fmt: skip
_HUBS = ("NLRTM", "DEHAM", "BEANR", "SGSIN", "GRPIR", "ESALG", "MAPTM", "LKCMB")
_FAR = frozenset({"CN", "VN", "TR", "EC", "AE", "NG", "UA", "BR", "CY"})
_MAKES = ("Volvo|FH", "Scania|R450", "MAN|TGX", "DAF|XF", "Mercedes-Benz|Actros")


@dataclass(frozen=True)
class Shipment:
    """A consignment as it is declared."""

    bill: str
    day: str
    container: str
    consignor: Ref
    consignee: Ref
    goods: str
    hs: str
    via: tuple[str, ...]
    weight: int = 18000
    arrival: Ref | None = None
    notify: Ref | None = None
    outbound: bool = False


def make(world: World) -> None:
    """Invents the containers, the consignments and the lorries."""
    boxes = [world.numbers.container() for _ in range(CONTAINERS)]
    home = [trader for trader in world.traders if trader.country == "EE"]
    abroad = [trader for trader in world.traders if trader.country != "EE"]
    lorries = [_lorry(world, number) for number in range(LORRIES)]
    for number in range(CONSIGNMENTS):
        # Every box is used once, then by chance: some turn up again and again.
        container = boxes[number] if number < len(boxes) else world.random.choice(boxes)
        ours, theirs = world.random.choice(home), world.random.choice(abroad)
        lorry = world.random.choice(lorries) if number % 4 == 0 else None
        declare(world, _shipment(world, container, ours, theirs), lorry)
    for container in boxes:
        _moves(world, container)


def _shipment(world: World, container: str, ours: Trader, theirs: Trader) -> Shipment:
    outbound = world.chance(20)
    goods, hs = world.random.choice(
        _GOODS.get((theirs if not outbound else ours).name.split(" ")[1], _ANY).split(";")
    ).split("|")
    far = PLACES[world.random.choice(_SEA[theirs.country])].locode
    via = (far, world.random.choice(_HUBS)) if theirs.country in _FAR else (far,)
    arrival = None if outbound else world.random.choice(world.calls)
    return Shipment(
        world.numbers.bill(),
        world.day() if arrival is None else arrival[0],
        container,
        ours.ref if outbound else theirs.ref,
        theirs.ref if outbound else ours.ref,
        goods,
        hs,
        via,
        world.random.randint(30, 260) * 100,
        arrival[1] if arrival else None,
        outbound=outbound,
    )


def declare(world: World, item: Shipment, lorry: Ref | None = None, marking: str = TRADE) -> Ref:
    """The declaration of a consignment; the consignment's subject."""
    key = f"{item.day[2:4]}EE{item.bill}"
    ref = Ref(DECLARATIONS, key)
    consignment = party(
        ref,
        "Consignment",
        item.bill,
        ids=[("bill_of_lading", item.bill)],
        occurred_at=item.day,
        description=item.goods,
        packages=f"{world.random.randint(1, 48) * 20} CT",
        gross_weight=f"{item.weight} kg",
        value=f"{world.random.randint(20, 900) * 100} EUR",
        mode="1",
    )
    payload = {
        "declaration_no": key, "lodged_at": item.day, "bill_no": item.bill, "container_no": item.container,
        "hs_code": item.hs, "description": item.goods, "gross_kg": item.weight, "via": list(item.via),
        "exporter_id": item.consignor.key, "importer_id": item.consignee.key,
    }  # fmt: skip
    said: list[Said] = [consignment, container_said(item.container), *_route(ref, item), *_parties(ref, item)]
    if lorry is not None:
        said.append(link("CARRIED_ON", ref, lorry, since=later(item.day, 1)))
    world.network.record((DECLARATIONS, key, "Consignment"), item.day, "B2", marking, said, payload)
    return ref


def container_said(number: str) -> PartyDraft:
    """What a record that names a container says of it."""
    return party(box(number), "Container", number, ids=[("container", number)], size_type="45G1")


def _parties(ref: Ref, item: Shipment) -> list[ClaimDraft]:
    claims = [
        link("CONSIGNED_BY", ref, item.consignor, since=item.day),
        link("CONSIGNED_TO", ref, item.consignee, since=item.day),
        link("CARRIED_ON", ref, box(item.container), since=item.day),
    ]
    if item.notify is not None:
        claims.append(link("NOTIFIES", ref, item.notify, since=item.day))
    if item.arrival is not None:
        claims.append(link("ARRIVED_ON", box(item.container), item.arrival, since=item.day))
    return claims


def _route(ref: Ref, item: Shipment) -> list[Said]:
    stops = (HOME.locode, *reversed(item.via)) if item.outbound else (*item.via, HOME.locode)
    roles = ("departure", *("transit" for _ in stops[2:]), "destination")
    said: list[Said] = [TERMINAL.said()]
    for stop, role in zip(stops, roles, strict=True):
        said += [PLACES[stop].said(), link("ROUTED_VIA", ref, PLACES[stop].ref, role, item.day)]
    role = "departure" if item.outbound else "destination"
    said += [link("ROUTED_VIA", end, TERMINAL.ref, role, item.day) for end in (ref, box(item.container))]
    return said


def _moves(world: World, container: str) -> None:
    """Gate and quay moves: what makes the terminal the most linked place of the network."""
    day = world.day()
    roles = world.random.choice((("departure", "transit"), ("transit", "export"), ("departure", "transit", "export")))
    claims = [link("ROUTED_VIA", box(container), TERMINAL.ref, role, day) for role in roles]
    key = f"moves/{box(container).key}"
    payload = {"container_no": container, "moves": list(roles), "first": day}
    said: list[Said] = [container_said(container), TERMINAL.said(), *claims]
    world.network.record((DECLARATIONS, key, "Container"), day, "B2", TRADE, said, payload)


def _lorry(world: World, number: int) -> Ref:
    country = ("EE", "EE", "LV", "LT", "PL")[number % 5]
    plate = world.numbers.plate(country)
    make_of, model = world.random.choice(_MAKES).split("|")
    ref, person = Ref(ROAD, f"vehicle/{number:04d}"), Ref(ROAD, f"driver/{number:04d}")
    driver = names.someone(world.random, world.random.choice((country, country, "UA", "RU")))
    licence = [("driving_licence", world.numbers.passport("DL"), country)] if number % 2 else []
    phone = [("phone", world.numbers.phone(country), country)] if number % 3 == 0 else []
    vehicle = [("plate", plate, country)]
    said: list[Said] = [
        party(ref, "Vehicle", plate, ids=vehicle, conveyance_type="tractor_unit", make=make_of, model=model),
        party(
            person, "Person", *driver.names, ids=[*licence, *phone], sex=driver.sex, nationality=driver.country,
            birth_date=str(world.random.randint(1962, 2000)), occupation="Driver",
        ),
        link("OPERATES", person, ref, "driver", "2023"),
    ]  # fmt: skip
    payload = {"plate": plate, "country": country, "make": make_of, "model": model, "driver": driver.latin}
    world.network.record((ROAD, ref.key, "Vehicle"), "2023-11-01", "B2", TRADE, said, payload)
    return ref
