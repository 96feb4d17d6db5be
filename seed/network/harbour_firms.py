"""The rip-off ring's companies: three that share a telephone, and two abroad through which they are owned.

+372 5550 0142 - Baltmar Imports - Harbour Lane Holdings - Delta Orient - Ilmar Vesk
               - Norvik Transit  - Marta Olin           - Zakhar Gromin - Ilmar Vesk
"""

from __future__ import annotations

from collections.abc import Sequence

from graphintel.model.drafts import Ref
from graphintel.model.values.check_digits import mod97

from .draft import CONFIDENTIAL, HARBOUR, TRADE, Said, arabic, link, party, romanised
from .places import Address
from .shipments import Shipment, declare
from .world import BUSINESSES, FINANCE, PARTNERS, TRADERS, World

PHONE = "+372 5550 0142"
SEAT = Address("Ankruvalgu 24", "Tallinn", "EE")

LANTERN = Ref(TRADERS, "EE981400177")
BALTMAR = Ref(TRADERS, "EE981400512")
NORVIK = Ref(TRADERS, "LV981400660")
LANTERN_REGISTERED = Ref(BUSINESSES, "EE-16800417")
BALTMAR_REGISTERED = Ref(BUSINESSES, "EE-16800952")
NORVIK_REGISTERED = Ref(BUSINESSES, "LV-40900355")
MARTA = Ref(BUSINESSES, "LV-40900355#director/0")
HARBOUR_LANE = Ref(BUSINESSES, "CY-HE-940117")
DELTA = Ref(FINANCE, "FIU-2026-0019#company/0")
DELTA_OWNER = Ref(FINANCE, "FIU-2026-0044#person/0")
DELTA_ABROAD = Ref(PARTNERS, "AE-2025-0711#company/0")

# By this register and traders' list join without anybody deciding so; its last two digits are its check.
_NORVIK_LEI = "984500QNVKTRANSIT0"
NORVIK_LEI = _NORVIK_LEI + mod97(_NORVIK_LEI)


def make(world: World) -> None:
    """Records what registers, declarations and the financial intelligence unit say of the companies."""
    _traders(world)
    _lantern(world)
    _baltmar(world)
    _norvik(world)
    _owners(world)
    _decisions(world)


def _traders(world: World) -> None:
    """The customs register of traders: here, on three entries of three years, stands the one telephone."""
    entries = (
        (LANTERN, "Lantern Quay Trading OÜ", "EE", "2024-01-15", [("email", "office@lanternquay.example")]),
        (BALTMAR, "Baltmar Imports OÜ", "EE", "2024-09-02", [("iban", world.numbers.iban("EE"))]),
        (NORVIK, "Norvik Transit SIA", "LV", "2025-06-10", [("lei", NORVIK_LEI, "LV")]),
    )
    for ref, name, country, day, more in entries:
        ids = [("eori", ref.key, country), ("phone", PHONE, "EE"), *more]
        company = party(ref, "Business", name, ids=ids, country=country, sector="General trade")
        said: list[Said] = [company]
        if country == "EE":
            said += [SEAT.said()]
        claims = [link("LOCATED_AT", ref, SEAT.ref, since=day)] if country == "EE" else []
        payload = {"eori": ref.key, "name": name, "phone": PHONE, "registered": day}
        world.network.record((TRADERS, ref.key, "Business"), day, "A2", TRADE, [*said, *claims], payload)


def _lantern(world: World) -> None:
    """The public register: a pensioner directs the consignee."""
    lantern = party(
        LANTERN_REGISTERED, "Business", "Lantern Quay Trading OÜ", ids=[("registration_number", "16800417", "EE")],
        incorporated="2024-01-12", country="EE", legal_form="OÜ", registered_address=SEAT.text,
    )  # fmt: skip
    front = Ref(BUSINESSES, "EE-16800417#director/0")
    director = party(front, "Person", "Tiiu Raudvere", birth_date="1951", nationality="EE", occupation="Pensioner")
    said: list[Said] = [
        lantern,
        director,
        SEAT.said(),
        link("DIRECTS", front, LANTERN_REGISTERED, "director", "2024-01-12"),
        link("LOCATED_AT", LANTERN_REGISTERED, SEAT.ref, since="2024-01-12"),
    ]
    _register(world, LANTERN_REGISTERED, "2024-01-12", said, {"name": "Lantern Quay Trading OÜ", "capital": "2500 EUR"})


def _baltmar(world: World) -> None:
    """The public register: a holding abroad owns the second."""
    baltmar = party(
        BALTMAR_REGISTERED, "Business", "Baltmar Imports OÜ", ids=[("registration_number", "16800952", "EE")],
        incorporated="2024-08-20", country="EE", legal_form="OÜ", registered_address=SEAT.text,
    )  # fmt: skip
    lane = party(
        HARBOUR_LANE, "Business", "Harbour Lane Holdings Ltd", ids=[("registration_number", "HE 940117", "CY")],
        incorporated="2023-12-05", country="CY", legal_form="Ltd", sector="Holding",
    )  # fmt: skip
    said: list[Said] = [baltmar, lane, link("OWNS", HARBOUR_LANE, BALTMAR_REGISTERED, "100 %", "2024-08-20")]
    _register(world, BALTMAR_REGISTERED, "2024-08-20", said, {"name": "Baltmar Imports OÜ", "owner": "HE 940117"})


def _norvik(world: World) -> None:
    """The public register: an accountant directs the third."""
    norvik = party(
        NORVIK_REGISTERED, "Business", "Norvik Transit SIA", country="LV", legal_form="SIA", incorporated="2023-11-21",
        ids=[("registration_number", "40900355", "LV"), ("lei", NORVIK_LEI, "LV")], sector="Transport",
    )  # fmt: skip
    marta = party(MARTA, "Person", "Marta Olin", birth_date="1987-06-19", nationality="EE", sex="f")
    said: list[Said] = [norvik, marta, link("DIRECTS", MARTA, NORVIK_REGISTERED, "director", "2023-11-21")]
    _register(world, NORVIK_REGISTERED, "2023-11-21", said, {"name": "Norvik Transit SIA", "board": "Marta Olin"})


def _register(world: World, ref: Ref, day: str, said: Sequence[Said], payload: dict[str, str]) -> None:
    world.network.record((BUSINESSES, ref.key, "Business"), day, "A1", TRADE, said, payload)


def _owners(world: World) -> None:
    """What no public register tells: who is behind the holding."""
    delta = party(DELTA, "Business", "Delta Orient FZE", country="AE", legal_form="FZE", sector="Holding",
                  ids=[("iban", world.numbers.iban("AE"))])  # fmt: skip
    lane = party(HARBOUR_LANE, "Business", "Harbour Lane Holdings Ltd", country="CY")
    said: list[Said] = [delta, lane, link("OWNS", DELTA, HARBOUR_LANE, "100 %", "2024-02"),
            link("PAID", DELTA, HARBOUR_LANE, "loan", "2024-03")]  # fmt: skip
    payload = {"report": "FIU-2026-0019", "subject": "Loans without interest from a free zone"}
    world.network.record((FINANCE, "FIU-2026-0019", "Report"), "2026-01-22", "B2", CONFIDENTIAL, said, payload)

    owner = party(DELTA_OWNER, "Person", "VESK Ilmar", birth_date="1984", nationality="EE")
    said = [party(DELTA, "Business", "Delta Orient FZE", country="AE"), owner,
            link("OWNS", DELTA_OWNER, DELTA, "beneficial_owner", "2024-01")]  # fmt: skip
    payload = {"report": "FIU-2026-0044", "subject": "Beneficial owner, from the bank's file"}
    world.network.record((FINANCE, "FIU-2026-0044", "Report"), "2026-04-30", "B3", HARBOUR, said, payload)

    names = [arabic("دلتا أورينت م.م.ح"), romanised("Dilta Urient FZE")]
    abroad = party(DELTA_ABROAD, "Business", *names, country="AE", incorporated="2023-12",
                   ids=[("phone", "+971 50 555 0139", "AE")])  # fmt: skip
    payload = {"message": "AE-2025-0711", "text": "Company licensed in a free zone; licence holder not disclosed."}
    world.network.record(
        (PARTNERS, "AE-2025-0711/company", "Report"), "2025-11-09", "C3", CONFIDENTIAL, [abroad], payload
    )


def _decisions(world: World) -> None:
    same = "Same registration number, name and seat."
    world.network.same(LANTERN, LANTERN_REGISTERED, same, TRADE)
    world.network.same(BALTMAR, BALTMAR_REGISTERED, same, TRADE)


def trade(world: World) -> None:
    """The shells' trade before the seizure: it looks like trade."""
    senders = [trader.ref for trader in world.traders if trader.country in {"EC", "CN", "TR"}]
    for number in range(9):
        consignee = (LANTERN, BALTMAR, NORVIK)[number % 3]
        arrival = world.random.choice([call for call in world.calls if "2025-07-01" < call[0] < "2026-09-30"])
        bill, container = world.numbers.bill(), world.numbers.container()
        sender = world.random.choice(senders)
        item = Shipment(bill, arrival[0], container, sender, consignee, "Ceramic tiles", "6907", ("TRMER", "NLRTM"),
                        22000, arrival[1], notify=LANTERN if number % 3 else None)  # fmt: skip
        declare(world, item)
