"""How records lie in the store: descriptions and claims as compact JSON, read back as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from graphintel.model.ids import canonical
from graphintel.model.records import Claim, Description, Identified, Named


def dump_description(description: Description) -> str:
    """A description as JSON text; ``load_description`` reads it back."""
    return canonical(
        {
            "subject": description.subject,
            "kind": description.kind,
            "subkind": description.subkind,
            "names": [[name.text, name.kind, name.lang] for name in description.names],
            "values": [list(value) for value in description.values],
            "identifiers": [
                [i.scheme, i.as_seen, i.normalised, i.valid, i.why, i.country, i.subject, i.strong]
                for i in description.identifiers
            ],
        }
    )


def load_description(text: str) -> Description:
    """The description that ``dump_description`` wrote."""
    value: dict[str, Any] = json.loads(text)
    return Description(
        value["subject"],
        value["kind"],
        tuple(Named(*name) for name in value["names"]),
        tuple((name, said) for name, said in value["values"]),
        tuple(Identified(*item) for item in value["identifiers"]),
        value["subkind"],
    )


def dump_claims(claims: Iterable[Claim]) -> str:
    """Claims as JSON text; ``load_claims`` reads them back."""
    return canonical([[c.type, c.source, c.target, c.role, c.valid_from, c.valid_to] for c in claims])


def load_claims(text: str) -> tuple[Claim, ...]:
    """The claims that ``dump_claims`` wrote."""
    return tuple(Claim(*item) for item in json.loads(text))
