"""Couriers who do not know each other, with tickets of one travel agency that one account pays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphintel.model.drafts import Ref, identifier_ref
from graphintel.model.values.identifier import check

from .draft import CONFIDENTIAL, SUSPECT, TRADE, Said, Value, alias, link, party
from .passengers import Journey, arrival
from .places import TALLINN, Address
from .seizure import Goods, Seizure, involved, seize, seizure_ref
from .world import BUSINESSES, FINANCE, PARTNERS, PASSENGERS, SEIZURES, SUSPECTS, World, later

AGENCY = Ref(BUSINESSES, "EE-16801120")
PAYER = Ref(BUSINESSES, "EE-16801344")
HANDLER = Ref(SUSPECTS, "SUS-2025-0088")
HANDLER_ABROAD = Ref(PARTNERS, "BR-2025-0114#person/0")
CONTACT = "+372 5550 0151"
JOURNEYS = 16


@dataclass(frozen=True)
class _Courier:
    name: str
    birth: str
    nation: str
    sex: str
    passport: str


_COURIERS = (
    _Courier("Marek Mazur", "1991-02-14", "PL", "m", "EL7731902"),
    _Courier("Liis Rebane", "1999-07-08", "EE", "f", "KC1180237"),
    _Courier("Edgars Ozols", "1986-11-25", "LV", "m", "LV5520418"),
    _Courier("Joanna Pawlak", "1995-04-30", "PL", "f", "EM2049917"),
    _Courier("Uwe Lüders", "1972-09-12", "DE", "m", "C4F9K1172"),
    _Courier("Camila Prado", "1997-01-19", "BR", "f", "FX330215"),
    _Courier("Bram Smit", "1990-06-03", "NL", "m", "NT8814402"),
    _Courier("Mantas Stankus", "2000-03-22", "LT", "m", "LT4471180"),
    _Courier("Ewa Zając", "1984-12-01", "PL", "f", "EN5500918"),
    _Courier("Jaan Kukk", "1993-10-17", "EE", "m", "KC2290115"),
    _Courier("Heike Brandt", "1968-05-28", "DE", "f", "C7Z4L0093"),
    _Courier("Thiago Duarte", "1998-08-09", "BR", "m", "FX771204"),
)
# Journeys that ended at the counter: number of the journey, commodity, how it was carried, quantity.
_CAUGHT = {
    3: ("SZ-2025-00431", "cocaine", "in_body_ingested", "swallowed", "1.1 kg", "body_scanner"),
    7: ("SZ-2025-00790", "cocaine", "checked_baggage", "false_bottom", "4.6 kg", "x_ray_fixed"),
    11: ("SZ-2026-00112", "ketamine", "clothing_footwear", "strapped", "2.3 kg", "person_search"),
    14: ("SZ-2026-00577", "cocaine", "checked_baggage", "impregnated", "6.8 kg", "trace_detection_swab"),
}


def make(world: World) -> None:
    """Records the agency, the account, sixteen journeys and four seizures."""
    account = world.numbers.iban("EE")
    _companies(world, account)
    for number in range(JOURNEYS):
        day = later("2024-09-05", number * 46 + world.random.randint(0, 9))
        # Other flights than the honest ones, so that no list is there twice.
        line, origin, carrier = (("BQ 418", "TRIST", "Bosphor Quick Air"), ("ND 887", "NLAMS", "Nordpol Air"))[
            number % 2
        ]
        _journey(world, Journey(line, day, origin, "4", carrier), number, account)
    _handler(world, account)
    _namesake(world)


def _companies(world: World, account: str) -> None:
    office = Address("Kivikaare 3", "Tallinn", "EE")
    agency = party(
        AGENCY,
        "Business",
        "Siroko Reisid OÜ",
        alias("Siroko Travel"),
        country="EE",
        sector="Travel agency",
        incorporated="2022-05-30",
        ids=[("registration_number", "16801120", "EE"), ("website", "siroko-travel.example")],
    )
    said: list[Said] = [agency, office.said(), link("LOCATED_AT", AGENCY, office.ref, since="2022-06")]
    payload = {"name": "Siroko Reisid OÜ"}
    world.network.record((BUSINESSES, AGENCY.key, "Business"), "2022-05-30", "A1", TRADE, said, payload)
    payer = party(PAYER, "Business", "Palmetto Events OÜ", country="EE", sector="Events", incorporated="2024-07-18",
                  ids=[("registration_number", "16801344", "EE")])  # fmt: skip
    front = Ref(BUSINESSES, "EE-16801344#director/0")
    said = [payer, party(front, "Person", "Jaan Kukk", birth_date="1993-10-17", nationality="EE"),
            link("DIRECTS", front, PAYER, "director", "2024-07-18")]  # fmt: skip
    payload = {"name": "Palmetto Events OÜ", "board": "Jaan Kukk"}
    world.network.record((BUSINESSES, PAYER.key, "Business"), "2024-07-18", "A1", TRADE, said, payload)
    said = [party(PAYER, "Business", "Palmetto Events OÜ", ids=[("iban", account, "EE")]),
            party(AGENCY, "Business", "Siroko Reisid OÜ"),
            link("PAID", PAYER, AGENCY, "31 tickets", "2024-08", "2026-07")]  # fmt: skip
    payload = {"report": "FIU-2026-0101", "account": account, "subject": "Tickets for persons who do not work there"}
    world.network.record((FINANCE, "FIU-2026-0101", "Report"), "2026-07-30", "A2", CONFIDENTIAL, said, payload)


def _journey(world: World, journey: Journey, number: int, account: str) -> None:
    """One or two couriers on a flight; the account paid, the agency booked, one telephone was left for both."""
    booking = {"agency": "Siroko Travel", "payment": "third_party", "booked_at": later(journey.day, -2 - number % 3)}
    payer = identifier_ref("iban", check("iban", account).normalised)
    account_said = party(payer, "Identifier", account, sub="account", scheme="iban", valid="yes", country="EE")
    said: list[Said] = [
        account_said,
        party(AGENCY, "Business", "Siroko Travel"),
        link("PAID", payer, journey.ref, "ticket", journey.day),
        link("ASSOCIATED_WITH", journey.ref, AGENCY, "booked by", journey.day),
    ]
    seats = [Ref(PASSENGERS, f"{journey.ref.key}#passenger/{seat}") for seat in range(1 + number % 2)]
    for seat, ref in enumerate(seats):
        said += _passenger(journey, ref, _COURIERS[(number * 2 + seat) % len(_COURIERS)])
    if len(seats) > 1:
        said.append(link("TRAVELLED_WITH", seats[0], seats[1], since=journey.day))
    arrival(world, journey, said, booking)
    if number in _CAUGHT:
        _seizure(world, journey, number)


def _passenger(journey: Journey, ref: Ref, courier: _Courier) -> list[Said]:
    surname, given = courier.name.split(" ")[::-1]
    ids = [("passport", courier.passport, courier.nation), ("phone", CONTACT, "EE")]
    person = party(
        ref, "Person", f"{surname.upper()}, {given.upper()}", birth_date=courier.birth, nationality=courier.nation,
        sex=courier.sex, ids=ids,
    )  # fmt: skip
    return [person, link("ARRIVED_ON", ref, journey.ref, "passenger", journey.day)]


def _seizure(world: World, journey: Journey, number: int) -> None:
    reference, commodity, location, technique, quantity, found = _CAUGHT[number]
    courier = _COURIERS[(number * 2) % len(_COURIERS)]
    ref, own = seizure_ref(reference), Ref(SEIZURES, f"{reference}#party/0")
    control: Mapping[str, Value] = {
        "direction": "import", "mode": "4", "regime": "traveller", "selected_by": ("advance_information", "behaviour"),
        "detected_by": found, "concealed_in": location, "technique": technique, "modus_operandi": "courier_shotgun",
        "result": "seized", "persons": "1", "validation_status": "validated",
    }  # fmt: skip
    goods = (Goods(commodity, "2939.72" if commodity == "cocaine" else "2922.39", commodity, quantity),)
    seizure = Seizure(
        reference, journey.day, goods, control, TALLINN, (("BRGRU", "origin"), (journey.origin, "departure"))
    )
    # The offender gives his birth date, but the office writes the year alone where the paper is in doubt.
    birth = courier.birth if number % 2 else courier.birth[:4]
    seize(
        world,
        seizure,
        party(own, "Person", courier.name, ids=[("passport", courier.passport, courier.nation)], birth_date=birth,
              nationality=courier.nation, sex=courier.sex),
        involved(ref, journey.day, own, "courier"),
        involved(ref, journey.day, journey.ref, "journey"),
    )  # fmt: skip
    listed = Ref(PASSENGERS, f"{journey.ref.key}#passenger/0")
    if number in {3, 7}:
        world.network.same(own, listed, "Arrested at the counter with this ticket and passport.", SUSPECT)


def _handler(world: World, account: str) -> None:
    said: list[Said] = [
        party(
            HANDLER,
            "Person",
            "Rainer Soosaar",
            alias("Ray"),
            ids=[("phone", CONTACT, "EE")],
            birth_date="1982-02-27",
            nationality="EE",
            sex="m",
            status="active",
            suggested_action="discreet_surveillance",
        ),
        party(PAYER, "Business", "Palmetto Events OÜ", ids=[("iban", account, "EE")]),
        link("OPERATES", HANDLER, PAYER, "signs for the account", "2024-08"),
    ]
    payload = {"ref": HANDLER.key, "name": "Soosaar, Rainer"}
    world.network.record((SUSPECTS, HANDLER.key, "Person"), "2026-02-20", "B2", CONFIDENTIAL, said, payload)
    said = [party(HANDLER_ABROAD, "Person", "Reiner Sosar", birth_date="1982", nationality="EE",
                  ids=[("phone", "+55 11 95550 0133", "BR")])]  # fmt: skip
    payload = {"message": "BR-2025-0114", "text": "Recruiter met couriers at a hostel."}
    world.network.record((PARTNERS, "BR-2025-0114", "Report"), "2025-06-18", "C3", CONFIDENTIAL, said, payload)


def _namesake(world: World) -> None:
    """An honest man with a courier's name and year of birth: the two are held apart."""
    other = Ref(PASSENGERS, "XK 17/2025-01-30#passenger/N")
    said: list[Said] = [party(other, "Person", "MAZUR, MAREK", birth_date="1991-09-02", nationality="PL", sex="m",
                  ids=[("passport", "EP9902174", "PL")])]  # fmt: skip
    payload = {"flight": "XK 17", "surname": "MAZUR", "given_names": "MAREK"}
    world.network.record((PASSENGERS, "XK 17/2025-01-30/N", "Person"), "2025-01-30", "B2", SUSPECT, said, payload)
    first = next(
        party_.ref
        for record in world.network.records
        for party_ in record.parties
        if party_.names and party_.names[0].text == "MAZUR, MAREK" and party_.ref != other
    )
    world.network.apart(first, other, "Another passport, another birthday: an engineer on his way home.", SUSPECT)
