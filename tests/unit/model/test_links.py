"""Links are folds of claims: one per type, ends, role and marking."""

from __future__ import annotations

from functools import reduce
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.links import Link, combine, fold, link_of
from graphintel.model.marking import Marking
from graphintel.model.records import Claim, Record

RESTRICTED = Marking.parse("suspects/restricted")
SECRET = Marking.parse("suspects/secret")
LEADER = {"vesk": "vesk", "wesk": "vesk", "firm": "firm"}
DATES = st.sampled_from(["", "2023", "2024-05", "2025-01-01"])


def record(id_: str = "r1", grade: str = "B2", marking: Marking = RESTRICTED, observed_at: str = "") -> Record:
    return Record(
        id_, "s", id_, "Report", 1, 0, "c", "2026-01-01T00:00:00.000000Z", observed_at, grade[0], grade[1], marking,
        "law", "", (),
    )  # fmt: skip


def link(claim: Claim, given: Record) -> Link:
    made = link_of(given, claim, LEADER)
    assert made is not None
    return made


LINKS = st.builds(
    lambda number, grade, since, until: link(
        Claim("OWNS", "vesk", "firm", "", since, until), record(f"r{number}", "".join(grade))
    ),
    st.integers(0, 9), st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("123456")), DATES, DATES,
)  # fmt: skip


@given(LINKS, LINKS, LINKS)
def test_findings_fold_in_any_order_and_grouping(one: Link, other: Link, third: Link) -> None:
    assert combine(one, other) == combine(other, one)
    assert combine(combine(one, other), third) == combine(one, combine(other, third))
    assert combine(one, one) == one


@given(st.lists(LINKS, min_size=1, max_size=6), st.integers())
def test_a_link_is_the_fold_of_all_its_findings(links: list[Link], seed: int) -> None:
    shuffled = list(links)
    Random(seed).shuffle(shuffled)

    assert fold(shuffled) == {links[0].id: reduce(combine, links)}


def test_a_link_names_all_records_the_widest_period_and_the_best_grade() -> None:
    one = link(Claim("OWNS", "vesk", "firm", "", "2024-05", "2025"), record("r1", "C3"))
    other = link(Claim("OWNS", "wesk", "firm", "", "2023", "2024"), record("r2", "B2"))

    both = combine(one, other)

    assert (both.records, both.count) == (frozenset({"r1", "r2"}), 2)
    assert (both.valid_from, both.valid_to) == ("2023", "2025")
    assert (both.reliability, both.credibility) == ("B", "2")


def test_unreliable_certainty_is_no_better_than_reliable_doubt() -> None:
    claim = Claim("OWNS", "vesk", "firm")

    both = combine(link(claim, record("r1", "D1")), link(claim, record("r2", "C3")))

    assert (both.reliability, both.credibility) == ("C", "3")


def test_a_claim_without_a_date_is_as_old_as_its_observation() -> None:
    claim = Claim("OWNS", "vesk", "firm")

    assert link(claim, record(observed_at="2025-06-01")).valid_from == "2025-06-01"
    assert link(Claim("OWNS", "vesk", "firm", "", "2024"), record(observed_at="2025-06-01")).valid_from == "2024"
    assert combine(link(claim, record("r1")), link(claim, record("r2", observed_at="2025"))).valid_from == "2025"


@pytest.mark.parametrize(
    "claim",
    [Claim("OWNS", "nobody", "firm"), Claim("OWNS", "vesk", "nobody"), Claim("ASSOCIATED_WITH", "vesk", "wesk")],
    ids=["its source is not known", "its target is not known", "both ends are one entity"],
)
def test_a_claim_makes_no_link_where(claim: Claim) -> None:
    assert link_of(record(), claim, LEADER) is None


def test_what_differs_in_role_direction_or_marking_is_a_link_of_its_own() -> None:
    made = fold(
        [
            link(Claim("DIRECTS", "vesk", "firm"), record("r1")),
            link(Claim("DIRECTS", "vesk", "firm", "manager"), record("r2")),
            link(Claim("DIRECTS", "firm", "vesk"), record("r3")),
            link(Claim("DIRECTS", "vesk", "firm"), record("r4", marking=SECRET)),
        ]
    )

    assert len(made) == 4
    assert {each.marking for each in made.values() if each.records == {"r4"}} == {SECRET}
