"""Reasons: stored as codes, read as sentences."""

from __future__ import annotations

import re

import pytest

from graphintel.model.values.reasons import REASONS, reason, sentence


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_becomes_a_whole_sentence_with_its_parameters(code: str) -> None:
    names = re.findall(r"%\((\w+)\)s", REASONS[code])

    said = sentence(reason(code, **dict.fromkeys(names, "7")))

    assert said.endswith(".")
    assert "%(" not in said
    assert said.count("7") >= len(names)


def test_what_was_found_cannot_break_the_stored_form() -> None:
    assert (
        reason("check_digit_expected", expected=1, found="a,b=c:\x00")
        == "check_digit_expected:expected=1,found=a?b?c??"
    )


def test_a_reason_without_a_sentence_cannot_be_given() -> None:
    with pytest.raises(KeyError, match="no sentence"):
        reason("because")


@pytest.mark.parametrize("why", ["because", "check_digit_expected", "check_digit_expected:expected=1", ""])
def test_a_reason_of_another_edition_is_shown_as_it_is(why: str) -> None:
    assert sentence(why) == why
