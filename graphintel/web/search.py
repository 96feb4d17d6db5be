"""Searching and suggesting as JSON."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.services.search import Filters
from graphintel.web.access import current_actor, limited, permission, platform
from graphintel.web.answers import ASKED
from graphintel.web.schemas.search import SearchIn, SearchOut, SuggestIn, SuggestOut
from graphintel.web.words import told

api = APIBlueprint("search_api", __name__, url_prefix="/api/v1", tag="Search")


@api.get("/search")
@permission(Verb.read)
@api.input(SearchIn, location="query", arg_name="query", **ASKED)
@api.output(SearchOut)
@limited
def find(query: dict[str, Any]) -> Response:
    """Entities that answer what was typed, best first, with exact counts by kind, register and country."""
    wanted = Filters(
        tuple(query["kind"]), tuple(query["register"]), tuple(query["country"]), query["first"], query["last"]
    )
    found = platform().search.find(current_actor(), query["q"], wanted, limit=query["limit"], cursor=query["cursor"])
    return told(found)


@api.get("/suggest")
@permission(Verb.read)
@api.input(SuggestIn, location="query", arg_name="query", **ASKED)
@api.output(SuggestOut)
@limited
def suggest(query: dict[str, Any]) -> Response:
    """What somebody who is still typing may mean."""
    return told(platform().search.suggest(current_actor(), query["q"], limit=query["limit"]))
