"""The rip-off ring's seizures: bags behind the doors of honest boxes, a cloned number, seals seen twice, one ship."""

from __future__ import annotations

from collections.abc import Mapping

from graphintel.model.drafts import Ref

from .draft import HARBOUR, SEIZED, SUSPECT, Said, Value, cyrillic, link, party, romanised
from .harbour_firms import LANTERN
from .harbour_people import DORN, QADI, TALVIK, WEI
from .places import PLACES, Address
from .seizure import Goods, Seizure, involved, seize, seizure_ref
from .shipments import Shipment, container_said, declare
from .trade import call
from .world import EXAMINATIONS, PARTNERS, PORT, SEIZURES, TRADERS, Ship, Trader, World, box

MAIN = "SZ-2026-00318"
MAIN_BOX = "KLVU 740191-2"
CLONED = "GVXU 552908-3"  # 7 would be right: the number was painted on a second box, and copied wrongly.
CLONED_TRUE = "GVXU 552908-7"
SEAL = "KS740188"
AURELIA = Ref(PORT, "vessel/2357110")
LANTERN_PARTY = Ref(SEIZURES, f"{MAIN}#party/0")
DORN_PARTY = Ref(SEIZURES, "SZ-2025-00204#party/0")
_CONTROL: Mapping[str, Value] = {
    "direction": "import",
    "mode": "1",
    "regime": "home_use",
    "technique": "rip_on_rip_off",
    "modus_operandi": ("rip_off", "insider"),
    "concealed_in": "container_door_area",
    "result": "seized",
    "validation_status": "validated",
    "persons": "0",
    "operation": "Harbour",
}


_CLONING: Mapping[str, Value] = {
    **_CONTROL,
    "modus_operandi": ("container_cloning", "insider"),
    "technique": "switched_container",
    "selected_by": "declaration_inconsistency",
    "detected_by": ("seal_check", "container_unpack"),
    "persons": "2",
}
_EARLY = (
    ("SZ-2024-00127", "2024-02-18", "KLVU 310447-5", "86 kg", 84, "risk_profile", "x_ray_mobile"),
    ("SZ-2024-00702", "2024-11-06", "WRKU 660214-3", "44 kg", 40, "officer_observation", "canine_drugs"),
    ("SZ-2025-00873", "2025-10-02", "OYDU 400718-4", "58 kg", 56, "intelligence_tip", "container_unpack"),
)
_ROUTE = (("ECGYE", "departure"), ("BEANR", "transit"))


def make(world: World) -> None:
    """Records the ship, the six seizures and what came out of them."""
    ship = Ship(AURELIA, "Aurelia Star", "2357110", "container_ship")
    world.ships.append(ship)
    said = party(
        AURELIA,
        "Vessel",
        "Aurelia Star",
        ids=[("imo", "IMO 2357110"), ("mmsi", "636915520", "LR"), ("call_sign", "5LQX9")],
        flag="LR",
        former_flag="PA",
        conveyance_type="container_ship",
        built_year="2008",
        gross_tonnage="17300",
    )
    payload = {"imo": "2357110", "name": "Aurelia Star", "flag": "LR"}
    world.network.record((PORT, AURELIA.key, "Vessel"), "2023-11-10", "A2", SEIZED, [said], payload)
    _early(world, ship)
    _cloned(world, ship)
    _true_box(world)
    _main(world, ship)
    _insiders(world)
    _warehouse(world)


def _early(world: World, ship: Ship) -> None:
    """Three seizures in boxes whose consignees knew nothing."""
    honest = [trader.ref for trader in world.traders if trader.country == "EE"]
    for number, (reference, day, container, quantity, bricks, selected, found) in enumerate(_EARLY):
        importer = honest[number * 7]
        item = _bananas(world, world.numbers.bill(), day, container, importer, call(world, ship, day, "BEANR"))
        consignment = declare(world, item)
        ref = seizure_ref(reference)
        goods = (Goods("cocaine", "2939.72", "cocaine", quantity, f"{bricks} bricks"),)
        control = {**_CONTROL, "selected_by": selected, "detected_by": found}
        said: list[Said] = [
            container_said(container),
            involved(ref, day, box(container), "container"),
            involved(ref, day, consignment, "consignment"),
            involved(ref, day, AURELIA, "vessel"),
            involved(ref, day, importer, "consignee"),
        ]
        seize(world, Seizure(reference, day, goods, control, route=_ROUTE), *said)


def _bananas(world: World, bill: str, day: str, container: str, importer: Ref, arrival: Ref) -> Shipment:
    return Shipment(
        bill, day, container, _packer(world), importer, "Bananas, fresh", "0803", ("ECGYE", "BEANR"), 21600, arrival
    )


def _packer(world: World) -> Ref:
    """The exporter whose boxes were used, without his knowing as far as is known."""
    ref = Ref(TRADERS, "EC990155230")
    if ref not in {trader.ref for trader in world.traders}:
        company = party(ref, "Business", "Frutas del Estero Blanco S.A.", ids=[("eori", ref.key, "EC")], country="EC")
        payload = {"eori": ref.key, "name": "Frutas del Estero Blanco S.A."}
        world.network.record(
            (TRADERS, ref.key, "Business"), "2023-11-01", "B3", "seizures/unclassified", [company], payload
        )
        world.traders.append(Trader(ref, "Frutas del Estero Blanco S.A.", "EC", "Foods"))
    return ref


def _cloned(world: World, ship: Ship) -> None:
    """One number on two boxes, one of them copied wrongly; two men waited inside the fence."""
    reference, day = "SZ-2025-00204", "2025-03-11"
    call(world, ship, day, "BEANR")
    ref = seizure_ref(reference)
    goods = (Goods("cocaine", "2939.72", "cocaine", "137 kg", "130 bricks"),)
    other = Ref(SEIZURES, f"{reference}#party/1")
    said: list[Said] = [
        container_said(CLONED),
        party(
            DORN_PARTY,
            "Person",
            cyrillic("Дорн Алексей"),
            romanised("DORN ALEKSEI"),
            birth_date="1994-02-11",
            nationality="EE",
        ),
        party(other, "Person", "AL QADI SAMIR", birth_date="1996-07-30", nationality="NL"),
        involved(ref, day, box(CLONED), "container"),
        involved(ref, day, AURELIA, "vessel"),
        involved(ref, day, DORN_PARTY, "offender"),
        involved(ref, day, other, "offender"),
    ]
    seize(world, Seizure(reference, day, goods, _CLONING, route=_ROUTE[:1]), *said)
    same = "Photographed at the arrest; same birth date."
    world.network.same(DORN_PARTY, DORN, same, SUSPECT)
    world.network.same(other, QADI, same, SUSPECT)


def _true_box(world: World) -> None:
    """The box whose number was taken, examined the day after."""
    twin = Ref(EXAMINATIONS, "EX-2025-00611")
    event = party(
        twin,
        "Examination",
        "EX-2025-00611",
        occurred_at="2025-03-12",
        direction="import",
        mode="1",
        selected_by="watchlist_hit",
        detected_by="seal_check",
        negative_reason="The true box, untouched",
    )
    said: list[Said] = [
        event,
        container_said(CLONED_TRUE),
        link("INVOLVED_IN", box(CLONED_TRUE), twin, "container", "2025-03-12"),
    ]
    payload = {"ref": "EX-2025-00611", "container_no": CLONED_TRUE}
    world.network.record((EXAMINATIONS, "EX-2025-00611", "Examination"), "2025-03-12", "A1", SEIZED, said, payload)


def _main(world: World, ship: Ship) -> None:
    """The one to begin with: 412 kg in a box for Lantern Quay Trading, behind a seal that exists twice."""
    day = "2026-03-14"
    arrival = call(world, ship, day, "BEANR")
    consignment = declare(world, _bananas(world, "KLVA2604448", day, MAIN_BOX, LANTERN, arrival))
    ref = seizure_ref(MAIN)
    goods = (
        Goods("cocaine", "2939.72", "cocaine", "412 kg", "390 bricks", more={"purity": "87 %"}),
        Goods("foodstuffs", "0803.90", "bananas (cover load)", "18400 kg", "1080 cartons", "14200 EUR", "destroyed"),
    )
    control = {**_CONTROL, "technique": ("rip_on_rip_off", "seal_duplicated"), "selected_by": "risk_profile",
               "detected_by": ("x_ray_mobile", "physical_search")}  # fmt: skip
    box_said = party(
        box(MAIN_BOX), "Container", MAIN_BOX, ids=[("container", MAIN_BOX), ("seal", SEAL)], size_type="45R1"
    )
    said: list[Said] = [
        box_said,
        party(LANTERN_PARTY, "Business", romanised("LANTERN QUAY TRADING OU"), country="EE"),
        involved(ref, day, box(MAIN_BOX), "container"),
        involved(ref, day, consignment, "consignment"),
        involved(ref, day, AURELIA, "vessel"),
        involved(ref, day, LANTERN_PARTY, "consignee"),
    ]
    seize(world, Seizure(MAIN, day, goods, control, route=_ROUTE), *said)
    world.network.same(LANTERN_PARTY, LANTERN, "Named in the declaration by its number.", SEIZED)
    _second_seal(world)


def _insiders(world: World) -> None:
    """Who let it happen: known to the operation's group alone."""
    ref, day = seizure_ref(MAIN), "2026-03-14"
    said: list[Said] = [
        party(TALVIK, "Person", "Rein Talvik"),
        party(WEI, "Person", romanised("Jianming Wei")),
        involved(ref, day, TALVIK, "facilitator"),
        involved(ref, day, WEI, "crew"),
    ]
    payload = {"report": "HB-2026-003", "text": "Release code looked up 40 minutes before the ship moored."}
    world.network.record((SEIZURES, "HB-2026-003", "Report"), "2026-03-21", "B2", HARBOUR, said, payload)


def _second_seal(world: World) -> None:
    """The same seal on another box, two weeks before and in another port."""
    other = "WRKU 337105-6"
    said: list[Said] = [
        party(box(other), "Container", other, ids=[("container", other), ("seal", SEAL)], size_type="45R1"),
        PLACES["BEANR"].said(),
        link("ROUTED_VIA", box(other), PLACES["BEANR"].ref, "transit", "2026-02-27"),
    ]
    payload = {"message": "BE-2026-0092", "seal": SEAL, "container_no": other}
    world.network.record((PARTNERS, "BE-2026-0092", "Report"), "2026-03-30", "A2", SEIZED, said, payload)


def _warehouse(world: World) -> None:
    """What was left of it, found at a garage half a year later."""
    reference, day = "SZ-2026-00940", "2026-09-08"
    garage = Address("Tuulelootsi 88, garage 14", "Maardu", "EE")
    ref = seizure_ref(reference)
    control = {
        **_CONTROL,
        "mode": "9",
        "technique": "not_concealed",
        "concealed_in": "none",
        "modus_operandi": "rip_off",
        "selected_by": "investigation",
        "detected_by": ("canine_drugs", "physical_search"),
        "persons": "1",
    }
    goods = (Goods("cocaine", "2939.72", "cocaine", "19 kg", "18 bricks"), Goods("cash", "4907", "cash", "312500 EUR"))
    owner = Ref(SEIZURES, f"{reference}#party/0")
    said: list[Said] = [
        garage.said(),
        party(owner, "Person", "Tiiu Raudvere", birth_date="1951", nationality="EE"),
        link("LOCATED_AT", ref, garage.ref, since=day),
        involved(ref, day, owner, "owner"),
    ]
    seize(world, Seizure(reference, day, goods, control), *said)
