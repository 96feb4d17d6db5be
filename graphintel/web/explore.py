"""The explorer's page: a frame, and everything that its modules need to know before they ask anything."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from apiflask import APIBlueprint
from flask import render_template, request, url_for

from graphintel.i18n import SOURCE_LANGUAGE, language, lazy_gettext
from graphintel.i18n import gettext as _
from graphintel.model.properties import PROPERTIES
from graphintel.model.values.schemes import SCHEMES
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, may
from graphintel.web.access import current_actor, permission
from graphintel.web.pages import look
from graphintel.web.registry import kinds, link_types
from graphintel.web.roles import role_labels

bp = APIBlueprint("explore", __name__, enable_openapi=False)

STRINGS = Path(__file__).parent / "static" / "app" / "strings.js"
LONGEST_ID = 64
DONE = {
    "same": lazy_gettext("Decided: the same. It can be undone on the page of the entity."),
    "apart": lazy_gettext("Decided: kept apart. It can be undone on the page of the entity."),
    "without_effect": lazy_gettext("The decision is kept but has no effect. The page of the entity shows it."),
}


@bp.get("/explore")
@permission(Verb.read)
def page() -> str:
    """The explorer, with an entity or a saved chart to begin with."""
    asked = {name: request.args.get(name, "")[:LONGEST_ID] or None for name in ("entity", "chart")}
    # Who decided on the identity of two entities comes back to his chart, and is told there what came of it.
    told = DONE.get(request.args.get("done", ""))
    data = {**_known(language()), "user": _user(), "deep_link": asked, "told": str(told) if told else None}
    return render_template("explore/explore.html", page_data=data)


def _user() -> dict[str, Any]:
    actor: Actor = current_actor()
    clearance = actor.clearance
    return {
        "id": actor.id,
        "name": actor.display_name,
        "initials": look.initials(actor.display_name),
        "registers": sorted(clearance.registers),
        "level": clearance.level.name,
        "groups": sorted(clearance.groups),
        "may_write": may(actor, Verb.add),
        "may_decide": may(actor, Verb.decide),
    }


def _known(tag: str) -> dict[str, Any]:
    return {
        "strings": _strings(tag),
        "lang": tag.replace("_", "-"),
        "kinds": kinds(),
        "link_types": link_types(),
        "roles": role_labels(),
        "properties": {name: _(each.label) for name, each in PROPERTIES.items()},
        "identifier_schemes": [{"scheme": each.name, "label": _(each.label)} for each in SCHEMES.values()],
        "words": {
            code: str(label)
            for table in (look.LEVELS, look.REGISTER_LABELS, look.STRENGTHS)
            for code, label in table.items()
        },
        "urls": _urls(),
    }


def _urls() -> dict[str, str]:
    return {
        "api": "/api/v1",
        "home": "/",
        "entity": "/entities/{id}",
        "decide": "/entities/{id}/decide",
        "search": "/search",
        "charts": "/charts",
        "intake": "/intake",
        "vocabularies": "/vocabularies",
        "explore": url_for("explore.page"),
        "sign_in": url_for("sign_in.page"),
    }


@lru_cache(maxsize=64)
def _strings(tag: str) -> dict[str, str]:
    """The explorer's sentences in the reader's language; none where he reads them as they were written."""
    if tag == SOURCE_LANGUAGE:
        return {}
    return {sentence: _(sentence) for sentence in sentences()}


@lru_cache(maxsize=1)
def sentences() -> tuple[str, ...]:
    """Every English sentence that the explorer shows: the array in ``strings.js`` is JSON but for its last comma."""
    text = STRINGS.read_text(encoding="utf-8")
    array = text[text.index("[") : text.rindex("]")].rstrip().removesuffix(",")
    return tuple(json.loads(f"{array}]"))
