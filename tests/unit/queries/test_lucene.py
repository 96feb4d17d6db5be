"""What is typed becomes a question in which nothing typed is syntax."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.queries import lucene

# What our own questions are made of: fields, operators, words of letters and digits, and quoted text.
QUOTED = re.compile(r'"(?:[^"\\]|\\["\\])*"')
OURS = re.compile(r"(names|identifiers|text):|[()+*~]|OR|AND NOT|\w+|\s")


def test_all_words_are_looked_for_as_beginnings_of_names() -> None:
    asked = lucene.question("Vesk Ilm")

    assert "names:(+vesk* +ilm*)" in asked.text
    assert asked.words == ("vesk", "ilm")


def test_a_name_is_asked_for_in_latin_letters_whatever_its_script() -> None:
    assert "names:(+ilmar* +vesk*)" in lucene.question("Илмар Веск").text


def test_a_number_is_looked_for_as_an_identifier_without_its_separators() -> None:
    asked = lucene.identifiers("MSKU 123-4565")

    assert 'identifiers:"msku1234565"' in asked.text
    assert "identifiers:msku1234565*" in asked.text
    assert "msku1234565" in asked.exact


def test_a_name_without_digits_is_no_identifier() -> None:
    assert lucene.identifiers("Ilmar Vesk").text == lucene.NOTHING


@pytest.mark.parametrize("typed", ["", "   ", "\u202e\u0000"])
def test_nothing_typed_asks_for_everything(typed: str) -> None:
    assert lucene.question(typed).text == lucene.EVERYTHING


@given(st.text(max_size=400))
def test_whatever_is_typed_is_data(typed: str) -> None:
    for asked in (lucene.question(typed), lucene.identifiers(typed), lucene.names(typed), lucene.misspelt(typed)):
        if asked.text not in {lucene.EVERYTHING, lucene.NOTHING}:
            assert OURS.sub("", QUOTED.sub("", asked.text)) == ""


@given(st.text(max_size=2_000))
def test_a_question_has_bounded_length(typed: str) -> None:
    assert len(lucene.question(typed).words) <= lucene.WORDS
    assert len(lucene.question(typed).text) < 20 * lucene.LONGEST
