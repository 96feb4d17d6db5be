"""Container numbers."""

from __future__ import annotations

from graphintel.model.values import container
from graphintel.model.values.identifier import check, explain, joins


def test_a_sum_that_leaves_ten_is_written_as_zero_and_warned_of() -> None:
    serial = next(f"CSQU{number:06d}" for number in range(1, 1000) if container.remainder(f"CSQU{number:06d}") == 10)

    found = check("container", serial + "0")

    assert found.valid is True
    assert found.why == "check_digit_ten"
    assert "owners avoid" in explain(found)
    assert joins(found)


def test_a_wrong_digit_is_told_with_the_right_one() -> None:
    assert explain(check("container", "CSQU3054384")) == "The check digit should be 3 and is 4."


def test_only_freight_detachable_and_trailer_categories_are_containers() -> None:
    assert check("container", "CSQA3054383").why == "shape_container"
