"""One's own API tokens, to make and to revoke."""

from __future__ import annotations

from collections.abc import Sequence

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.model.times import now
from graphintel.security.policy import ASKS_AGAIN, DEEDS, Verb
from graphintel.services.tokens import LONGEST_LIFE, USUAL_LIFE, Created, Wanted, verbs_of
from graphintel.web.access import ask_again, current_actor, permission, platform
from graphintel.web.pages.frame import show

bp = APIBlueprint("tokens", __name__, url_prefix="/tokens", enable_openapi=False)
LONGEST_DAYS = 4


@bp.get("")
@permission(Verb.own_tokens)
def page() -> str:
    """The tokens that there are, and the form for a further one."""
    return _page(Wanted("", scope=(Verb.read,)))


@bp.post("")
@permission(Verb.own_tokens)
def create() -> str | tuple[str, int]:
    """Makes a token and shows it, this once."""
    wanted = _wanted()
    ask_again(wanted.scope or ())
    try:
        made = platform().tokens.create(current_actor(), wanted)
    except Invalid as error:
        return _page(wanted, error.problems), 422
    return _page(Wanted("", scope=(Verb.read,)), made=made)


@bp.post("/revoke")
@permission(Verb.own_tokens)
def revoke() -> Response:
    """Revokes a token at once."""
    platform().tokens.revoke(current_actor(), request.form.get("token", ""))
    return redirect(url_for("tokens.page", done="revoked"), 303)


def _wanted() -> Wanted:
    days = request.form.get("days", "")[:LONGEST_DAYS]
    why = (request.form.get(name, "") for name in ("purpose", "legal_basis"))
    return Wanted(
        request.form.get("name", ""), int(days) if days.isascii() and days.isdigit() else 0,
        tuple(request.form.getlist("scope")), *why,
    )  # fmt: skip


def _page(wanted: Wanted, problems: Sequence[Problem] = (), made: Created | None = None) -> str:
    actor = current_actor()
    offered = [(verb, _(DEEDS[verb]), verb in ASKS_AGAIN) for verb in Verb if verb in verbs_of(actor)]
    return show(
        "tokens/page.html",
        tokens=platform().tokens.mine(actor),
        wanted=wanted,
        offered=offered,
        deed=lambda verb: _(DEEDS[Verb(verb)]) if verb in Verb.__members__ else verb,
        purposes=platform().purposes.offered()["items"],
        longest=LONGEST_LIFE,
        usual=USUAL_LIFE,
        problems_found=problems,
        made=made,
        done=_("The token is revoked. Whatever used it is refused from now on.") if request.args.get("done") else None,
        now=now(),
    )
