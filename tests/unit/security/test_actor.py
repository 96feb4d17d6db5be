import pytest

from graphintel.model.marking import Clearance, Level, Marking
from graphintel.security.actor import clearance_of


def test_a_clearance_is_read_from_its_parts() -> None:
    found = clearance_of(["suspects"], "confidential", ["op-harbour"])

    assert found == Clearance(frozenset({"suspects"}), Level.confidential, frozenset({"op-harbour"}))
    assert found.sees(Marking.parse("suspects/confidential/op-harbour"))


@pytest.mark.parametrize(
    ("registers", "level", "groups", "named"),
    [
        (["customs"], "secret", [], "customs"),
        (["suspects"], "top", [], "top"),
        (["suspects"], "secret", ["Not A Group"], "groups"),
    ],
)
def test_a_wrong_part_is_named(registers: list[str], level: str, groups: list[str], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        clearance_of(registers, level, groups)
