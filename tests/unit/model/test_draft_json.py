from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.draft_json import from_json, to_json
from graphintel.model.drafts import ClaimDraft, PartyDraft, RecordDraft, Ref
from graphintel.model.marking import REGISTERS, Level, Marking
from graphintel.model.records import Named

TEXT = st.text(max_size=20)
REFS = st.builds(Ref, TEXT, TEXT, st.booleans()) | st.builds(lambda id_: Ref(id=id_), st.uuids().map(str))
GROUPS = st.frozensets(st.sampled_from(["op-harbour", "op-delta", "g1"]))
MARKINGS = st.builds(Marking, st.sampled_from(REGISTERS), st.sampled_from(Level), GROUPS)
PAYLOADS = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
PARTIES = st.builds(
    PartyDraft,
    REFS,
    TEXT,
    st.lists(st.builds(Named, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    st.dictionaries(TEXT, st.lists(TEXT, max_size=3).map(tuple), max_size=3),
    st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=3).map(tuple),
    TEXT,
)
CLAIMS = st.builds(ClaimDraft, TEXT, REFS, REFS, TEXT, TEXT, TEXT)
DRAFTS = st.builds(
    RecordDraft,
    *[TEXT] * 6,
    MARKINGS,
    TEXT,
    st.lists(PARTIES, max_size=3).map(tuple),
    st.lists(CLAIMS, max_size=3).map(tuple),
    PAYLOADS,
    st.none() | st.integers(1, 9),
)


@given(DRAFTS)
def test_a_draft_written_as_json_reads_back_as_it_was(draft: RecordDraft) -> None:
    text = json.dumps(to_json(draft))

    assert from_json(json.loads(text), draft.line) == draft


def plain() -> dict[str, Any]:
    return {
        "source": "s", "key": "k", "kind": "Report", "observed_at": "2026", "reliability": "B", "credibility": "2",
        "legal_basis": "l", "marking": "seizures/restricted", "parties": [{"ref": {"id": "x"}, "kind": "Person"}],
    }  # fmt: skip


def test_what_is_empty_may_be_left_out() -> None:
    draft = from_json(plain(), 7)

    assert (draft.claims, draft.payload, draft.line) == ((), None, 7)
    assert draft.parties == (PartyDraft(Ref(id="x"), "Person"),)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"source": 3}, "'source' is no text"),
        ({"colour": "red"}, "unknown fields ['colour']"),
        ({"marking": "secret"}, "names no register"),
        ({"parties": "nobody"}, "'parties' is no list"),
        ({"parties": ["nobody"]}, "The party is no JSON object"),
        ({"parties": [{"kind": "Person"}]}, "The party misses the fields ['ref']"),
        ({"parties": [{"ref": {"personal": "yes"}, "kind": "Person"}]}, "'personal' of a reference"),
        ({"parties": [{"ref": {}, "kind": "Person", "names": [[]]}]}, "A name has 0 texts"),
        ({"parties": [{"ref": {}, "kind": "Person", "names": ["Vesk"]}]}, "A name is no list of texts"),
        ({"parties": [{"ref": {}, "kind": "Person", "identifiers": [["phone", "1"]]}]}, "An identifier has 2 texts"),
        ({"parties": [{"ref": {}, "kind": "Person", "values": {"sex": "f"}}]}, "is no list of texts"),
        ({"claims": [{"type": "OWNS"}]}, "The claim misses the fields ['source', 'target']"),
        ({"payload": {1}}, "The payload is no JSON value"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the text is asserted below
        from_json(plain() | change)

    assert told in str(raised.value)


def test_a_missing_field_is_named() -> None:
    value = plain()
    del value["legal_basis"]

    with pytest.raises(ValueError, match="misses the fields \\['legal_basis'\\]"):
        from_json(value)


def test_something_else_than_an_object_is_refused() -> None:
    with pytest.raises(ValueError, match="The draft is no JSON object"):
        from_json([])
