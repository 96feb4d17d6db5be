"""The first page: what is in the registers as far as one may see it, and one's own work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apiflask import APIBlueprint

from graphintel.i18n.formats import day
from graphintel.model.kinds import KINDS
from graphintel.model.times import now
from graphintel.security.policy import Verb, lapse, may
from graphintel.web.access import current_actor, platform, public
from graphintel.web.pages.charts import saved
from graphintel.web.pages.frame import show

bp = APIBlueprint("home", __name__, enable_openapi=False)

LATEST = 5


@bp.get("/")
@public
def page() -> str:
    """What is in the registers; whoever may not read is shown what he may do."""
    actor = current_actor()
    if not may(actor, Verb.read):
        return show("home/no_reading.html", lapse=lapse(actor), due=platform().emergencies.due(actor))
    found = platform().registers.overview(actor, latest=LATEST)
    return show(
        "home/home.html",
        due=platform().emergencies.due(actor),
        today=day(now()[:10]),
        found=found,
        kinds=kind_rows(found["kinds"], found["by_register"]),
        overlap=sum(found["registers"].values()) > found["total"],
        charts=saved(LATEST) if may(actor, Verb.chart) else [],
        batches=platform().intake.batches(actor)["items"][:LATEST] if may(actor, Verb.load) else [],
    )


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
