"""Same or apart: choosing the other entity, comparing both, deciding with a reason, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, cast

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.errors import Conflict, GraphintelError, Invalid, NotAllowed, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.decisions import DecisionType
from graphintel.model.marking import Level, Marking
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb
from graphintel.services.search import Filters
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages import look
from graphintel.web.pages.frame import show
from graphintel.web.pages.values import side_by_side

bp = APIBlueprint("decisions", __name__, enable_openapi=False)

CANDIDATES = 20
LONGEST_REASON = 2_000
FIELDS = ("entity", "one", "other", "with", "type", "why", "marking", "back")


@bp.get("/entities/<entity>/decide")
@permission(Verb.decide)
def choose(entity: str) -> str:
    """The other entity to decide on with this one: found by search, then compared."""
    return _choose(entity, request.args.get("with") or None, request.args)


@bp.post("/decisions")
@permission(Verb.decide)
def take() -> Response | tuple[str, int]:
    """Decides that two entities, or two sources of one, are the same or apart."""
    given = {name: request.form.get(name, "").strip() for name in FIELDS}
    one = given["one"] or given["entity"]
    try:
        _require_reason(given["why"])
        taken = platform().decisions.decide(
            current_actor(), _type(given["type"]), [one, given["other"]], why=given["why"], marking=given["marking"]
        )
    except (Invalid, NotAllowed, NotFound, Conflict) as error:
        compared = given["with"] or (given["other"] if not given["one"] else None)
        return _choose(given["entity"], compared, given, _problems(error)), 422
    done = given["type"] if taken["effective"] else "without_effect"
    if _back(given):
        return redirect(url_for("explore.page", done=done), 303)
    return redirect(url_for("entities.decisions", entity=given["entity"], done=done), 303)


@bp.post("/decisions/<decision>/end")
@permission(Verb.decide)
def end(decision: str) -> Response:
    """Takes a decision back, for a reason."""
    why = request.form.get("why", "").strip()
    _require_reason(why)
    platform().decisions.end(current_actor(), decision, why=why)
    return redirect(url_for("entities.decisions", entity=request.form.get("entity", ""), done="undone"), 303)


def _choose(entity: str, other: str | None, given: Mapping[str, str], problems: Sequence[Problem] = ()) -> str:
    """The form, filled in with what was given: by the address, or by the form itself where it was refused."""
    actor = current_actor()
    found = platform().entities.show(actor, entity)
    compared = platform().entities.show(actor, other) if other and other != entity else None
    compared = compared if compared and compared["id"] != found["id"] else None
    asked = given.get("q", "").strip()
    options = marking_options(actor)
    proposal = _proposal(actor, found, compared, options) if compared else None
    return show(
        "entities/choose.html",
        entity=found,
        other=compared,
        comparison=side_by_side(found, compared) if compared else [],
        asked_other=asked,
        candidates=_candidates(actor, found, asked) if asked and compared is None else None,
        markings=_with_proposed(options, proposal),
        proposal=proposal,
        marking=given.get("marking") or (proposal or {"marking": default_marking(actor, [found])})["marking"],
        reason=given.get("why", ""),
        wanted=given.get("type", ""),
        back=_back(given),
        subject_options=[(each["id"], each["source"]) for each in found["subjects"]],
        found_problems=problems,
    )


def _proposal(
    actor: Actor, entity: Mapping[str, Any], other: Mapping[str, Any], options: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """How a merge of the two would count, and under which of the markings it would not."""
    return platform().decisions.proposal(actor, entity["id"], other["id"], [text for text, _words in options])


def _with_proposed(options: list[tuple[str, str]], proposal: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """The markings to choose from; one of several groups is among them only where it is proposed."""
    if proposal is None or any(text == proposal["marking"] for text, _words in options):
        return options
    marking = Marking.parse(proposal["marking"])
    return [*options, (marking.text, look.marking_words(_view(marking)))]


def _back(given: Mapping[str, str]) -> str:
    """Where whoever decides came from: the chart that he left in this tab, or nowhere in particular."""
    return "chart" if given.get("back") == "chart" else ""


def _candidates(actor: Actor, entity: Mapping[str, Any], asked: str) -> list[dict[str, Any]]:
    found = platform().search.find(actor, asked, Filters(kinds=(entity["kind"],)), limit=CANDIDATES)
    return [item for item in found["items"] if item["node"]["id"] != entity["id"]]


def marking_options(actor: Actor) -> list[tuple[str, str]]:
    """The markings that the actor may give, lowest first, with their words; his groups come after the plain ones."""
    clearance = actor.clearance
    levels = [level for level in Level if level <= clearance.level]
    groups = [frozenset[str](), *(frozenset({group}) for group in sorted(clearance.groups))]
    made = [
        Marking(register, level, group)
        for group, level, register in product(groups, levels, sorted(clearance.registers))
    ]
    return [(each.text, look.marking_words(_view(each))) for each in made]


def default_marking(actor: Actor, nodes: Sequence[Mapping[str, Any]]) -> str:
    """The lower marking of the two: the decision then counts for as many as possible of those who see both."""
    markings = [node["marking"] for node in nodes]
    shared = set(markings[0]["registers"]).intersection(*(each["registers"] for each in markings[1:]))
    registers = sorted(shared or {markings[0]["registers"][0]}) or sorted(actor.clearance.registers)
    level = min((each["level"] for each in markings), key=look.level_rank)
    groups = set(markings[0]["groups"]).intersection(*(each["groups"] for each in markings[1:]))
    return Marking(registers[0], Level[level], frozenset(sorted(groups)[:1])).text


def _type(text: str) -> DecisionType:
    if text not in {"same", "apart"}:
        raise Invalid(Problem("type", _("A decision says same or apart.")))
    return cast("DecisionType", text)


def _require_reason(why: str) -> None:
    if not why:
        raise Invalid(Problem("why", _("A decision needs a reason."), remedy=_("Say what it rests on.")))
    if len(why) > LONGEST_REASON:
        raise Invalid(Problem("why", _("The reason is longer than %(most)s characters.", most=LONGEST_REASON)))


def _problems(error: GraphintelError) -> Sequence[Problem]:
    return error.problems if isinstance(error, Invalid) else (Problem("", error.message),)


def _view(marking: Marking) -> dict[str, Any]:
    return {"level": marking.level.name, "registers": [marking.register], "groups": sorted(marking.groups)}
