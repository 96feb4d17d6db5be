"""The audit trail as pages: entries with filters, what one user did, what is unusual, and the state of the chain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apiflask import APIBlueprint
from flask import request, url_for

from graphintel.errors import Invalid, Problem
from graphintel.security.policy import Verb
from graphintel.services.audit import Filters, actions
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.audit import with_reasons
from graphintel.web.deeds import deed
from graphintel.web.pages.address import with_arguments
from graphintel.web.pages.frame import show

bp = APIBlueprint("audit", __name__, url_prefix="/audit", enable_openapi=False)

PER_PAGE = 50
PERIODS = (7, 30, 90)
LONGEST = 100
FIELDS = ("user", "action", "object", "purpose", "since", "until")


@bp.get("")
@permission(Verb.audit)
def page() -> str:
    """Entries, newest first, and whether the trail is sealed."""
    given = {name: request.args.get(name, "").strip()[:LONGEST] for name in FIELDS}
    found: Mapping[str, Any] = {"items": [], "next_cursor": None, "known_as": []}
    problems: tuple[Problem, ...] = ()
    try:
        found = platform().audit.entries(
            current_actor(), Filters(**given), limit=PER_PAGE, cursor=request.args.get("cursor")
        )
    except Invalid as error:
        problems = error.problems
    pairs = list(given.items())
    cursor = found["next_cursor"]
    return show(
        "audit/trail.html",
        tab="page",
        found=found,
        given=given,
        filtered=any(given.values()),
        state=platform().audit.state(current_actor()),
        actions=sorted(((each, deed(each)) for each in actions()), key=lambda pair: pair[1]),
        deed=deed,
        found_problems=problems,
        next_href=with_arguments(url_for("audit.page"), [*pairs, ("cursor", cursor)]) if cursor else None,
        first_href=with_arguments(url_for("audit.page"), pairs) if request.args.get("cursor") else None,
    )


@bp.get("/users/<username>")
@permission(Verb.audit)
def user(username: str) -> str:
    """What a user did, by day and by action."""
    found = platform().audit.user(current_actor(), username)
    return show("audit/user.html", tab="user", found=found, deed=deed)


@bp.get("/unusual")
@permission(Verb.audit)
def unusual() -> str:
    """What should be looked into, each with its reason."""
    days = _days()
    found = with_reasons(platform().audit.unusual(current_actor(), days=days))
    return show("audit/unusual.html", tab="unusual", found=found, days=days, periods=PERIODS)


def _days() -> int:
    asked = request.args.get("days", "")
    return int(asked) if asked in map(str, PERIODS) else PERIODS[1]
