import pytest

from graphintel.model.units import CODE, Tree, Unit

TREE = Tree.of(
    [
        Unit("gate", "Gate", "muuga"),
        Unit("muuga", "Port of Muuga", "north"),
        Unit("north", "Northern region"),
        Unit("narva", "Narva", "north", retired_at="2026-01-01T00:00:00Z"),
        Unit("audit", "Audit"),
    ]
)


def test_above_and_below_follow_the_tree() -> None:
    assert TREE.above("gate") == ["muuga", "north"]
    assert TREE.below("north") == {"muuga", "gate", "narva"}
    assert TREE.below("gate") == frozenset()


def test_a_unit_comes_after_the_one_that_it_lies_within() -> None:
    assert [(depth, unit.code) for depth, unit in TREE.in_order()] == [
        (0, "audit"), (0, "north"), (1, "narva"), (1, "muuga"), (2, "gate"),
    ]  # fmt: skip


def test_a_retired_unit_does_not_stand() -> None:
    assert TREE.standing("muuga")
    assert not TREE.standing("narva")
    assert not TREE.standing("nowhere")


@pytest.mark.parametrize(("code", "levels"), [("north", 3), ("muuga", 2), ("gate", 1)])
def test_levels_are_counted_with_those_below(code: str, levels: int) -> None:
    assert TREE.levels_with(code) == levels


@pytest.mark.parametrize(("code", "good"), [("muuga-2", True), ("Muuga", False), ("-gate", False), ("a" * 36, False)])
def test_a_code_can_be_part_of_a_group(code: str, good: bool) -> None:  # noqa: FBT001 - the expected
    assert bool(CODE.fullmatch(code)) is good
