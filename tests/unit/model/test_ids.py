"""Ids that follow from what they name."""

from __future__ import annotations

import json
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.ids import Ids, JsonValue, canonical, joined_id, link_id, record_id

# Halves of characters come in with broken files; an id must not stumble over them.
TEXT = st.text(alphabet=st.characters(), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
IDS = Ids(b"a secret of the tests, 32 bytes!")
OTHER = Ids(b"another secret, also of 32 bytes")


@given(VALUES)
def test_canonical_text_reads_back_as_the_value(value: JsonValue) -> None:
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(TEXT, TEXT, max_size=5))
def test_the_order_of_fields_does_not_count(value: dict[str, str]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@given(st.lists(TEXT, max_size=4), st.lists(TEXT, max_size=4))
def test_different_parts_give_different_ids(one: list[str], other: list[str]) -> None:
    assert (joined_id(*one) == joined_id(*other)) == (one == other)


def test_parts_do_not_run_into_each_other() -> None:
    assert len({joined_id("a", "b", "c"), joined_id("a", "bc"), joined_id("ab", "c"), joined_id('a","b', "c")}) == 4


def test_ids_stay_the_same_from_release_to_release() -> None:
    # Every id ever given out must resolve: these were worked out by hand from the definition (UUID version 5).
    assert joined_id("subject", "ofac-sdn", "6365") == "22243f24-1d76-50f4-ac46-c30284abf064"
    assert IDS.subject("phone", "+3725551234", personal=True) == "5e50c0c2-35a2-59e7-a2b7-ac0f1fca0aa1"


@given(TEXT, TEXT)
def test_ids_are_uuids_of_version_five(source: str, key: str) -> None:
    for made in (IDS.subject(source, key), IDS.subject(source, key, personal=True)):
        assert str(UUID(made)) == made
        assert UUID(made).version == 5


@given(TEXT, TEXT)
def test_only_personal_keys_depend_on_the_secret(source: str, key: str) -> None:
    assert IDS.subject(source, key) == OTHER.subject(source, key)
    assert IDS.subject(source, key, personal=True) != OTHER.subject(source, key, personal=True)
    assert IDS.subject(source, key, personal=True) != IDS.subject(source, key)


@given(TEXT, TEXT)
def test_a_part_keeps_its_id_whatever_else_changes(subject: str, path: str) -> None:
    assert IDS.part(subject, path) == OTHER.part(subject, path)
    assert IDS.part(subject, path) not in {IDS.part(subject, path + "0"), subject}


@given(VALUES, VALUES)
def test_content_tells_equal_from_changed(one: JsonValue, other: JsonValue) -> None:
    assert (IDS.content(one) == IDS.content(other)) == (canonical(one) == canonical(other))
    assert IDS.content(one) != OTHER.content(one)
    assert len(IDS.content(one)) == 32


def test_a_record_that_comes_again_after_its_retraction_has_an_id_of_its_own() -> None:
    made = {record_id("s", "k", "content", edition, attempt) for edition in (1, 2) for attempt in (0, 1)}

    assert len(made) == 4


def test_links_differ_by_type_ends_role_and_marking() -> None:
    parts = ["OWNS", "a", "b", "manager", "suspects/secret"]
    made = {link_id(*[*parts[:at], "other", *parts[at + 1 :]]) for at in range(5)}

    assert len(made | {link_id(*parts)}) == 6
    assert link_id("OWNS", "a", "b", "", "m") != link_id("OWNS", "b", "a", "", "m")
