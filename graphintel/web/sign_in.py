"""Signing in and out: a form for people, JSON for programs that keep cookies."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from graphintel.errors import Invalid, NotAllowed, TooMany
from graphintel.i18n import gettext as _
from graphintel.i18n import language
from graphintel.model.events import circumstances
from graphintel.security.passwords import LONGEST
from graphintel.security.policy import NotSignedIn, Verb, may
from graphintel.security.tokens import equal
from graphintel.services.second_factors import Waits
from graphintel.services.sessions import LIFETIME, Came, Session, Started
from graphintel.web.access import (
    FORM_COOKIE,
    SESSION_COOKIE,
    Caller,
    CsrfRefused,
    caller,
    csrf_token,
    current_caller,
    form_secret,
    form_token,
    half_session,
    limited,
    permission,
    platform,
    public,
)
from graphintel.web.answers import answer, nothing
from graphintel.web.hosts import encrypted
from graphintel.web.schemas.sign_in import CallerOut, ProofIn, SignInIn

bp = APIBlueprint("sign_in", __name__, enable_openapi=False)
api = APIBlueprint("session", __name__, url_prefix="/api/v1", tag="Session")
LONGEST_NAME = 64


@bp.get("/sign-in")
@public
def page() -> BaseResponse:
    """The sign-in form."""
    if caller() is not None:
        return redirect(local_address(request.args.get("next")), 303)
    half = half_session()
    if half is not None:
        return redirect(way_on(half, local_address(request.args.get("next"))), 303)
    return form(local_address(request.args.get("next")))


@bp.post("/sign-in")
@public
def enter() -> BaseResponse:
    """Takes the sign-in form."""
    secret = request.cookies.get(FORM_COOKIE, "")
    if not secret or not equal(request.form.get("csrf_token", ""), form_token(secret)):
        raise CsrfRefused(_("The sign-in page has expired. Open it again; it needs cookies."))
    target = local_address(request.form.get("next"))
    username, password = request.form.get("username", ""), request.form.get("password", "")
    try:
        started = _started(username[:LONGEST_NAME], password[: LONGEST + 1], **_why())
    except NotSignedIn as refused:
        return form(target, error=refused.message, username=username[:LONGEST_NAME], status=401)
    except Invalid as refused:
        return form(target, error=refused.problems[0].message, username=username[:LONGEST_NAME], status=422)
    except TooMany as refused:
        waiting = form(target, error=refused.message, username=username[:LONGEST_NAME], status=429)
        waiting.headers["Retry-After"] = str(refused.seconds)
        return waiting
    response = redirect(way_on(started.session, target), 303)
    keep(response, started)
    return response


@bp.post("/sign-out")
@public
def leave() -> BaseResponse:
    """Ends the session and leads to the sign-in form."""
    response = redirect(url_for("sign_in.page"), 303)
    _end(response)
    return response


@api.post("/session")
@public
@api.input(SignInIn, arg_name="body")
@api.output(CallerOut, status_code=201)
@limited
def start(body: dict[str, str]) -> BaseResponse:
    """Starts a session, kept by cookie; every change through it names the CSRF token in ``X-CSRF-Token``."""
    started = _started(body.pop("username"), body.pop("password"), code=body.pop("code"), **body)
    response = answer(_described(Caller(started.session.actor, started.session)), 201)
    keep(response, started)
    return response


@bp.post("/sign-in/again")
@permission(Verb.own_account)
def again() -> BaseResponse:
    """Leads on once the password was given again, which the form brings along."""
    return redirect(local_address(request.form.get("next")), 303)


@api.post("/session/proof")
@permission(Verb.own_account)
@api.input(ProofIn, arg_name="body")
@api.output({}, status_code=204)
@limited
def prove(body: dict[str, str]) -> Response:
    """Takes the password again; for ten minutes the session may then export and administer."""
    found = caller()
    if found is None or found.session is None:
        raise NotAllowed(_("A token cannot give a password. Create one that has what you need."))
    platform().sessions.prove(found.session, body["password"])
    return nothing()


@api.get("/session")
@public
@api.output(CallerOut)
def show() -> Response:
    """Who asks, by session or by token."""
    return answer(_described(current_caller()))


@api.delete("/session")
@public
@api.output({}, status_code=204)
def end() -> Response:
    """Ends the session."""
    response = nothing()
    _end(response)
    return response


def way_on(session: Session, target: str) -> str:
    """Where a session leads to: past the second factor that it waits for, else to what was asked for."""
    pages = {Waits.second_factor: "second_factors.code", Waits.set_up: "second_factors.set_up"}
    return url_for(pages[session.waits_for], next=target) if session.waits_for in pages else target


def _started(username: str, password: str, code: str | None = None, **why: str) -> Started:
    """A new session; one that the browser had is ended, whoever made it: its id is never taken over."""
    came = Came(agent=request.user_agent.string, former=request.cookies.get(SESSION_COOKIE), **why)
    return platform().sessions.start(username, password, came, code=code)


def _why() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in ("purpose", "legal_basis")}


def form(target: str, *, error: str = "", username: str = "", status: int = 200) -> Response:
    """The sign-in form, with what went wrong before."""
    page = render_template(
        "sign_in/sign_in.html",
        next=target,
        error=error,
        username=username,
        csrf_token=csrf_token(),
        purposes=platform().purposes.offered()["items"],
        purpose_required=bool(platform().settings.purpose_required),
        **_why(),
        demo=platform().settings.demo,
        provider=platform().oidc.offered,
    )
    response = Response(page, status=status)
    response.set_cookie(FORM_COOKIE, form_secret(), httponly=True, samesite="Strict", secure=encrypted())
    return response


def keep(response: BaseResponse, started: Started) -> None:
    """Hands the secret of a session to the browser."""
    response.set_cookie(
        SESSION_COOKIE,
        started.secret,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=encrypted(),
    )


def _end(response: BaseResponse) -> None:
    secret = request.cookies.get(SESSION_COOKIE)
    if secret:
        platform().sessions.end(secret)
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Lax", secure=encrypted())


def local_address(target: str | None) -> str:
    """Where to go after signing in: a page of this application, never another one's address."""
    if target is None or not target.startswith("/") or target.startswith(("//", "/\\")) or not target.isprintable():
        return "/"
    return target


def _described(found: Caller) -> dict[str, object]:
    clearance = found.actor.clearance
    return {
        "username": found.actor.username,
        "display_name": found.actor.display_name,
        "role": found.actor.role,
        "clearance": {
            "registers": sorted(clearance.registers),
            "level": clearance.level.name,
            "groups": sorted(clearance.groups),
        },
        "emergency_until": found.actor.emergency.until if found.actor.emergency else None,
        "may": [verb for verb in Verb if may(found.actor, verb)],
        "purpose": circumstances().purpose,
        "legal_basis": circumstances().legal_basis,
        "csrf_token": found.session.csrf if found.session else "",
        "language": language(),
    }
