"""The story lines: what seed/README.md tells an analyst to look for is there to be found."""

from __future__ import annotations

from graphintel.model.drafts import Ref, identifier_ref, subject_of
from graphintel.model.marking import Clearance, Level
from graphintel.model.values.identifier import check
from seed.network import couriers, harbour_firms, harbour_people, smoke, wildlife
from seed.network.seizure import seizure_ref
from tests.unit.seed.derived import IDS, Demo, distances

ANALYST = Clearance(frozenset({"seizures", "suspects"}), Level.confidential, frozenset({"op-harbour"}))


def phone(number: str) -> Ref:
    return identifier_ref("phone", check("phone", number).normalised)


def apart(demo: Demo, one: Ref, other: Ref, clearance: Clearance | None = None) -> int | None:
    derived = demo.derived if clearance is None else demo.seen(clearance)
    ends = [derived.subject_to_entity[subject_of(IDS, ref)] for ref in (one, other)]
    return distances(derived.links, ends[0]).get(ends[1])


def test_the_cocaine_seizure_shows_its_box_its_ship_and_its_consignee(demo: Demo) -> None:
    seizure = demo.entity(seizure_ref("SZ-2026-00318"))

    involved = demo.neighbours(seizure, "INVOLVED_IN")

    assert {"KLVU 740191-2", "Aurelia Star", "KLVA2604448", "Lantern Quay Trading OÜ", "Rein Talvik"} <= involved
    assert demo.neighbours(seizure, "CONTAINS") == {"412 kg cocaine", "18400 kg bananas (cover load)"}


def test_three_shell_companies_share_a_telephone(demo: Demo) -> None:
    shared = demo.neighbours(demo.entity(phone(harbour_firms.PHONE)), "IDENTIFIED_BY")

    assert shared == {"Lantern Quay Trading OÜ", "Baltmar Imports OÜ", "Norvik Transit SIA"}


def test_from_the_shared_telephone_to_the_organiser_it_is_four_links(demo: Demo) -> None:
    assert apart(demo, phone(harbour_firms.PHONE), harbour_people.VESK) == 4
    assert apart(demo, phone(harbour_firms.PHONE), harbour_people.VESK, ANALYST) == 4


def test_from_the_seizure_to_the_shared_telephone_it_is_two_links(demo: Demo) -> None:
    assert apart(demo, seizure_ref("SZ-2026-00318"), phone(harbour_firms.PHONE), ANALYST) == 2


def test_from_the_seizure_to_the_organiser_the_case_file_is_the_short_way(demo: Demo) -> None:
    assert apart(demo, seizure_ref("SZ-2026-00318"), harbour_people.VESK) == 3
    assert apart(demo, seizure_ref("SZ-2026-00318"), harbour_people.VESK, ANALYST) == 6


def test_who_is_not_in_the_operation_finds_no_way_to_the_organiser(demo: Demo) -> None:
    outside = Clearance(frozenset({"seizures", "suspects"}), Level.confidential)

    assert apart(demo, phone(harbour_firms.PHONE), harbour_people.VESK, outside) is None


def test_the_ring_is_the_work_of_one_ship(demo: Demo) -> None:
    ship = demo.entity(Ref("Port community system", "vessel/2357110"))

    seizures = {name for name in demo.neighbours(ship, "INVOLVED_IN") if name.startswith("SZ-")}

    assert seizures == {"SZ-2024-00127", "SZ-2024-00702", "SZ-2025-00204", "SZ-2025-00873", "SZ-2026-00318"}


def test_one_seal_was_on_two_boxes(demo: Demo) -> None:
    seal = demo.entity(identifier_ref("seal", "KS740188"))

    assert demo.neighbours(seal, "IDENTIFIED_BY") == {"KLVU 740191-2", "WRKU 337105-6"}


def test_the_organiser_is_described_by_several_sources_under_several_markings(demo: Demo) -> None:
    organiser = demo.entity(harbour_people.VESK)

    assert len(organiser.members) == 4
    assert {"Ilmar Vesk", "Илмар Веск", "VESK, ILMAR", "I. Wesk"} <= {name.text for name in organiser.summary.names}
    assert len({marking.text for marking in organiser.summary.maximal | organiser.summary.minimal}) >= 2
    assert "check_fails" in organiser.summary.flags


def test_duplicates_wait_for_the_analyst(demo: Demo) -> None:
    pairs = [
        (harbour_people.VESK, harbour_people.VESK_PARTNER),
        (harbour_people.VESK, harbour_people.VESK_FERRY),
        (harbour_people.QADI, harbour_people.QADI_PARTNER),
        (harbour_people.WEI, harbour_people.WEI_SUSPECT),
        (harbour_firms.DELTA, harbour_firms.DELTA_ABROAD),
        (couriers.HANDLER, couriers.HANDLER_ABROAD),
        (wildlife.BROKER, wildlife.BROKER_VIETNAM),
        (wildlife.BROKER, wildlife.AGENT_OWNER),
    ]

    assert [pair for pair in pairs if demo.entity(pair[0]).id == demo.entity(pair[1]).id] == []


def test_register_and_traders_list_join_by_the_legal_entity_identifier(demo: Demo) -> None:
    assert demo.entity(harbour_firms.NORVIK).id == demo.entity(harbour_firms.NORVIK_REGISTERED).id


def test_the_transit_companies_share_an_address_and_a_telephone(demo: Demo) -> None:
    companies = {"Vestra Freight SIA", "Tulk Logistika SIA", "Norvik Transit SIA", "Norvik Cargo SIA"}

    assert demo.neighbours(demo.entity(smoke.SEAT.ref), "LOCATED_AT") == companies
    assert demo.neighbours(demo.entity(phone(smoke.PHONE)), "IDENTIFIED_BY") == companies


def test_the_phoenix_was_founded_after_the_seizure_at_the_same_address(demo: Demo) -> None:
    phoenix, before = demo.entity(smoke.CARGO), demo.entity(smoke.TULK)
    founded = {
        value
        for each in demo.settled
        for description in each.descriptions
        if description.subject in phoenix.members
        for name, value in description.values
        if name == "incorporated"
    }

    assert founded == {smoke.PHOENIX_DAY}
    assert smoke.MAIN_DAY < smoke.PHOENIX_DAY
    assert "SZ-2025-01177" in demo.neighbours(before, "INVOLVED_IN")
    assert demo.neighbours(phoenix, "LOCATED_AT") == demo.neighbours(before, "LOCATED_AT")


def test_one_account_paid_every_courier_s_journey(demo: Demo) -> None:
    agency = demo.entity(couriers.AGENCY)
    journeys = demo.neighbours(agency, "ASSOCIATED_WITH")
    (account,) = {
        link.source
        for link in demo.derived.links.values()
        if link.type == "PAID" and demo.caption(link.target) in journeys
    }

    assert len(journeys) == couriers.JOURNEYS
    assert demo.neighbours(demo.derived.entities[account], "PAID") == journeys
    assert {"Palmetto Events OÜ", "Rainer Soosaar"} & demo.neighbours(demo.derived.entities[account], "IDENTIFIED_BY")


def test_four_couriers_were_caught_on_journeys_of_the_agency(demo: Demo) -> None:
    for reference in ("SZ-2025-00431", "SZ-2025-00790", "SZ-2026-00112", "SZ-2026-00577"):
        seizure = demo.entity(seizure_ref(reference))
        roles = {link.role for link in demo.links(seizure, "INVOLVED_IN")}
        assert roles == {"courier", "journey"}


def test_one_container_of_scrap_was_in_two_seizures(demo: Demo) -> None:
    box = demo.entity(Ref("container", "QNTU2044175"))

    assert demo.neighbours(box, "INVOLVED_IN") == {"SZ-2025-00049", "SZ-2026-00455"}


def test_the_cloned_number_and_the_true_one_are_two_containers(demo: Demo) -> None:
    cloned, true = (demo.entity(Ref("container", number)) for number in ("GVXU5529083", "GVXU5529087"))

    assert cloned.id != true.id
    assert "check_fails" in cloned.summary.flags
    assert "check_fails" not in true.summary.flags
