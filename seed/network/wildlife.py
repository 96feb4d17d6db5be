"""Scales and ivory in containers of scrap that pass through: one broker, romanised differently by every office."""

from __future__ import annotations

from collections.abc import Mapping

from graphintel.model.drafts import Ref

from .draft import CONFIDENTIAL, SUSPECT, TRADE, Said, Value, chinese, link, party, romanised
from .places import HOME, Address
from .seizure import Goods, Seizure, involved, seize, seizure_ref
from .shipments import Shipment, container_said, declare
from .world import BUSINESSES, FINANCE, PARTNERS, SEIZURES, SUSPECTS, TRADERS, World, box

SCRAP = Ref(TRADERS, "NG960077120")
FORWARDER = Ref(TRADERS, "CD960077340")
RECYCLER = Ref(TRADERS, "VN960077560")
BROKER = Ref(SUSPECTS, "SUS-2024-0061")
BROKER_HONG_KONG = Ref(PARTNERS, "HK-2025-0052#person/0")
BROKER_VIETNAM = Ref(PARTNERS, "VN-2026-0009#person/0")
AGENT = Ref(BUSINESSES, "EE-16801777")
AGENT_OWNER = Ref(BUSINESSES, "EE-16801777#owner/0")
AGAIN = "QNTU 204417-5"
CONSIGNORS = {"NGAPP": "VANTAGE GREEN METAL", "CDMAT": "FLEUVE TRANSIT"}  # As the seizing office spelled them.
_CASES = (
    ("SZ-2024-00288", "2024-05-16", "pangolin", "0511.99", "pangolin scales", "1240 kg", "NGAPP", "VNHPH", ""),
    ("SZ-2025-00049", "2025-01-27", "ivory", "0507.10", "raw ivory", "186 kg", "CDMAT", "HKHKG", AGAIN),
    ("SZ-2026-00455", "2026-04-21", "pangolin", "0511.99", "pangolin scales", "2070 kg", "NGAPP", "VNHPH", AGAIN),
)


def make(world: World) -> None:
    """Records the companies, the broker under his names, the transits and the seizures."""
    _companies(world)
    _broker(world)
    _broker_abroad(world)
    for case in _CASES:
        _seizure(world, case)
    for number in range(5):
        _clean(world, number)


def _companies(world: World) -> None:
    firms = (
        (SCRAP, "Vantage Green Metals Ltd", "NG", "+234 803 555 0171"),
        (FORWARDER, "Fleuve Transit SARL", "CD", ""),
        (RECYCLER, "Hải Long Recycling JSC", "VN", "+84 91 555 01 44"),
    )
    for ref, name, country, phone in firms:
        ids = [("eori", ref.key, country), *([("phone", phone, country)] if phone else [])]
        company = party(ref, "Business", name, ids=ids, country=country, sector="Metals")
        world.network.record(
            (TRADERS, ref.key, "Business"), "2024-01-20", "C3", TRADE, [company], {"eori": ref.key, "name": name}
        )
    office = Address("Tuulelootsi 31", "Maardu", "EE")
    said: list[Said] = [
        party(AGENT, "Business", "Samblapuu Agency OÜ", country="EE", sector="Ship's agent", incorporated="2023-03-03",
              ids=[("registration_number", "16801777", "EE"), ("phone", "+372 5550 0160", "EE")]),
        party(AGENT_OWNER, "Person", chinese("廖志强"), romanised("Liao Zhiqiang"), nationality="SG"),
        office.said(),
        link("OWNS", AGENT_OWNER, AGENT, "100 %", "2023-03-03"),
        link("LOCATED_AT", AGENT, office.ref, since="2023-03-03"),
    ]  # fmt: skip
    payload = {"name": "Samblapuu Agency OÜ", "owner": "Liao Zhiqiang"}
    world.network.record((BUSINESSES, AGENT.key, "Business"), "2023-03-03", "A1", TRADE, said, payload)


def _broker(world: World) -> None:
    said: list[Said] = [
        party(
            BROKER,
            "Person",
            chinese("廖志强"),
            romanised("LIEW CHEE KEONG"),
            ids=[("passport", "K1120458E", "SG")],
            birth_date="1974-08-16",
            nationality="SG",
            sex="m",
            status="active",
            suggested_action="specific_checks",
        )
    ]
    payload = {"ref": BROKER.key, "name": "LIEW CHEE KEONG"}
    world.network.record((SUSPECTS, BROKER.key, "Person"), "2024-06-20", "B2", CONFIDENTIAL, said, payload)
    world.network.same(BROKER, BROKER_HONG_KONG, "Same passport; Mandarin, Hokkien and Cantonese readings of one name.")


def _broker_abroad(world: World) -> None:
    """The same man as partners write him, and what his agency paid."""
    said: list[Said] = [
        party(BROKER_HONG_KONG, "Person", chinese("廖志強"), romanised("LIU CHI KEUNG"), birth_date="1974",
              ids=[("passport", "K1120458E", "SG"), ("email", "ck.liew@greenmetal.example")]),
        party(RECYCLER, "Business", "Hai Long Recycling"),
        link("REPRESENTS", BROKER_HONG_KONG, RECYCLER, "broker", "2023"),
    ]  # fmt: skip
    payload = {"message": "HK-2025-0052", "text": "Named as buyer's broker in three consignments."}
    world.network.record((PARTNERS, "HK-2025-0052", "Report"), "2025-02-19", "B2", CONFIDENTIAL, said, payload)
    said = [party(BROKER_VIETNAM, "Person", "Liêu Chí Cường", birth_date="1974-08", residence="VN",
                  ids=[("email", "ck.liew@greenmetal.example")])]  # fmt: skip
    payload = {"message": "VN-2026-0009", "text": "Visitor at the recycler's yard."}
    world.network.record((PARTNERS, "VN-2026-0009", "Report"), "2026-05-11", "C3", CONFIDENTIAL, said, payload)
    said = [party(AGENT, "Business", "Samblapuu Agency OÜ"), party(SCRAP, "Business", "Vantage Green Metals Ltd"),
            link("PAID", AGENT, SCRAP, "72000 USD", "2024-04", "2026-04")]  # fmt: skip
    payload = {"report": "FIU-2026-0077", "subject": "Payments above the value of the scrap"}
    world.network.record((FINANCE, "FIU-2026-0077", "Report"), "2026-06-01", "B2", SUSPECT, said, payload)


def _seizure(world: World, case: tuple[str, ...]) -> None:
    reference, day, commodity, heading, what, quantity, origin, end, container = case
    container = container or world.numbers.container()
    item = Shipment(world.numbers.bill(), day, container, SCRAP if origin == "NGAPP" else FORWARDER, RECYCLER,
                    "Aluminium scrap", "7602", (origin, "MAPTM"), 24800, notify=AGENT)  # fmt: skip
    consignment = declare(world, item)
    ref = seizure_ref(reference)
    control: Mapping[str, Value] = {
        "direction": "transhipment", "mode": "1", "regime": "transhipment", "selected_by": "risk_profile",
        "detected_by": ("x_ray_mobile", "canine_wildlife"), "concealed_in": "cargo_within_load",
        "technique": ("mixed_with_legal_goods", "misdeclared"), "modus_operandi": "transshipment_laundering",
        "result": "seized", "validation_status": "validated", "persons": "0",
    }  # fmt: skip
    goods = (
        Goods(commodity, heading, what, quantity, disposal="handed_to_other_agency"),
        Goods("hazardous_waste", "7602", "aluminium scrap (cover load)", "21500 kg"),
    )
    consignor, name = Ref(SEIZURES, f"{reference}#party/0"), CONSIGNORS[origin]
    said: list[Said] = [
        container_said(container),
        party(consignor, "Business", name, country=origin[:2]),
        involved(ref, day, box(container), "container"),
        involved(ref, day, consignment, "consignment"),
        involved(ref, day, consignor, "consignor"),
        involved(ref, day, AGENT, "notify_party"),
    ]
    route = ((origin, "departure"), ("MAPTM", "transit"), (end, "destination"))
    seize(world, Seizure(reference, day, goods, control, HOME, route), *said)


def _clean(world: World, number: int) -> None:
    """Consignments of scrap in which nothing was found, or nobody looked."""
    day = world.day()
    item = Shipment(world.numbers.bill(), day, world.numbers.container(), SCRAP, RECYCLER, "Mixed metal scrap", "7204",
                    ("NGAPP", "MAPTM"), 23000 + number * 150, notify=AGENT)  # fmt: skip
    declare(world, item)
