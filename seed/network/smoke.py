"""Cigarettes in transit: companies at one address with one telephone, and one more after the seizure."""

from __future__ import annotations

from collections.abc import Mapping

from graphintel.model.drafts import Ref

from .draft import CONFIDENTIAL, SUSPECT, TRADE, Said, Value, cyrillic, link, party, romanised
from .harbour_firms import NORVIK
from .harbour_people import GROMIN
from .places import PLACES, Address
from .seizure import Goods, Seizure, involved, seize, seizure_ref
from .shipments import Shipment, declare
from .world import BUSINESSES, FINANCE, PARTNERS, ROAD, SEIZURES, SUSPECTS, TRADERS, World

PHONE = "+371 2555 0168"
SEAT = Address("Dzintarkrasta iela 9", "Riga", "LV")
VESTRA, TULK, CARGO = (Ref(TRADERS, f"LV9714006{number}") for number in ("61", "72", "88"))
CARGO_REGISTERED = Ref(BUSINESSES, "LV-40900911")
ROZITE = Ref(BUSINESSES, "LV-40900911#director/0")
ROZITE_BEFORE = Ref(BUSINESSES, "LV-40900361#director/0")
LORRY = Ref(ROAD, "vehicle/9001")
MAIN, MAIN_DAY = "SZ-2025-01177", "2025-11-19"
PHOENIX_DAY = "2025-12-04"
_DRIVERS = (
    ("Віталій Коваль", "Vitalii Koval", "1988-05-02", "UA"),
    ("Mantas Rudys", "Mantas Rudys", "1991-08-23", "LT"),
    ("Сергей Белкин", "Sergei Belkin", "1976-12-11", "LV"),
)


# Days of transits through the port; the last two are the phoenix's.
_TRANSITS = (
    "2024-04-11", "2024-06-27", "2024-12-03", "2025-02-18", "2025-05-06",
    "2025-08-14", "2025-11-18", "2026-02-10", "2026-06-02",
)  # fmt: skip
_CASES = (
    ("SZ-2024-00655", "2024-06-28", 640_000, "EEMUG", 1, (VESTRA,)),
    (MAIN, MAIN_DAY, 1_200_000, "LVRIX", 6, (TULK, NORVIK)),
    ("SZ-2026-00602", "2026-06-03", 980_000, "EEMUG", 8, (CARGO,)),
)
_CONTROL: Mapping[str, Value] = {
    "direction": "transit",
    "mode": "3",
    "regime": "transit",
    "technique": ("cover_load", "misdeclared"),
    "concealed_in": "cargo_cover_load",
    "modus_operandi": "shell_consignee",
    "selected_by": "risk_profile",
    "detected_by": ("x_ray_mobile", "vehicle_search"),
    "result": "seized",
    "validation_status": "validated",
    "persons": "1",
}


def make(world: World) -> None:
    """Records the companies, the lorry, the transits, the seizures and the phoenix."""
    account = world.numbers.iban("LV")
    _companies(world, account)
    _people(world)
    _behind(world)
    _money(world, account)
    _lorry(world)
    consignments = _transits(world)
    _seizures(world, consignments)
    _phoenix(world)
    _phoenix_trades(world, account)


def _companies(world: World, account: str) -> None:
    shells: tuple[tuple[Ref, str, str, list[tuple[str, str]]], ...] = (
        (VESTRA, "Vestra Freight SIA", "2024-03-08", [("iban", account)]),
        (TULK, "Tulk Logistika SIA", "2024-10-01", [("email", "office@tulk-logistika.example")]),
        (NORVIK, "Norvik Transit SIA", "2025-06-10", []),
    )
    for ref, name, day, more in shells:
        ids = [("eori", ref.key, "LV"), ("phone", PHONE, "LV"), *more]
        said: list[Said] = [
            party(ref, "Business", name, ids=ids, country="LV", sector="Transport"),
            SEAT.said(),
            link("LOCATED_AT", ref, SEAT.ref, since=day),
        ]
        payload = {"eori": ref.key, "name": name, "address": SEAT.text, "phone": PHONE}
        world.network.record((TRADERS, f"{ref.key}/transit", "Business"), day, "A2", TRADE, said, payload)
    said = [
        party(
            Ref(BUSINESSES, "LV-40900361"),
            "Business",
            "Tulk Logistika, SIA",
            country="LV",
            incorporated="2024-09-12",
            ids=[("registration_number", "40900361", "LV")],
        ),
        party(ROZITE_BEFORE, "Person", "Dace Rozīte", birth_date="1993-03-30", nationality="LV", sex="f"),
        link("DIRECTS", ROZITE_BEFORE, Ref(BUSINESSES, "LV-40900361"), "director", "2024-09-12"),
    ]
    payload = {"name": "Tulk Logistika, SIA", "board": "Dace Rozīte"}
    world.network.record((BUSINESSES, "LV-40900361", "Business"), "2024-09-12", "A1", TRADE, said, payload)


def _people(world: World) -> None:
    front = Ref(BUSINESSES, "LV-40900340#director/0")
    firm = Ref(BUSINESSES, "LV-40900340")
    said: list[Said] = [
        party(
            firm,
            "Business",
            "Vestra Freight SIA",
            country="LV",
            incorporated="2024-02-20",
            ids=[("registration_number", "40900340", "LV")],
        ),
        party(
            front,
            "Person",
            cyrillic("Оксана Мельниченко"),
            romanised("Oksana Melnychenko"),
            birth_date="1969",
            sex="f",
            nationality="UA",
        ),
        link("DIRECTS", front, firm, "director", "2024-02-20"),
    ]
    payload = {"name": "Vestra Freight SIA", "board": "Oksana Melnychenko"}
    world.network.record((BUSINESSES, firm.key, "Business"), "2024-02-20", "A1", TRADE, said, payload)
    world.network.same(VESTRA, firm, "Same name, seat and year.", TRADE)
    world.network.same(ROZITE, ROZITE_BEFORE, "Same personal code in the register.", TRADE)


def _behind(world: World) -> None:
    """Who pays in what the front takes out."""
    said: list[Said] = [
        party(GROMIN, "Person", romanised("Zakhar Gromin")),
        party(VESTRA, "Business", "Vestra Freight SIA"),
        link("OWNS", GROMIN, VESTRA, "beneficial_owner", "2024-03"),
    ]
    payload = {"report": "FIU-2025-0310", "subject": "Cash deposits by a person without office"}
    world.network.record((FINANCE, "FIU-2025-0310", "Report"), "2025-12-15", "B3", CONFIDENTIAL, said, payload)


def _money(world: World, account: str) -> None:
    payees = ((TULK, "Tulk Logistika SIA", 184_000), (NORVIK, "Norvik Transit SIA", 91_500))
    said: list[Said] = [party(VESTRA, "Business", "Vestra Freight SIA", ids=[("iban", account)])]
    for ref, name, amount in payees:
        said += [party(ref, "Business", name), link("PAID", VESTRA, ref, f"{amount} EUR", "2025-01", "2025-11")]
    payload = {"report": "FIU-2026-0008", "account": account, "subject": "Round sums between companies at one address"}
    world.network.record((FINANCE, "FIU-2026-0008", "Report"), "2026-01-12", "A2", SUSPECT, said, payload)


def _lorry(world: World) -> None:
    said: list[Said] = [
        party(LORRY, "Vehicle", "KL 38-BXK", ids=[("plate", "KL 38-BXK", "PL"), ("vin", "1M8GDM9AXKP042788")],
              conveyance_type="hgv_canvas", make="Volvo", model="FH", colour="white"),
        party(TULK, "Business", "Tulk Logistika SIA"),
        link("OWNS", TULK, LORRY, since="2024-10"),
    ]  # fmt: skip
    for number, (written, latin, birth, nation) in enumerate(_DRIVERS):
        ref = Ref(ROAD, f"driver/900{number}")
        name = cyrillic(written) if written != latin else latin
        said += [
            party(ref, "Person", name, romanised(latin), birth_date=birth, nationality=nation, occupation="Driver",
                  ids=[("driving_licence", world.numbers.passport("DL"), nation)]),
            link("OPERATES", ref, LORRY, "driver", f"202{4 + number // 2}"),
        ]  # fmt: skip
    payload = {"plate": "KL 38-BXK", "keeper": "Tulk Logistika SIA"}
    world.network.record((ROAD, LORRY.key, "Vehicle"), "2024-10-01", "B2", TRADE, said, payload)


def _transits(world: World) -> list[tuple[Ref, str]]:
    """Transit that ends on paper: declared as paper, for a consignee beyond the border."""
    abroad = Ref(PARTNERS, "GE-2025-0027#company/0")
    said: list[Said] = [party(abroad, "Business", "Kolkhi Paper Trade LLC", country="GE")]
    payload = {"message": "GE-2025-0027", "text": "No such company at the address given."}
    world.network.record((PARTNERS, "GE-2025-0027", "Report"), "2025-12-20", "B2", SUSPECT, said, payload)
    made = []
    for number, day in enumerate(_TRANSITS):
        carrier = CARGO if day > PHOENIX_DAY else (VESTRA, TULK, NORVIK)[number % 3]
        item = Shipment(
            world.numbers.bill(),
            day,
            world.numbers.container(),
            carrier,
            abroad,
            "Tissue paper",
            "4818",
            ("AEJEA", "DEHAM"),
            9400,
            notify=VESTRA,
        )
        made.append((declare(world, item, LORRY), day))
    return made


def _seizures(world: World, consignments: list[tuple[Ref, str]]) -> None:
    for number, (reference, day, quantity, place, consignment, firms) in enumerate(_CASES):
        ref, driver = seizure_ref(reference), Ref(SEIZURES, f"{reference}#party/0")
        written, latin, birth, nation = _DRIVERS[number]
        name = cyrillic(written) if written != latin else latin
        said: list[Said] = [
            party(driver, "Person", name, birth_date=birth[:4], nationality=nation),
            involved(ref, day, driver, "driver"),
            involved(ref, day, LORRY, "vehicle"),
            involved(ref, day, consignments[consignment][0], "consignment"),
            *(involved(ref, day, firm, "carrier") for firm in firms),
        ]
        route = (("AEJEA", "departure"), ("DEHAM", "transit"))
        seize(world, Seizure(reference, day, _goods(quantity), _CONTROL, PLACES[place], route), *said)


def _goods(sticks: int) -> tuple[Goods, ...]:
    cases, value = f"{sticks // 10_000} master cases", f"{sticks // 5} EUR"
    return (
        Goods("cigarettes", "2402.20", "cigarettes", f"{sticks} sticks", cases, value),
        Goods("other_duty_evasion", "4818", "tissue paper (cover load)", "1900 kg", "210 cartons"),
    )


def _phoenix(world: World) -> None:
    """Fifteen days after the seizure: another name, the same door and director."""
    said: list[Said] = [
        party(
            CARGO_REGISTERED,
            "Business",
            "Norvik Cargo SIA",
            country="LV",
            incorporated=PHOENIX_DAY,
            legal_form="SIA",
            ids=[("registration_number", "40900911", "LV")],
            registered_address=SEAT.text,
        ),
        party(ROZITE, "Person", "Dace Rozīte", birth_date="1993-03-30", nationality="LV", sex="f"),
        SEAT.said(),
        link("DIRECTS", ROZITE, CARGO_REGISTERED, "director", PHOENIX_DAY),
        link("LOCATED_AT", CARGO_REGISTERED, SEAT.ref, since=PHOENIX_DAY),
    ]
    payload = {"name": "Norvik Cargo SIA", "board": "Dace Rozīte", "founded": PHOENIX_DAY}
    world.network.record((BUSINESSES, "LV-40900911", "Business"), PHOENIX_DAY, "A1", TRADE, said, payload)
    world.network.same(CARGO, CARGO_REGISTERED, "Same name, seat and founding day.", TRADE)
    world.network.apart(CARGO, NORVIK, "Two companies in law, whoever is behind them.", TRADE)


def _phoenix_trades(world: World, account: str) -> None:
    """The new company at customs, and its director in the suspects register."""
    ids = [("eori", CARGO.key, "LV"), ("phone", PHONE, "LV"), ("iban", account)]
    said: list[Said] = [
        party(
            CARGO, "Business", "Norvik Cargo SIA", ids=ids, country="LV", sector="Transport", incorporated=PHOENIX_DAY
        ),
        SEAT.said(),
        link("LOCATED_AT", CARGO, SEAT.ref, since=PHOENIX_DAY),
    ]
    payload = {"eori": CARGO.key, "name": "Norvik Cargo SIA", "address": SEAT.text, "phone": PHONE}
    world.network.record((TRADERS, CARGO.key, "Business"), "2025-12-11", "A2", TRADE, said, payload)
    suspect = Ref(SUSPECTS, "SUS-2026-0021")
    said = [party(suspect, "Person", "Dace Rozite", birth_date="1993", nationality="LV", status="active")]
    payload = {"ref": "SUS-2026-0021", "name": "Rozite, Dace"}
    world.network.record((SUSPECTS, "SUS-2026-0021", "Person"), "2026-06-10", "B3", SUSPECT, said, payload)
