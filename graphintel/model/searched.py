"""The words by which what a record says of somebody is found."""

from __future__ import annotations

from collections.abc import Iterable

from graphintel.model.properties import PROPERTIES
from graphintel.model.records import Description
from graphintel.model.values.identifier import SCHEMES, Identifier, check, searchable
from graphintel.model.values.names import search_forms


def searched(description: Description) -> dict[str, str | None]:
    """The words by which a description is found: folded names, identifiers as written and as normalised, other text."""
    names = {form for name in description.names for form in search_forms(name.text)}
    identifiers = {form for number in _numbers(description) for form in searchable(number)}
    text = [said for name, said in description.values if PROPERTIES[name].type in {"text", "place"}]
    return {
        "names": " ".join(sorted(names)) or None,
        "identifiers": " ".join(sorted(identifiers)) or None,
        "text": " ".join(text)[:8000] or None,
    }


def _numbers(description: Description) -> Iterable[Identifier]:
    """The identifiers that are borne, and the one that an identifier is: it is found however it is written."""
    for item in description.identifiers:
        yield Identifier(item.scheme, item.as_seen, item.normalised, item.valid, item.why, item.country or None)
    said = dict(description.values)
    if description.kind == "Identifier" and said.get("scheme") in SCHEMES:
        yield from (check(said["scheme"], name.text, said.get("country")) for name in description.names)
