"""What is known at one glance is a fold: in any order, in any grouping, twice if need be."""

from __future__ import annotations

import json
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.grading import Grade, best
from graphintel.model.kinds import KINDS
from graphintel.model.marking import REGISTERS, Level, Marking
from graphintel.model.records import Description, Identified, Named, Record
from graphintel.model.summary import NAMES_KEPT, Summary, combine, dump, fold, grade_score, load, summarise

GROUPS = st.frozensets(st.sampled_from(["op-harbour", "op-delta"]))
MARKINGS = st.builds(Marking, st.sampled_from(REGISTERS), st.sampled_from(Level), GROUPS)
DATES = st.sampled_from(["", "1984", "1984-03", "2024-01-01", "2026-03-14T09:30:00Z"])
NAMES = st.builds(
    Named, st.sampled_from([f"Name {number}" for number in range(12)]), st.sampled_from(["primary", "alias", "other"])
)
IDENTIFIERS = st.builds(
    Identified, st.just("imo"), st.sampled_from(["9074729", "9074728"]), st.just("9074729"),
    st.sampled_from([True, False, None]), st.just(""),
)  # fmt: skip
VALUES = st.tuples(st.sampled_from(["birth_date"]), DATES.filter(bool)) | st.tuples(
    st.sampled_from(["nationality", "residence"]), st.sampled_from(["EE", "LV", "PA"])
)
DESCRIPTIONS = st.builds(
    Description, st.just("vesk"), st.just("Person"), st.lists(NAMES, max_size=9).map(tuple),
    st.lists(VALUES, max_size=3).map(tuple), st.lists(IDENTIFIERS, max_size=2).map(tuple),
)  # fmt: skip
RECORDS = st.builds(
    Record, st.uuids().map(str), st.just("s"), st.just("k"), st.just("Report"), st.just(1), st.just(0), st.just("c"),
    st.datetimes().map(str), DATES, st.sampled_from("ABCDEF"), st.sampled_from("123456"), MARKINGS, st.just("law"),
    st.just(""), st.just(()),
)  # fmt: skip
SUMMARIES = st.builds(summarise, RECORDS, DESCRIPTIONS)
MANY = st.lists(SUMMARIES, min_size=1, max_size=6)


def told(grade: str = "B2", at: str = "2026-01-01", **said: object) -> Summary:
    record = Record(
        f"r-{grade}-{at}", "s", "k", "Report", 1, 0, "c", at, "", grade[0], grade[1],
        Marking.parse("suspects/restricted"), "law", "", (),
    )  # fmt: skip
    return summarise(record, Description("vesk", **{"kind": "Person", **said}))  # type: ignore[arg-type]


@given(SUMMARIES, SUMMARIES)
def test_it_does_not_matter_which_comes_first(one: Summary, other: Summary) -> None:
    assert combine(one, other) == combine(other, one)


@given(SUMMARIES, SUMMARIES, SUMMARIES)
def test_it_does_not_matter_how_they_are_grouped(one: Summary, other: Summary, third: Summary) -> None:
    assert combine(combine(one, other), third) == combine(one, combine(other, third))


@given(MANY, MANY)
def test_saying_it_again_adds_nothing(some: list[Summary], more: list[Summary]) -> None:
    known = fold([*some, *more])

    assert combine(known, known) == known
    assert combine(known, fold(some)) == known


@given(MANY, st.integers())
def test_the_order_of_the_evidence_changes_nothing(some: list[Summary], seed: int) -> None:
    shuffled = list(some)
    Random(seed).shuffle(shuffled)

    assert fold(shuffled) == fold(some)


@given(MANY)
def test_what_is_stored_reads_back_as_it_was(some: list[Summary]) -> None:
    known = fold(some)

    assert load(json.loads(json.dumps(dump(known)))) == known


@given(MANY)
def test_a_summary_stays_small(some: list[Summary]) -> None:
    known = fold(some)

    assert len(known.names) <= NAMES_KEPT
    assert len({name.text for name in known.names}) == len(known.names)
    assert {name for name, _ranked in known.facts} <= set(KINDS[known.kind.text].subtitle)


def test_a_better_grade_has_a_higher_score() -> None:
    scores = {(r, c): grade_score(r, c) for r in "ABCDEF" for c in "123456"}

    assert sorted(scores.values()) == list(range(36))
    assert max(scores, key=scores.__getitem__) == ("A", "1")
    assert min(scores, key=scores.__getitem__) == ("F", "6")
    for (reliability, credibility), score in scores.items():
        assert all(score > scores[worse, credibility] for worse in "ABCDEF" if worse > reliability)
        assert all(score > scores[reliability, worse] for worse in "123456" if worse > credibility)


def test_the_best_grade_is_the_one_that_grading_calls_the_best() -> None:
    every = [Grade(reliability, credibility) for reliability in "ABCDEF" for credibility in range(1, 7)]

    for one, other in permutations(every, 2):
        known = combine(told(one.text), told(other.text))
        assert known.grade is not None
        found = best([one, other])
        assert found is not None
        assert known.grade.text == found.text


@pytest.mark.parametrize(
    ("one", "other", "caption"),
    [
        (told("F6", names=(Named("Ilmar Vesk"),)), told("A1", names=(Named("The Baltic", "alias"),)), "Ilmar Vesk"),
        (told("B2", names=(Named("I. Wesk"),)), told("A1", names=(Named("Ilmar Vesk"),)), "Ilmar Vesk"),
        (
            told("B2", at="2026-02-01", names=(Named("Ilmar Vesk"),)),
            told("B2", at="2026-01-01", names=(Named("I. Wesk"),)),
            "Ilmar Vesk",
        ),
    ],
    ids=["an official name before an alias", "better evidence first", "later evidence first"],
)
def test_the_caption_is_the_best_name(one: Summary, other: Summary, caption: str) -> None:
    assert combine(one, other).caption == combine(other, one).caption == caption


def test_who_has_no_name_is_called_by_a_number_and_else_by_the_kind() -> None:
    number = Identified("phone", "+372 555 1234", "+3725551234", valid=True, why="")

    assert told(identifiers=(number,)).caption == "+372 555 1234"
    assert told().caption == "Person"


def test_whoever_describes_knows_the_kind_better_than_whoever_mentions() -> None:
    mentioned = told("A1", kind="Business")
    described = told("F6", values=(("nationality", "EE"),))

    assert combine(mentioned, described).kind.text == "Person"


def test_dates_countries_and_failed_checks_are_collected() -> None:
    failing = Identified("imo", "IMO 9074728", "9074728", valid=False, why="check_digit_expected")
    known = combine(
        told(values=(("birth_date", "1984-03-14"), ("nationality", "EE"))),
        told(values=(("residence", "PA"),), identifiers=(failing,)),
    )

    assert known.countries == {"EE", "PA"}
    assert known.flags == {"check_fails"}
    assert known.registers == {"suspects"}


def test_the_period_spans_what_was_seen() -> None:
    movement = {"kind": "Movement"}
    known = combine(
        told(values=(("occurred_at", "2025-03-14"),), **movement), told(values=(("occurred_at", "2024"),), **movement)
    )

    assert (known.first_seen, known.last_seen) == ("2024", "2025-03-14")
