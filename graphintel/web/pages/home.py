"""The first page: what is in the registers as far as one may see it, and one's own work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from apiflask import APIBlueprint

from graphintel.i18n.formats import day
from graphintel.model.kinds import KINDS
from graphintel.model.times import ahead, now
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, may
from graphintel.services.search import Filters
from graphintel.web.access import current_actor, platform, public
from graphintel.web.pages.charts import saved
from graphintel.web.pages.frame import show

bp = APIBlueprint("home", __name__, enable_openapi=False)

LATEST = 5
LARGEST_PAGE = 200
# Counting by kind and register asks once per register: beyond this the totals must do.
MOST_COUNTED_TWICE = 100_000


@bp.get("/")
@public
def page() -> str:
    """What is in the registers; whoever may not read is shown what he may do."""
    actor = current_actor()
    if not may(actor, Verb.read):
        return show("home/no_reading.html")
    found = _find(actor, Filters(), 1)
    facets = found["facets"]
    few = found["total"] <= MOST_COUNTED_TWICE
    since, latest = _latest(actor) if few else ("", None)
    return show(
        "home/home.html",
        today=day(now()[:10]),
        total=found["total"],
        registers=facets["register"],
        kinds=kind_rows(facets["kind"], _by_register(actor) if few else {}),
        by_register=few,
        overlap=sum(facets["register"].values()) > found["total"],
        since=since,
        latest=latest,
        charts=saved(LATEST) if may(actor, Verb.chart) else [],
        batches=platform().intake.batches(actor)["items"][:LATEST] if may(actor, Verb.load) else [],
    )


def _find(actor: Actor, filters: Filters, limit: int) -> dict[str, Any]:
    return platform().search.find(actor, "", filters, limit=limit)


def _by_register(actor: Actor) -> dict[str, dict[str, int]]:
    return {
        register: _find(actor, Filters(registers=(register,)), 1)["facets"]["kind"]
        for register in sorted(actor.clearance.registers)
    }


def _latest(actor: Actor) -> tuple[str, dict[str, Any] | None]:
    """The last seizures: of the shortest time that has enough, so that all of it can be put in order."""
    since, found = "", None
    for days in (7, 30, 90, 365, 3650):
        earlier = ahead(timedelta(days=-days))[:10]
        asked = _find(actor, Filters(kinds=("Seizure",), first=earlier), LARGEST_PAGE)
        if asked["total"] > LARGEST_PAGE:
            break
        since, found = earlier, asked
        if asked["total"] >= LATEST:
            break
    if not found or not found["total"]:
        return "", None
    nodes = sorted((item["node"] for item in found["items"]), key=lambda node: node["last_seen"] or "", reverse=True)
    return since, {"items": nodes[:LATEST], "total": found["total"]}


def kind_rows(kinds: Mapping[str, int], by_register: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    """A row per kind that there is something of, in the order of the registry, with its share of the largest."""
    largest = max(kinds.values(), default=1)
    return [
        {
            "kind": kind,
            "total": kinds[kind],
            "registers": {register: counts.get(kind, 0) for register, counts in by_register.items()},
            "share": round(100 * kinds[kind] / largest, 1),
        }
        for kind in KINDS
        if kinds.get(kind)
    ]
