"""The second factor: its code at sign-in, and setting it up, at sign-in or on one's own account."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from graphintel.errors import Conflict, GraphintelError, Invalid, NotAllowed, NotFound, TooMany
from graphintel.i18n import gettext as _
from graphintel.security.policy import NotSignedIn, Verb
from graphintel.security.second_factors import picture
from graphintel.services.second_factors import Begun, Waits
from graphintel.services.sessions import Session
from graphintel.web.access import current_actor, half_session, permission, platform, proven_session, public
from graphintel.web.pages.frame import show
from graphintel.web.schemas.sign_in import LONGEST_CODE
from graphintel.web.sign_in import keep, local_address

bp = APIBlueprint("second_factors", __name__, enable_openapi=False)
GROUP = 4


@bp.get("/sign-in/code")
@public
def code() -> str:
    """The form for the code, once the password was right."""
    _half(Waits.second_factor)
    return _code_form()


@bp.post("/sign-in/code")
@public
def enter() -> BaseResponse:
    """Takes the code, and goes on to what was asked for."""
    half = _half(Waits.second_factor)
    try:
        started = platform().sessions.complete(half, _typed())
    except TooMany as refused:
        waiting = Response(_code_form(refused.message), status=429)
        waiting.headers["Retry-After"] = str(refused.seconds)
        return waiting
    except NotSignedIn as refused:
        return Response(_code_form(refused.message), status=401)
    response = redirect(_target(), 303)
    keep(response, started)
    return response


@bp.get("/sign-in/second-factor")
@public
def set_up() -> str:
    """The secret for the application, where the role must have a second factor and there is none."""
    return _setting_up(_half(Waits.set_up))


@bp.post("/sign-in/second-factor")
@public
def confirm_at_sign_in() -> BaseResponse | tuple[str, int]:
    """Takes a code of the new secret, and goes on by way of the recovery codes."""
    half = _half(Waits.set_up)
    try:
        started, codes = platform().sessions.set_up(half, _typed())
    except (Invalid, Conflict) as error:
        return _setting_up(half, _told(error)), 422
    response = Response(show("second_factors/codes.html", codes=codes, at_sign_in=True, on=_target()))
    keep(response, started)
    return response


@bp.get("/account/second-factor")
@permission(Verb.own_account)
def page() -> str:
    """The secret for the application, to be set up on one's own account."""
    return _page(proven_session())


@bp.post("/account/second-factor")
@permission(Verb.own_account)
def confirm() -> str | tuple[str, int]:
    """Takes a code of the new secret; shows the recovery codes."""
    session = proven_session()
    try:
        codes = platform().second_factors.confirm(current_actor(), _typed(), session)
    except (Invalid, Conflict) as error:
        return _page(session, _told(error)), 422
    return _codes(codes)


@bp.post("/account/second-factor/codes")
@permission(Verb.own_account)
def renew_codes() -> str:
    """Makes new recovery codes, and shows them."""
    proven_session()
    return _codes(platform().second_factors.renew_codes(current_actor()))


@bp.post("/account/second-factor/remove")
@permission(Verb.own_account)
def remove() -> BaseResponse:
    """Removes one's own second factor."""
    proven_session()
    platform().second_factors.remove(current_actor())
    return redirect(url_for("account.page", done="second_factor_removed"), 303)


@bp.post("/administration/users/<username>/second-factor")
@permission(Verb.users)
def reset(username: str) -> BaseResponse:
    """Removes the second factor of a user who lost it."""
    try:
        platform().second_factors.reset(current_actor(), username)
    except (NotFound, NotAllowed):
        return redirect(url_for("users.one", username=username, done="no_second_factor"), 303)
    return redirect(url_for("users.one", username=username, done="second_factor_reset"), 303)


def _half(waits: Waits) -> Session:
    """The sign-in that waits for this; NotSignedIn, which leads to where it goes on, for any other."""
    half = half_session()
    if half is None or half.waits_for != waits:
        raise NotSignedIn(_("Sign in first."))
    return half


def _typed() -> str:
    return request.form.get("code", "")[:LONGEST_CODE]


def _target() -> str:
    return local_address(request.values.get("next"))


def _told(error: GraphintelError) -> str:
    return error.problems[0].message if isinstance(error, Invalid) else error.message


def _code_form(error: str = "") -> str:
    return show("second_factors/code.html", error=error, next=_target(), recovery="recovery" in request.form)


def _setting_up(half: Session, error: str = "") -> str:
    begun = platform().second_factors.begin(half.actor, half.id)
    return show("second_factors/set_up.html", error=error, at_sign_in=True, next=_target(), **_shown(begun))


def _page(session: str, error: str = "") -> str:
    begun = platform().second_factors.begin(current_actor(), session)
    return show("second_factors/set_up.html", error=error, at_sign_in=False, next="", **_shown(begun))


def _codes(codes: list[str]) -> str:
    return show("second_factors/codes.html", codes=codes, at_sign_in=False, on=url_for("account.page"))


def _shown(begun: Begun) -> dict[str, object]:
    groups = " ".join(begun.secret[at : at + GROUP] for at in range(0, len(begun.secret), GROUP))
    # Drawn by us from our own address: there is nothing of the reader's in it but his user name, as black squares.
    return {"secret": groups, "link": begun.link, "picture": Markup(picture(begun.link))}  # noqa: S704
