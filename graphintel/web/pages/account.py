"""One's own account, to look at and to change."""

from __future__ import annotations

from collections.abc import Sequence

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, current_session, permission, platform
from graphintel.web.pages.frame import show

bp = APIBlueprint("account", __name__, url_prefix="/account", enable_openapi=False)
# What stands in a browser's description of itself; each names those it descends from too, so the first counts.
BROWSERS = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip
LONGEST_NAME = 40
DONE = {
    "password": lambda: _("The password is changed. Every other session of yours has ended."),
    "session": lambda: _("The session is ended."),
    "second_factor_removed": lambda: _("The second factor is removed. Your password alone signs you in now."),
}


@bp.get("")
@permission(Verb.own_account)
def page() -> str:
    """Where one is signed in, and the form for the password."""
    return _page()


@bp.post("/password")
@permission(Verb.own_account)
def change_password() -> Response | tuple[str, int]:
    """Changes one's own password."""
    current, new, again = (request.form.get(name, "") for name in ("current", "new", "repeated"))
    if new != again:
        return _page([Problem("repeated", _("The two entries of the new password differ."))]), 422
    try:
        platform().account.change_password(current_actor(), current, new, keep=current_session())
    except Invalid as error:
        return _page(error.problems), 422
    return redirect(url_for("account.page", done="password"), 303)


@bp.post("/sessions/end")
@permission(Verb.own_account)
def end_session() -> Response:
    """Ends one of one's own sessions."""
    platform().account.end_session(current_actor(), request.form.get("session", ""))
    return redirect(url_for("account.page", done="session"), 303)


def _page(problems: Sequence[Problem] = ()) -> str:
    found = platform().account.sessions(current_actor(), current_session())
    done = DONE.get(request.args.get("done", ""))
    return show(
        "account/page.html",
        sessions=found["items"],
        factor=platform().second_factors.state(current_actor()),
        problems_found=problems,
        wrong={problem.field: problem.message for problem in problems},
        done=done() if done else None,
        browser_name=browser_name,
    )


def browser_name(agent: str) -> str:
    """What a browser calls itself, in a word or two: to tell one's own from another's, not to be relied on."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or agent.partition("/")[0][:LONGEST_NAME] or _("not known")
