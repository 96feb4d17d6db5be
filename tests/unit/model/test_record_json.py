"""Descriptions and claims lie in the store as text and come back as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.record_json import dump_claims, dump_description, load_claims, load_description
from graphintel.model.records import Claim, Description, Identified, Named

TEXT = st.text(max_size=12)
NAMES = st.lists(st.builds(Named, TEXT, TEXT, TEXT), max_size=3).map(tuple)
VALUES = st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)
IDENTIFIERS = st.lists(
    st.builds(
        Identified, TEXT, TEXT, TEXT, st.none() | st.booleans(), TEXT, TEXT, TEXT, strong=st.booleans()
    ),
    max_size=3,
).map(tuple)  # fmt: skip
DESCRIPTIONS = st.builds(Description, TEXT, TEXT, NAMES, VALUES, IDENTIFIERS, TEXT)
CLAIMS = st.lists(st.builds(Claim, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=3).map(tuple)


@given(DESCRIPTIONS)
def test_a_description_reads_back_as_it_was(description: Description) -> None:
    assert load_description(dump_description(description)) == description


@given(CLAIMS)
def test_claims_read_back_as_they_were(claims: tuple[Claim, ...]) -> None:
    assert load_claims(dump_claims(claims)) == claims


@given(DESCRIPTIONS, DESCRIPTIONS)
def test_different_descriptions_are_different_text(one: Description, other: Description) -> None:
    # The store folds together what is said in equal words.
    assert (dump_description(one) == dump_description(other)) == (one == other)


def test_letters_of_any_script_lie_there_as_they_are() -> None:
    assert "Илмар Веск 陈" in dump_description(Description("s", "Person", (Named("Илмар Веск 陈"),)))
