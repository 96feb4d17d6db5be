"""The rip-off ring's people as several sources describe them: passports, crew lists, partners, calls, informants."""

from __future__ import annotations

from graphintel.model.drafts import Ref, identifier_ref
from graphintel.model.records import Named
from graphintel.model.values.identifier import check

from .draft import CONFIDENTIAL, HARBOUR, SUSPECT, TRADE, Said, alias, arabic, chinese, cyrillic, link, party, romanised
from .harbour_firms import DELTA_OWNER, MARTA
from .numbers import zone
from .places import Address
from .world import (
    BUSINESSES,
    CALLS,
    CREWS,
    INFORMANTS,
    PARTNERS,
    PASSENGERS,
    PASSPORTS,
    SURVEILLANCE,
    SUSPECTS,
    World,
)  # fmt: skip

VESK = Ref(SUSPECTS, "SUS-2025-0031")
VESK_PASSPORT = Ref(PASSPORTS, "PC-2026-004418#holder")
VESK_CREW = Ref(CREWS, "BH-2026-02-02#crew/11")
VESK_PARTNER = Ref(PARTNERS, "AE-2025-0711#person/0")
VESK_FERRY = Ref(PASSENGERS, "FS 17:45/2025-11-09#passenger/W")
GROMIN = Ref(SUSPECTS, "SUS-2025-0044")
GROMIN_PASSPORT = Ref(PASSPORTS, "PC-2025-011902#holder")
OLIN = Ref(SUSPECTS, "SUS-2026-0007")
OLIN_OTHER = Ref(PASSPORTS, "PC-2025-020113#holder")
TALVIK = Ref(SUSPECTS, "SUS-2026-0012")
TERMINAL_FIRM = Ref(BUSINESSES, "EE-16800001")
DORN = Ref(SUSPECTS, "SUS-2025-0052")
DORN_CREW = Ref(CREWS, "AS-2025-03-11#crew/4")
QADI = Ref(SUSPECTS, "SUS-2025-0053")
QADI_PARTNER = Ref(PARTNERS, "NL-2024-0388#person/0")
WEI = Ref(CREWS, "AS-2026-03-14#crew/2")
WEI_SUSPECT = Ref(SUSPECTS, "SUS-2026-0015")
MARROW = Ref(INFORMANTS, "44-B/7#person/0")

VESK_PHONE, GROMIN_PHONE, TALVIK_PHONE, DORN_PHONE = (
    "+372 5550 0177", "+372 5550 0186", "+372 5550 0113", "+372 5550 0124",
)  # fmt: skip
# One character of the number was changed and its check digit left as it was.
VESK_ZONE = zone("VESK<<ILMAR", "KA4477902", "EST", "840403", "M", "310611").replace("KA4477902", "KA4471902")


# Suspects of whom only other sources tell more.
_LISTED: tuple[tuple[Ref, str, str, list[Named], str, str, list[tuple[str, str, str]]], ...] = (
    (DORN, "SUS-2025-0052", "2025-03-13", [cyrillic("Алексей Дорн"), romanised("Aleksei Dorn")], "1994-02-11", "EE",
     [("phone", DORN_PHONE, "EE")]),
    (QADI, "SUS-2025-0053", "2025-03-13", [arabic("سمير القاضي"), romanised("Samir al-Qadi")], "1996-07-30", "NL",
     [("passport", "NX4410928", "NL")]),
    (WEI_SUSPECT, "SUS-2026-0015", "2026-03-18", [romanised("Wei Jianming")], "1981", "CN", []),
)  # fmt: skip


def make(world: World) -> None:
    """Records the people, who speaks to whom, and what has been decided so far."""
    _vesk(world)
    _vesk_abroad(world)
    _gromin(world)
    _olin(world)
    _insiders(world)
    _crew(world)
    _contacts(world)
    _call_data(world)
    _decisions(world)


def _vesk(world: World) -> None:
    said = party(
        VESK,
        "Person",
        "Ilmar Vesk",
        alias("I. Wesk"),
        ids=[("phone", VESK_PHONE, "EE"), ("email", "i.vesk@lanternquay.example")],
        birth_date="1984-04-03",
        nationality="EE",
        sex="m",
        status="active",
        occupation="Ship chandler",
        suggested_action="discreet_surveillance",
        warning="escaping",
        reason="Named by two sources as organiser",
    )
    payload = {"ref": VESK.key, "name": "Vesk, Ilmar", "also": "I. Wesk", "born": "1984-04-03"}
    world.network.record((SUSPECTS, VESK.key, "Person"), "2025-11-20", "B2", CONFIDENTIAL, [said], payload)
    said = party(
        VESK_PASSPORT, "Person", "VESK, ILMAR", ids=[("passport", "KA4471902", "EE"), ("mrz", VESK_ZONE)],
        birth_date="1984-04-03", birth_place="Narva", nationality="EE", sex="m",
    )  # fmt: skip
    payload = {"control": "PC-2026-004418", "zone": VESK_ZONE, "document": "passport KA4471902"}
    world.network.record((PASSPORTS, "PC-2026-004418", "Person"), "2026-03-14", "A2", SUSPECT, [said], payload)
    said = party(VESK_CREW, "Person", cyrillic("Илмар Веск"), romanised("Ilmar Vesk"), birth_date="1984-04-03",
                 nationality="EE", occupation="Supernumerary")  # fmt: skip
    payload = {"vessel": "Baltic Heron", "rank": "supernumerary", "name": "Веск Илмар", "born": "03.04.1984"}
    world.network.record((CREWS, "BH-2026-02-02", "Person"), "2026-02-02", "B2", SUSPECT, [said], payload)


def _vesk_abroad(world: World) -> None:
    said = party(
        VESK_PARTNER,
        "Person",
        arabic("إلمار فيسك"),
        romanised("Elmar Fisk"),
        birth_date="1985",
        residence="AE",
        ids=[("phone", "+971 50 555 0139", "AE")],
    )
    payload = {"message": "AE-2025-0711", "text": "Estonian national, born about 1985, uses a local number."}
    world.network.record((PARTNERS, "AE-2025-0711/person", "Report"), "2025-11-09", "C3", CONFIDENTIAL, [said], payload)
    said = party(VESK_FERRY, "Person", "WESK I", birth_date="1985", ids=[("phone", VESK_PHONE, "EE")])
    payload = {"flight": "FS 17:45", "surname": "WESK", "given_names": "I", "birth_date": "1985", "phone": VESK_PHONE}
    world.network.record((PASSENGERS, "FS 17:45/2025-11-09/W", "Person"), "2025-11-09", "B3", SUSPECT, [said], payload)


def _gromin(world: World) -> None:
    said = party(
        GROMIN,
        "Person",
        cyrillic("Захар Громин"),
        romanised("Zakhar Gromin"),
        alias("Zahar"),
        ids=[("phone", GROMIN_PHONE, "EE")],
        birth_date="1979-10-27",
        nationality="EE",
        sex="m",
        status="active",
        suggested_action="operational_analysis",
        reason="Arranges lorries and warehouses",
        occupation="Forwarder",
    )
    payload = {"ref": GROMIN.key, "name": "Громин Захар"}
    world.network.record((SUSPECTS, GROMIN.key, "Person"), "2025-12-02", "B2", CONFIDENTIAL, [said], payload)
    said = party(GROMIN_PASSPORT, "Person", "GROMIN, ZAHHAR", ids=[("passport", "KB2290417", "EE")],
                 birth_date="1979-10-27", nationality="EE", sex="m")  # fmt: skip
    payload = {"control": "PC-2025-011902", "name": "GROMIN ZAHHAR"}
    world.network.record((PASSPORTS, "PC-2025-011902", "Person"), "2025-08-08", "A1", SUSPECT, [said], payload)


def _olin(world: World) -> None:
    said = party(OLIN, "Person", "Marta Olin", ids=[("email", "m.olin@norvik.example")], birth_date="1987-06-19",
                 nationality="EE", sex="f", status="active", occupation="Accountant")  # fmt: skip
    payload = {"ref": OLIN.key, "name": "Olin, Marta", "born": "1987-06-19"}
    world.network.record((SUSPECTS, OLIN.key, "Person"), "2026-02-03", "B2", SUSPECT, [said], payload)
    said = party(OLIN_OTHER, "Person", "OLIN, MÄRTHA", ids=[("passport", "SE8840031", "SE")], birth_date="1987-06-09",
                 nationality="SE", sex="f")  # fmt: skip
    payload = {"control": "PC-2025-020113", "name": "OLIN MAERTHA"}
    world.network.record((PASSPORTS, "PC-2025-020113", "Person"), "2025-09-17", "A1", SUSPECT, [said], payload)


def _insiders(world: World) -> None:
    said: list[Said] = [
        party(TERMINAL_FIRM, "Business", "Kalvik Terminal Operations AS", country="EE", sector="Container terminal"),
        party(Ref(BUSINESSES, "EE-16800001#board/0"), "Person", "Helve Kask", nationality="EE"),
        link("DIRECTS", Ref(BUSINESSES, "EE-16800001#board/0"), TERMINAL_FIRM, "director", "2019"),
    ]
    payload = {"name": "Kalvik Terminal Operations AS"}
    world.network.record((BUSINESSES, TERMINAL_FIRM.key, "Business"), "2023-11-01", "A1", TRADE, said, payload)
    home = Address("Merihobu 7-12", "Maardu", "EE")
    said = [
        party(TALVIK, "Person", "Rein Talvik", ids=[("phone", TALVIK_PHONE, "EE")], birth_date="1990-01-15", sex="m",
              nationality="EE", occupation="Yard planner", status="active", reason="Looked up release codes at night"),
        party(TERMINAL_FIRM, "Business", "Kalvik Terminal Operations AS"),
        home.said(),
        link("EMPLOYS", TERMINAL_FIRM, TALVIK, "yard planner", "2021-05"),
        link("LOCATED_AT", TALVIK, home.ref, since="2022"),
    ]  # fmt: skip
    payload = {"ref": TALVIK.key, "name": "Talvik, Rein"}
    world.network.record((SUSPECTS, TALVIK.key, "Person"), "2026-03-20", "B2", HARBOUR, said, payload)


def _crew(world: World) -> None:
    for ref, key, day, written, birth, nation, ids in _LISTED:
        said = party(ref, "Person", *written, ids=ids, birth_date=birth, nationality=nation, status="active", sex="m")
        world.network.record((SUSPECTS, key, "Person"), day, "B3", SUSPECT, [said], {"ref": key, "born": birth})
    said = party(
        QADI_PARTNER,
        "Person",
        "ALKADI Sameer",
        ids=[("passport", "NX4410928", "NL")],
        birth_date="1996",
        nationality="NL",
    )
    payload = {"message": "NL-2024-0388", "text": "Found inside the fence of a terminal, released."}
    world.network.record((PARTNERS, "NL-2024-0388", "Report"), "2024-06-07", "B2", CONFIDENTIAL, [said], payload)
    said = party(
        DORN_CREW, "Person", "DORN, ALEXEY", birth_date="1994-11-02", nationality="LV", occupation="Able seaman"
    )
    world.network.record(
        (CREWS, "AS-2025-03-11", "Person"), "2025-03-11", "B2", SUSPECT, [said], {"name": "DORN ALEXEY"}
    )
    said = party(WEI, "Person", chinese("魏建明"), romanised("Jianming Wei"), ids=[("passport", "EJ6620184", "CN")],
                 birth_date="1981-12-05", nationality="CN", occupation="Boatswain")  # fmt: skip
    world.network.record(
        (CREWS, "AS-2026-03-14", "Person"), "2026-03-14", "B2", SUSPECT, [said], {"name": "WEI JIANMING"}
    )


def _contacts(world: World) -> None:
    """Who was seen with whom: only the group of the operation may know."""
    said: list[Said] = [
        party(GROMIN, "Person", romanised("Zakhar Gromin")),
        party(OLIN, "Person", "Marta Olin"),
        party(VESK, "Person", "Ilmar Vesk"),
        link("COMMUNICATED_WITH", OLIN, GROMIN, "41 times", "2025-02", "2026-03"),
        link("ASSOCIATED_WITH", GROMIN, VESK, "takes orders from", "2025-09"),
    ]
    payload = {"report": "OBS-2026-014", "text": "Meetings at a marina; the accountant hands papers to the forwarder."}
    world.network.record((SURVEILLANCE, "OBS-2026-014", "Report"), "2026-03-02", "B2", HARBOUR, said, payload)
    said = [
        party(MARROW, "Person", "J. Marrow", alias("Jonah"), occupation="Broker"),
        party(VESK, "Person", "Ilmar Vesk"),
        link("ASSOCIATED_WITH", MARROW, VESK, "finds buyers for", "2024"),
    ]
    payload = {"source": "44-B", "report": "7", "text": "Heard it from others."}
    world.network.record((INFORMANTS, "44-B/7", "Report"), "2025-08-18", "D4", HARBOUR, said, payload)


def _call_data(world: World) -> None:
    """Telephones that called each other: numbers, not names."""
    pairs = ((TALVIK_PHONE, DORN_PHONE, 63), (DORN_PHONE, GROMIN_PHONE, 118), (GROMIN_PHONE, VESK_PHONE, 9))
    bearers = {TALVIK_PHONE: TALVIK, DORN_PHONE: DORN, GROMIN_PHONE: GROMIN, VESK_PHONE: VESK}
    names = {
        TALVIK_PHONE: "Rein Talvik",
        DORN_PHONE: "Aleksei Dorn",
        GROMIN_PHONE: "Zakhar Gromin",
        VESK_PHONE: "Ilmar Vesk",
    }
    for number, (one, other, count) in enumerate(pairs):
        said: list[Said] = [
            party(bearers[phone], "Person", names[phone], ids=[("phone", phone, "EE")]) for phone in (one, other)
        ]
        first, second = (identifier_ref("phone", check("phone", phone).normalised) for phone in (one, other))
        claims = [link("COMMUNICATED_WITH", first, second, f"{count} calls", "2025-01", "2026-03")]
        payload = {"a": one, "b": other, "calls": str(count)}
        world.network.record(
            (CALLS, f"CD-2026-0{number + 31}", "Report"), "2026-03-25", "A1", HARBOUR, [*said, *claims], payload
        )


def _decisions(world: World) -> None:
    """Settled: what papers agree on. Left to the analyst: the partner's Elmar Fisk, the ferry's I. Wesk, and others."""
    world.network.same(VESK_PASSPORT, VESK_CREW, "Same full date of birth; the names are transliterations.", SUSPECT)
    world.network.same(VESK, VESK_PASSPORT, "Photo compared by two officers.", CONFIDENTIAL)
    world.network.same(DELTA_OWNER, VESK, "The bank's copy is the same passport.", HARBOUR)
    world.network.same(GROMIN, GROMIN_PASSPORT, "Same birth date and photo.", CONFIDENTIAL)
    world.network.same(OLIN, MARTA, "Same name and birth date; her signature is on the register's papers.", SUSPECT)
    world.network.apart(OLIN, OLIN_OTHER, "A Swedish teacher with a similar name; fingerprints differ.", SUSPECT)
    world.network.apart(DORN, DORN_CREW, "Another seaman: the birth dates were confirmed.", SUSPECT)
