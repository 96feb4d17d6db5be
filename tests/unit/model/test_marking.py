"""Markings, clearances and visibility classes: who sees what, and that nobody sees more."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.marking import (
    REGISTERS,
    Clearance,
    Level,
    Marking,
    VisibilityClass,
    class_id,
    highest,
    least_clearance,
    maximal,
    minimal,
    together,
)

GROUPS = st.frozensets(st.sampled_from(["op-harbour", "op-delta", "unit-7"]), max_size=3)
MARKINGS = st.builds(Marking, st.sampled_from(REGISTERS), st.sampled_from(Level), GROUPS)
SOME = st.frozensets(MARKINGS, min_size=1, max_size=6)
CLEARANCES = st.builds(Clearance, st.frozensets(st.sampled_from(REGISTERS), max_size=3), st.sampled_from(Level), GROUPS)


@given(MARKINGS)
def test_reading_the_canonical_text_gives_the_marking(marking: Marking) -> None:
    assert Marking.parse(marking.text) == marking


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (" Suspects/Confidential/OP-Harbour+op-delta ", "suspects/confidential/op-delta+op-harbour"),
        ("seizures/unclassified/", "seizures/unclassified"),
        ("investigations/secret/a+a", "investigations/secret/a"),
    ],
)
def test_markings_are_read_whatever_their_case_and_order(text: str, canonical: str) -> None:
    assert Marking.parse(text).text == canonical


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "names no register; one of investigations, seizures, suspects comes first"),
        ("secret", "names no register"),
        ("suspects", "names no level; one of unclassified, restricted, confidential, secret comes second"),
        ("suspects/top", "names no level"),
        ("suspects/secret/op harbour", "small letters, digits and hyphens"),
        ("suspects/secret/a++b", "small letters, digits and hyphens"),
        ("suspects/secret/a/b", "small letters, digits and hyphens"),
        ("suspects/secret/" + "a" * 41, "small letters, digits and hyphens"),
    ],
)
def test_what_is_no_marking_is_refused_with_what_would_be_right(text: str, told: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the text is asserted below
        Marking.parse(text)

    assert told in str(raised.value)


@given(MARKINGS, MARKINGS, MARKINGS)
def test_implication_is_a_partial_order(one: Marking, other: Marking, third: Marking) -> None:
    assert one.implied_by(one)
    assert not (one.implied_by(other) and other.implied_by(one)) or one == other
    assert not (one.implied_by(other) and other.implied_by(third)) or one.implied_by(third)


@given(MARKINGS, MARKINGS, CLEARANCES)
def test_whoever_sees_a_marking_sees_what_it_implies(one: Marking, other: Marking, clearance: Clearance) -> None:
    assert not one.implied_by(other) or not clearance.sees(other) or clearance.sees(one)


@given(MARKINGS, MARKINGS)
def test_a_marking_that_is_not_implied_is_hidden_from_somebody(one: Marking, other: Marking) -> None:
    assert one.implied_by(other) == least_clearance([other]).sees(one)


@given(SOME, CLEARANCES)
def test_the_minimal_markings_are_seen_by_whoever_sees_any(markings: frozenset[Marking], clearance: Clearance) -> None:
    assert clearance.sees_any(minimal(markings)) == clearance.sees_any(markings)


@given(SOME, CLEARANCES)
def test_the_maximal_markings_are_seen_by_whoever_sees_all(markings: frozenset[Marking], clearance: Clearance) -> None:
    assert clearance.sees_all(maximal(markings)) == clearance.sees_all(markings)


@given(SOME)
def test_no_minimal_marking_implies_another_and_no_maximal_either(markings: frozenset[Marking]) -> None:
    for kept in (minimal(markings), maximal(markings)):
        assert kept
        assert kept <= markings
        assert not any(one.implied_by(other) for one, other in permutations(kept, 2))


@given(SOME, SOME)
def test_minimal_and_maximal_fold(one: frozenset[Marking], other: frozenset[Marking]) -> None:
    assert minimal(minimal(one) | minimal(other)) == minimal(one | other)
    assert maximal(maximal(one) | maximal(other)) == maximal(one | other)


@given(SOME)
def test_the_least_clearance_sees_all_and_less_does_not(markings: frozenset[Marking]) -> None:
    needed = least_clearance(markings)

    assert needed.sees_all(markings)
    for register in needed.registers:
        assert not Clearance(needed.registers - {register}, needed.level, needed.groups).sees_all(markings)
    for group in needed.groups:
        assert not Clearance(needed.registers, needed.level, needed.groups - {group}).sees_all(markings)
    if needed.level > Level.unclassified:
        assert not Clearance(needed.registers, Level(needed.level - 1), needed.groups).sees_all(markings)


def test_nobody_needs_anything_for_nothing() -> None:
    assert least_clearance([]) == Clearance(frozenset(), Level.unclassified)
    assert not Clearance(frozenset(REGISTERS), Level.secret).sees_any([])
    assert Clearance(frozenset(), Level.unclassified).sees_all([])


@given(st.lists(MARKINGS, min_size=1, max_size=5, unique=True), st.randoms(use_true_random=False))
def test_the_id_of_a_class_does_not_depend_on_the_order(markings: list[Marking], random: Random) -> None:
    shuffled = list(markings)
    random.shuffle(shuffled)

    assert class_id(shuffled) == class_id(markings)
    assert 0 <= class_id(markings) < 2**63


@given(SOME, SOME)
def test_different_classes_have_different_ids(one: frozenset[Marking], other: frozenset[Marking]) -> None:
    assert (class_id(one) == class_id(other)) == (one == other)


def test_the_id_of_a_class_is_the_same_in_every_installation() -> None:
    # Ids of classes lie on every node and link: another way of counting would hide or show everything.
    assert class_id([Marking.parse("suspects/secret/b+a"), Marking.parse("seizures/restricted")]) == 4386120101959724002


def test_the_highest_marking_takes_the_highest_of_each_part() -> None:
    shown = map(Marking.parse, ("suspects/restricted/b", "seizures/secret", "suspects/confidential/a"))

    assert highest(shown) == (Level.secret, ("seizures", "suspects"), ("a", "b"))


@given(st.lists(SOME, min_size=1, max_size=3), CLEARANCES)
def test_together_is_seen_by_those_who_see_one_of_each(each: list[frozenset[Marking]], clearance: Clearance) -> None:
    found = together(*each)

    assert found.seen_by(clearance) == all(clearance.sees_any(markings) for markings in each)
    assert VisibilityClass.parse(found.texts) == found


@given(MARKINGS, SOME)
def test_what_the_ends_do_not_narrow_has_the_class_of_its_marking(marking: Marking, others: frozenset[Marking]) -> None:
    assert together(frozenset({marking}), others | {marking}).id == class_id([marking])
