import pytest

from graphintel.intake.patterns import Pattern


def test_a_pattern_matches_the_whole_text_and_names_its_groups() -> None:
    pattern = Pattern.of(r"(?P<value>[A-Z0-9]+)(?: \((?P<country>[^()]+)\))?")

    assert pattern.match("AK5995921 (Pakistan)") == {"value": "AK5995921", "country": "Pakistan"}
    assert pattern.match("AK5995921") == {"value": "AK5995921"}
    assert pattern.match("AK5995921 and more") is None


def test_without_a_group_the_whole_text_is_the_value() -> None:
    assert Pattern.of("[0-9]+").match("123") == {"value": "123"}


@pytest.mark.parametrize("text", ["(", "[", "(?=x)", r"(a)\1", "((a{1000}){1000}){1000}"])
def test_a_pattern_that_cannot_be_read_or_bounded_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Pattern.of(text)


def test_a_pattern_that_would_stop_other_engines_for_years_does_not_stop_this_one() -> None:
    assert Pattern.of("(a+)+(a|aa)*b").match("a" * 50_000) is None
