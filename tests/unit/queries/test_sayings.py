"""Values of an entity: every one with its sources, contradictions said."""

from __future__ import annotations

from graphintel.model.records import Description, Identified, Named
from graphintel.model.subgraph import MarkingView, Node
from graphintel.queries.sayings import Saying, Source, entity_view, values_of

NODE = Node(
    "s1", "Person", None, "Ilmar Vesk", "", ("Ilmar Vesk",), ("suspects",), MarkingView.named("suspects/restricted"),
    "B2", 0, None, None, (), (),
)  # fmt: skip


def source(record: str, grade: str = "B2", at: str = "2026-01-01T00:00:00.000000Z") -> Source:
    return Source(record, "police", "2025", at, grade, "suspects/restricted", "Customs Act")


def saying(description: Description, *sources: Source, records: int | None = None) -> Saying:
    return Saying("2026", description, records if records is not None else len(sources), sources)


def person(*values: tuple[str, str], names: tuple[Named, ...] = (), subject: str = "s1") -> Description:
    return Description(subject, "Person", names, values)


def test_a_value_that_two_records_give_has_both_as_sources() -> None:
    values = values_of("Person", [saying(person(("occupation", "skipper")), source("r1"), source("r2", "A1"))])

    assert [(value.property, value.value) for value in values] == [("occupation", "skipper")]
    assert [each.record for each in values[0].sources] == ["r2", "r1"]
    assert values[0].source_count == 2


def test_the_better_graded_birth_date_stands_and_the_other_differs() -> None:
    values = values_of(
        "Person",
        [
            saying(person(("birth_date", "1985-02-01")), source("r1", "D4")),
            saying(person(("birth_date", "1984-02-01")), source("r2", "B2")),
        ],
    )

    assert [(value.value, value.differs) for value in values] == [("1984-02-01", False), ("1985-02-01", True)]


def test_a_less_precise_date_does_not_differ() -> None:
    values = values_of(
        "Person",
        [
            saying(person(("birth_date", "1984-02-01")), source("r1")),
            saying(person(("birth_date", "1984")), source("r2", "A1")),
        ],
    )

    assert not any(value.differs for value in values)


def test_several_nationalities_do_not_contradict_each_other() -> None:
    values = values_of("Person", [saying(person(("nationality", "EE"), ("nationality", "LV")), source("r1"))])

    assert not any(value.differs for value in values)


def test_names_come_first_each_under_what_it_is() -> None:
    names = (Named("Ilmar Vesk"), Named("Илмар Веск", "alias", "ru"))
    values = values_of("Person", [saying(person(("occupation", "skipper"), names=names), source("r1"))])

    assert [(value.property, value.value, value.note) for value in values] == [
        ("name", "Ilmar Vesk", ""),
        ("alias", "Илмар Веск", "ru"),
        ("occupation", "skipper", ""),
    ]


def test_a_failing_identifier_says_why_and_offers_corrections() -> None:
    item = Identified("imo", "IMO 9074728", "9074728", valid=False, why="check_digit", subject="i1")
    described = Description("s1", "Vessel", (Named("Blue Marlin"),), (), (item,))

    view = entity_view("s1", NODE, [saying(described, source("r1"))], 1, {"i1": 3}).as_dict()

    assert view["identifiers"][0]["valid"] is False
    assert "9074729" in view["identifiers"][0]["corrections"]
    assert view["identifiers"][0]["shared_with"] == 2
    assert view["identifiers"][0]["sources"][0]["said"] == "IMO 9074728"


def test_the_other_subjects_of_a_merged_entity_are_named() -> None:
    view = entity_view(
        "s2", NODE, [saying(person(), source("r1")), saying(person(subject="s2"), source("r2"))], 2, {}
    ).as_dict()

    assert view["asked_id"] == "s2"
    assert view["merged_from"] == ["s2"]
    assert view["subjects"] == [{"id": "s1", "source": "police"}, {"id": "s2", "source": "police"}]
