"""Controlled vocabularies: terms by scheme and version, with their labels by language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphintel.model.ids import canonical
from graphintel.queries.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its code, its labels by language, when it may be used, and for which modes of transport (none: all)."""

    code: str
    labels: Mapping[str, str]
    valid_from: str | None = None
    valid_to: str | None = None
    modes: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme at its latest version."""

    name: str
    version: str
    terms: int


def put(tx: Transaction, scheme: str, version: str, terms: Sequence[Term]) -> int:
    """Puts the terms of a version of a scheme in the order given; how many there are of them."""
    rows = [
        {
            "code": term.code,
            "labels": canonical(term.labels),
            "valid_from": term.valid_from,
            "valid_to": term.valid_to,
            "modes": list(term.modes),
            "parent": term.parent,
            "position": position,
        }
        for position, term in enumerate(terms)
    ]
    return int(tx.run("vocabularies.put", scheme=scheme, version=version, rows=rows)[0]["terms"])


def terms(store: Store, scheme: str) -> tuple[str, list[Term]]:
    """The latest version of a scheme and its terms; an empty version where there is no such scheme."""
    rows = store.read("vocabularies.terms", scheme=scheme)
    found = [
        Term(
            row["code"],
            json.loads(row["labels"]),
            row["valid_from"],
            row["valid_to"],
            tuple(row["modes"]),
            row["parent"],
        )
        for row in rows
    ]
    return (rows[0]["version"] if rows else ""), found


def schemes(store: Store) -> list[Scheme]:
    """The schemes that there are terms of."""
    rows = store.read("vocabularies.schemes")
    return [Scheme(row["scheme"], row["version"], row["terms"]) for row in rows]
