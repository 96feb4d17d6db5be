"""Saved charts: what was on the chart and where, never the evidence itself, which is read anew at every opening."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphintel.model.ids import canonical
from graphintel.model.times import now
from graphintel.queries.store import Row, Store, Transaction
from graphintel.queries.visibility import View


@dataclass(frozen=True, slots=True)
class Chart:
    """A saved chart; ``owner`` is the id of a user.

    ``members`` are subjects that were part of entities on the chart when it was saved, beside those named in the state.
    """

    id: str
    owner: str
    name: str
    marking: str
    shared: bool
    version: int = 1
    created_at: str = ""
    updated_at: str = ""
    state: Mapping[str, Any] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    unit: str | None = None


def add(tx: Transaction, chart: Chart) -> None:
    """Saves a new chart."""
    tx.run("charts.add", unit=chart.unit, **_params(chart))


def find(store: Store, chart: str, *, actor: str, markings: Sequence[str]) -> Chart | None:
    """The chart of that id, if its asker owns it or it is shared with those cleared for its marking."""
    rows = store.read("charts.find", id=chart, actor=actor, markings=markings)
    return _chart(rows[0]) if rows else None


def markings(store: Store) -> list[str]:
    """The markings that charts bear."""
    return [row["marking"] for row in store.read("charts.markings")]


def seen(store: Store, *, actor: str, markings: Sequence[str]) -> list[Chart]:
    """The charts that their asker owns or that are shared with him, last changed first, without their state."""
    return [_chart(row) for row in store.read("charts.seen", actor=actor, markings=markings)]


def change(tx: Transaction, chart: Chart) -> int | None:
    """Changes a chart of its owner; the new version, None where the chart is not at ``chart.version`` any more."""
    rows = tx.run("charts.change", version=chart.version, **_params(chart))
    return int(rows[0]["version"]) if rows else None


def delete(tx: Transaction, chart: str, *, owner: str) -> bool:
    """Deletes a chart of its owner; false where he has none of that id."""
    return bool(tx.run("charts.delete", id=chart, owner=owner))


def members(store: Store, view: View, ids: Sequence[str]) -> tuple[str, ...]:
    """The visible subjects that are the same as the given ones today, without these."""
    rows = store.read("charts.members", ids=list(ids), visible=view.visible) if ids else []
    return tuple(row["id"] for row in rows)


def _params(chart: Chart) -> dict[str, object]:
    return {
        "id": chart.id,
        "owner": chart.owner,
        "name": chart.name,
        "marking": chart.marking,
        "shared": chart.shared,
        "state": canonical(chart.state),
        "members": list(chart.members),
        "at": now(),
    }


def _chart(row: Row) -> Chart:
    return Chart(
        row["id"], row["owner"], row["name"], row["marking"], row["shared"], row["version"], row["created_at"],
        row["updated_at"], json.loads(row["state"]) if "state" in row else {}, tuple(row.get("members") or ()),
        row["unit"],
    )  # fmt: skip
