"""Drafts as JSON and back: how the demo network is kept in a file, and how drafts travel between programs.

What is empty is left out. Reading what was written gives the draft again, but for tuples in its payload, now lists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphintel.model.drafts import ClaimDraft, PartyDraft, RecordDraft, Ref
from graphintel.model.ids import JsonValue
from graphintel.model.marking import Marking
from graphintel.model.records import Named

_PLAIN = ("source", "key", "kind", "observed_at", "reliability", "credibility", "legal_basis")


def to_json(draft: RecordDraft) -> dict[str, Any]:
    """The draft as plain JSON values; ``line`` stays behind, it belongs to the file that the draft was read from."""
    return {
        **{name: getattr(draft, name) for name in _PLAIN},
        "marking": draft.marking.text,
        "parties": [_party_to_json(party) for party in draft.parties],
        "claims": [_claim_to_json(claim) for claim in draft.claims],
        "payload": draft.payload,
    }


def from_json(value: object, line: int | None = None) -> RecordDraft:
    """The draft that ``to_json`` wrote; ValueError names what is missing, unknown or of the wrong type."""
    read = _object(value, "the draft", required=(*_PLAIN, "marking", "parties"), optional=("claims", "payload"))
    return RecordDraft(
        **{name: _text(read, name) for name in _PLAIN},
        marking=Marking.parse(_text(read, "marking")),
        parties=tuple(_party(item) for item in _list(read, "parties")),
        claims=tuple(_claim(item) for item in _list(read, "claims")),
        payload=_payload(read.get("payload")),
        line=line,
    )


def ref_to_json(ref: Ref) -> dict[str, Any]:
    """A reference to a subject as plain JSON values."""
    if ref.id:
        return {"id": ref.id}
    return {"source": ref.source, "key": ref.key} | ({"personal": True} if ref.personal else {})


def ref_from_json(value: object) -> Ref:
    """The reference that ``ref_to_json`` wrote."""
    read = _object(value, "the reference", required=(), optional=("source", "key", "personal", "id"))
    personal = read.get("personal", False)
    if not isinstance(personal, bool):
        message = "The field 'personal' of a reference is true or false."
        raise ValueError(message)  # noqa: TRY004 - a wrong input, not a wrong call
    return Ref(_text(read, "source"), _text(read, "key"), personal, _text(read, "id"))


def _party_to_json(party: PartyDraft) -> dict[str, Any]:
    named = [[n.text, n.kind, n.lang] if n.lang else [n.text, n.kind] for n in party.names]
    given = {
        "names": named,
        "values": {name: list(texts) for name, texts in party.values.items()},
        "identifiers": [list(item) for item in party.identifiers],
        "subkind": party.subkind,
    }
    return {"ref": ref_to_json(party.ref), "kind": party.kind} | {name: item for name, item in given.items() if item}


def _claim_to_json(claim: ClaimDraft) -> dict[str, Any]:
    given = {"role": claim.role, "valid_from": claim.valid_from, "valid_to": claim.valid_to}
    return {"type": claim.type, "source": ref_to_json(claim.source), "target": ref_to_json(claim.target)} | {
        name: text for name, text in given.items() if text
    }


def _party(value: object) -> PartyDraft:
    read = _object(value, "the party", required=("ref", "kind"), optional=("names", "values", "identifiers", "subkind"))
    values = _object(read.get("values", {}), "the values", required=(), optional=None)
    return PartyDraft(
        ref_from_json(read["ref"]),
        _text(read, "kind"),
        tuple(Named(*_texts(item, "a name", 1, 3)) for item in _list(read, "names")),
        {name: tuple(_texts(texts, f"the value {name!r}", 0)) for name, texts in values.items()},
        tuple(_identifier(item) for item in _list(read, "identifiers")),
        _text(read, "subkind"),
    )


def _identifier(value: object) -> tuple[str, str, str]:
    scheme, as_seen, country = _texts(value, "an identifier", 3, 3)
    return scheme, as_seen, country


def _claim(value: object) -> ClaimDraft:
    read = _object(
        value, "the claim", required=("type", "source", "target"), optional=("role", "valid_from", "valid_to")
    )
    return ClaimDraft(
        _text(read, "type"),
        ref_from_json(read["source"]),
        ref_from_json(read["target"]),
        _text(read, "role"),
        _text(read, "valid_from"),
        _text(read, "valid_to"),
    )


def _object(
    value: object, what: str, *, required: Sequence[str], optional: Sequence[str] | None
) -> Mapping[str, object]:
    """The mapping, its fields checked; ``optional`` None allows any."""
    if not isinstance(value, Mapping):
        message = f"{what.capitalize()} is no JSON object."
        raise ValueError(message)  # noqa: TRY004 - a wrong input, not a wrong call
    missing = [name for name in required if name not in value]
    unknown = [] if optional is None else [name for name in value if name not in (*required, *optional)]
    if missing or unknown:
        message = f"{what.capitalize()} misses the fields {missing} and has the unknown fields {unknown}."
        raise ValueError(message)
    return value


def _text(read: Mapping[str, object], name: str) -> str:
    text = read.get(name, "")
    if not isinstance(text, str):
        message = f"The field {name!r} is no text."
        raise ValueError(message)  # noqa: TRY004 - a wrong input, not a wrong call
    return text


def _list(read: Mapping[str, object], name: str) -> Sequence[object]:
    items = read.get(name, ())
    if not isinstance(items, list | tuple):
        message = f"The field {name!r} is no list."
        raise ValueError(message)  # noqa: TRY004 - a wrong input, not a wrong call
    return items


def _texts(value: object, what: str, least: int, most: int | None = None) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        message = f"{what.capitalize()} is no list of texts."
        raise ValueError(message)
    if len(value) < least or (most is not None and len(value) > most):
        message = f"{what.capitalize()} has {len(value)} texts; {least} to {most} are right."
        raise ValueError(message)
    return list(value)


def _payload(value: object) -> JsonValue:
    if value is None or isinstance(value, str | int | float | bool | Mapping | list | tuple):
        return value
    message = "The payload is no JSON value."
    raise ValueError(message)
