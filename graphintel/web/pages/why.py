"""Why somebody sees a record or does not: a question of two fields, and every condition as a line."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import request

from graphintel.errors import NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages.frame import show

bp = APIBlueprint("why", __name__, url_prefix="/administration/why", enable_openapi=False)

LONGEST = 100


@bp.get("")
@permission(Verb.users)
def page() -> str | tuple[str, int]:
    """The form and, where it is filled in, the answer."""
    given = {name: request.args.get(name, "").strip()[:LONGEST] for name in ("user", "record")}
    if not all(given.values()):
        return show("why/why.html", given=given, found=None, found_problems=())
    try:
        found = platform().why.ask(current_actor(), given["user"], given["record"])
    except NotFound as error:
        return show("why/why.html", given=given, found=None, found_problems=[Problem("", error.message)]), 404
    return show("why/why.html", given=given, found=found, words=_words(found["verdict"]), found_problems=())


def _words(verdict: str) -> str:
    return {
        "seen": _("He sees the record."),
        "history": _("He sees the record among what was said before; it does not count any more."),
    }.get(verdict) or _("He does not see the record.")
