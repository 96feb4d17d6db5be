"""Puts the network together, in an order that never changes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graphintel.model.draft_json import ref_to_json, to_json

from . import (
    cases,
    controls,
    couriers,
    harbour_firms,
    harbour_people,
    harbour_seizures,
    hearsay,
    passengers,
    shipments,
    smoke,
    trade,
    wildlife,
)
from .draft import Network
from .world import World


def build() -> Network:
    """The whole network."""
    world = World.begin()
    trade.make(world)
    shipments.make(world)
    passengers.make(world)
    controls.make(world)
    harbour_firms.make(world)
    harbour_people.make(world)
    harbour_seizures.make(world)
    harbour_firms.trade(world)
    smoke.make(world)
    couriers.make(world)
    wildlife.make(world)
    hearsay.make(world)
    cases.make(world)
    return world.network


def record_lines(network: Network) -> Iterator[str]:
    """The records, one JSON object a line, in the order of what they observed."""
    for draft in sorted(network.records, key=lambda item: (item.observed_at, item.source, item.key)):
        yield _line(to_json(draft))


def decision_lines(network: Network) -> Iterator[str]:
    """The decisions, one JSON object a line, in the order in which they were taken."""
    for item in network.decisions:
        ends = {"one": ref_to_json(item.one), "other": ref_to_json(item.other)}
        yield _line({"type": item.type, **ends, "why": item.why, "marking": item.marking})


def _line(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
