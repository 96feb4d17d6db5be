"""Drafts for people to look at before anything is stored."""

from __future__ import annotations

from graphintel.model.drafts import PartyDraft, RecordDraft, Ref


def preview(draft: RecordDraft) -> dict[str, object]:
    """What a row would become."""
    return {
        "line": draft.line,
        "key": draft.key,
        "kind": draft.kind,
        "observed_at": draft.observed_at,
        "marking": draft.marking.text,
        "parties": [_party(party) for party in draft.parties],
        "links": [
            {"type": claim.type, "role": claim.role, "source": _ref(claim.source), "target": _ref(claim.target)}
            for claim in draft.claims
        ],
    }


def _party(party: PartyDraft) -> dict[str, object]:
    return {
        "ref": _ref(party.ref),
        "kind": party.kind,
        "names": [{"text": name.text, "kind": name.kind} for name in party.names],
        "values": {name: list(texts) for name, texts in party.values.items()},
        "identifiers": [{"scheme": scheme, "value": text} for scheme, text, _country in party.identifiers],
    }


def _ref(ref: Ref) -> str:
    return f"{ref.source}/{ref.key}"
