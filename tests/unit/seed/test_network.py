"""The demo network as a whole: reproducible, settled without problems, as large and as varied as its README says."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from random import Random

from graphintel.intake.seed_files import demo_drafts, vocabularies
from graphintel.model.clusters import cluster
from graphintel.model.draft_json import to_json
from graphintel.model.drafts import subject_of
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.model.marking import Clearance, Level
from graphintel.model.materialise import members_of, registrations
from graphintel.model.properties import PROPERTIES
from graphintel.model.values.identifier import SCHEMES
from graphintel.model.values.names import KINDS as NAME_KINDS
from graphintel.model.values.names import script
from graphintel.resources import seed_folder
from seed.network.build import build, decision_lines, record_lines
from tests.unit.seed.derived import IDS, Demo, decided


def test_the_files_are_what_the_generator_makes() -> None:
    network = build()

    assert (seed_folder() / "network.jsonl").read_text(encoding="utf-8") == "".join(record_lines(network))
    assert (seed_folder() / "decisions.jsonl").read_text(encoding="utf-8") == "".join(decision_lines(network))


def test_the_file_is_small_enough_to_ship() -> None:
    assert (seed_folder() / "network.jsonl").stat().st_size < 6_000_000


def test_reading_and_writing_a_record_gives_its_line_again() -> None:
    lines = (seed_folder() / "network.jsonl").read_text(encoding="utf-8").splitlines()

    again = [json.dumps(to_json(draft), ensure_ascii=False, separators=(",", ":")) for draft in demo_drafts()]

    assert again == lines


def test_every_record_settles_without_problems(demo: Demo) -> None:
    assert [(each.draft.key, problem) for each in demo.settled for problem in each.problems] == []


def test_every_claimed_link_has_two_known_ends(demo: Demo) -> None:
    assert demo.derived.unresolved == frozenset()


def test_kinds_link_types_schemes_and_kinds_of_names_are_those_of_the_registries(demo: Demo) -> None:
    parties = [party for draft in demo.drafts for party in draft.parties]

    assert {party.kind for party in parties} <= KINDS.keys()
    assert {claim.type for draft in demo.drafts for claim in draft.claims} <= LINK_TYPES.keys()
    assert {scheme for party in parties for scheme, _seen, _country in party.identifiers} <= SCHEMES.keys()
    assert {name.kind for party in parties for name in party.names} <= set(NAME_KINDS)


def test_every_coded_value_is_a_term_of_its_vocabulary(demo: Demo) -> None:
    terms = {(term.scheme, term.code) for term in vocabularies()}
    coded = {
        (PROPERTIES[name].scheme, value)
        for each in demo.settled
        for description in each.descriptions
        for name, value in description.values
        if PROPERTIES[name].scheme
    }

    assert coded - terms == set()


def test_there_are_about_three_thousand_entities_of_every_kind_but_two(demo: Demo) -> None:
    kinds = Counter(entity.summary.kind.text for entity in demo.derived.entities.values())

    assert 2_900 <= kinds.total() <= 3_200
    assert KINDS.keys() - kinds.keys() == {"Aircraft", "Train"}
    assert kinds["Seizure"] >= 75
    assert len(demo.derived.links) >= 6_000


def test_every_entity_has_a_caption(demo: Demo) -> None:
    assert [entity.id for entity in demo.derived.entities.values() if not entity.summary.names] == []


def test_the_network_spans_three_years(demo: Demo) -> None:
    days = sorted(draft.observed_at for draft in demo.drafts if draft.kind in {"Seizure", "Movement", "Consignment"})

    assert days[0] < "2023-12"
    assert days[-1] > "2026-10"


def test_every_marking_that_the_stories_need_is_there(demo: Demo) -> None:
    assert {draft.marking.text for draft in demo.drafts} == {
        "seizures/unclassified",
        "seizures/restricted",
        "suspects/restricted",
        "suspects/confidential",
        "suspects/confidential/op-harbour",
        "investigations/confidential",
        "investigations/secret/op-harbour",
    }


def test_every_grade_of_source_and_of_information_is_given(demo: Demo) -> None:
    assert {draft.reliability for draft in demo.drafts} == set("ABCDEF")
    assert {draft.credibility for draft in demo.drafts} == set("123456")


def test_names_come_in_four_scripts(demo: Demo) -> None:
    names = [name.text for draft in demo.drafts for party in draft.parties for name in party.names]

    found = Counter(script(text) for text in names)

    assert min(found[name] for name in ("Latin", "Cyrillic", "Arabic", "Han")) >= 5


def test_the_terminal_is_a_supernode_and_the_port_a_hub(demo: Demo) -> None:
    degrees = Counter(end for link in demo.derived.links.values() for end in (link.source, link.target))

    (terminal, most), (port, many) = degrees.most_common(2)

    assert (demo.caption(terminal), demo.caption(port)) == ("Kalvik container terminal, quay 4, Muuga", "Muuga")
    assert most > 1_000
    assert many > 400


def test_only_the_numbers_that_should_fail_their_check_do(demo: Demo) -> None:
    failing = {
        item.as_seen
        for each in demo.settled
        for description in each.descriptions
        for item in description.identifiers
        if item.valid is False
    }

    container, zone = sorted(failing)
    assert container == "GVXU 552908-3"
    assert "KA4471902" in zone


def test_every_decision_has_its_effect_in_whatever_order_they_are_taken(demo: Demo) -> None:
    seeds = list(demo.decisions)
    orders = [seeds, seeds[::-1], Random(7).sample(seeds, len(seeds))]

    members = members_of(demo.records, registrations(demo.records))
    for order in orders:
        leader = cluster(members, decided(order)).leader
        joined = [
            (seed.type, leader[subject_of(IDS, seed.one)] == leader[subject_of(IDS, seed.other)]) for seed in seeds
        ]
        assert {kind for kind, together in joined if together} == {"same"}
        assert {kind for kind, together in joined if not together} == {"apart"}


def test_more_clearance_shows_more_entities(demo: Demo) -> None:
    seizures, suspects = frozenset({"seizures"}), frozenset({"seizures", "suspects"})
    every = suspects | {"investigations"}
    ladder = (
        Clearance(seizures, Level.unclassified),
        Clearance(seizures, Level.restricted),
        Clearance(suspects, Level.confidential),
        Clearance(suspects, Level.confidential, frozenset({"op-harbour"})),
        Clearance(every, Level.secret, frozenset({"op-harbour"})),
    )

    seen = [len(demo.seen(clearance).entities) for clearance in ladder]

    assert all(fewer < more for fewer, more in itertools.pairwise(seen))
    assert seen[-1] == len(demo.derived.entities)
