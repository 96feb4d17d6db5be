"""The audit trail as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apiflask import APIBlueprint
from flask import Response

from graphintel.i18n import gettext as _
from graphintel.i18n.formats import number
from graphintel.security.policy import Verb
from graphintel.services.audit import Filters
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import ASKED, answer
from graphintel.web.schemas.audit import (
    EntriesIn,
    EntriesOut,
    PeriodIn,
    StateOut,
    UnusualIn,
    UnusualOut,
    UserDeedsOut,
)

api = APIBlueprint("audit_api", __name__, url_prefix="/api/v1/audit", tag="Audit")


@api.get("/entries")
@permission(Verb.audit)
@api.input(EntriesIn, location="query", arg_name="query", **ASKED)
@api.output(EntriesOut)
def entries(query: dict[str, Any]) -> Response:
    """Entries of the audit trail, newest first; those on an entity by any id that it ever had."""
    limit, cursor = query.pop("limit"), query.pop("cursor")
    return answer(platform().audit.entries(current_actor(), Filters(**query), limit=limit, cursor=cursor))


@api.get("/users/<username>")
@permission(Verb.audit)
@api.input(PeriodIn, location="query", arg_name="query", **ASKED)
@api.output(UserDeedsOut)
def user(username: str, query: dict[str, Any]) -> Response:
    """What a user did, by day and by action; of the last 30 days where no period is named."""
    return answer(platform().audit.user(current_actor(), username, **query))


@api.get("/unusual")
@permission(Verb.audit)
@api.input(UnusualIn, location="query", arg_name="query", **ASKED)
@api.output(UnusualOut)
def unusual(query: dict[str, Any]) -> Response:
    """Use that somebody should look into, each with its reason."""
    return answer(with_reasons(platform().audit.unusual(current_actor(), **query)))


@api.get("/state")
@permission(Verb.audit)
@api.output(StateOut)
def state() -> Response:
    """Whether the trail is sealed and listed, and what the last check found."""
    return answer(platform().audit.state(current_actor()))


def with_reasons(found: dict[str, Any]) -> dict[str, Any]:
    """What is unusual, each with its reason in words."""
    return {**found, "items": [{**flag, "reason": reason(flag)} for flag in found["items"]]}


def reason(flag: Mapping[str, Any]) -> str:
    """Why a use is unusual, in a sentence."""
    match flag["what"]:
        case "volume":
            return _(
                "%(count)s entries on one day; his median day has %(usual)s, that of his role %(role)s.",
                count=number(flag["count"]), usual=number(flag["usual"]), role=number(flag["usual_of_role"]),
            )  # fmt: skip
        case "hours":
            return _(
                "%(count)s entries between 22:00 and 6:00, when he hardly ever works.", count=number(flag["count"])
            )
        case "own_name":
            return _("Searched for his own name.")
        case "colleague":
            return _("Searched for the name of another user, %(name)s.", name=flag["other"]["name"])
        case _again:
            return _(
                "Opened one entity %(count)s times on %(days)s days without naming a legal basis.",
                count=number(flag["count"]), days=number(flag["days"]),
            )  # fmt: skip
