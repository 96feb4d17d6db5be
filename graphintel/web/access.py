"""Who asks: by token or by session. Every change through a session names the session's CSRF token."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import Flask, current_app, g, request

from graphintel.bootstrap import Platform
from graphintel.errors import Invalid, NotAllowed
from graphintel.i18n import gettext as _
from graphintel.model.events import Circumstances, set_circumstances, set_purpose
from graphintel.security.actor import Actor
from graphintel.security.policy import ASKS_AGAIN, NotSignedIn, Verb, authorise, stand
from graphintel.security.tokens import equal, new_secret
from graphintel.services.second_factors import SecondFactorNeeded, Waits
from graphintel.services.sessions import Session

P = ParamSpec("P")
T = TypeVar("T")

SESSION_COOKIE = "gi_session"
FORM_COOKIE = "gi_form"
EXTENSION = "graphintel"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Signing in has no session yet whose token it could name: the form is tied to a cookie of its own, JSON to its type.
BEFORE_SESSION = frozenset({"sign_in.enter", "session.start"})
AGAIN = "again_password"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and through which session, none for a token."""

    actor: Actor
    session: Session | None = None


class CsrfRefused(NotAllowed):
    """A change through a session that does not name the session's token: some other page may have sent it."""

    code = "csrf"


class ReauthenticationNeeded(NotAllowed):
    """The session is known, but the password was given too long ago for what is asked."""

    code = "reauthenticate"


def platform() -> Platform:
    """What this application runs on."""
    return cast("Platform", current_app.extensions[EXTENSION])


def caller() -> Caller | None:
    """Who asks, None where nobody known does."""
    if "caller" not in g:
        # Nobody, should asking fail: the page that then says so must not ask again.
        g.caller = g.half = None
        g.caller = _identify()
        g.pop("half")
        if g.caller is not None:
            stand(g.caller.actor)
    return cast("Caller | None", g.caller)


def half_session() -> Session | None:
    """The session in which the password was given and the second factor was not, for the views that take it alone."""
    secret = request.cookies.get(SESSION_COOKIE)
    if caller() is not None or not secret or "Authorization" in request.headers:
        return None
    if "half" not in g:
        g.half = None
        g.half = platform().sessions.half(secret)
    return cast("Session | None", g.half)


def current_caller() -> Caller:
    """Who asks; NotSignedIn where nobody known does, or his sign-in is not complete."""
    found = caller()
    if found is not None:
        return found
    if half_session() is not None:
        raise SecondFactorNeeded(_("The sign-in is not complete: the second factor is still to come."))
    raise NotSignedIn(_("Sign in first."))


def current_actor() -> Actor:
    """Who asks; NotSignedIn where nobody known does."""
    return current_caller().actor


def proven_session() -> str:
    """The id of the session that asks, in which the password was given lately: for what no token may do."""
    found = current_caller()
    if found.session is None:
        raise NotAllowed(_("A token cannot do this. Sign in with the password."))
    _require_proof()
    return found.session.id


def current_session() -> str | None:
    """The id of the session that asks, None for a token."""
    found = caller()
    return found.session.id if found is not None and found.session is not None else None


def permission(verb: Verb) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Refuses the view to whoever is not signed in, lacks the verb, or has to give the password again for it."""

    def decorator(view: Callable[P, T]) -> Callable[P, T]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> T:
            authorise(current_actor(), verb)
            if verb in ASKS_AGAIN:
                _require_proof()
            return view(*args, **kwargs)

        described = cast("Any", checked)
        described.permission = verb
        return checked

    return decorator


def limited(view: Callable[P, T]) -> Callable[P, T]:
    """Declares that a view may answer that it was asked too often; the API's description says so."""
    cast("Any", view).limited = True
    return view


def public(view: Callable[P, T]) -> Callable[P, T]:
    """Declares that a view is meant for everybody: a view without a permission is a fault that a test finds."""
    cast("Any", view).permission = None
    return view


def csrf_token() -> str:
    """The token for forms and for the page's head: of the session, or of the sign-in form where there is none."""
    session = _session()
    if session is not None:
        return session.csrf
    return form_token(form_secret())


def form_secret() -> str:
    """The random text of the sign-in form's cookie, made where the browser has none."""
    if "form_secret" not in g:
        g.form_secret = request.cookies.get(FORM_COOKIE) or new_secret()
    return cast("str", g.form_secret)


def form_token(secret: str) -> str:
    """The token that belongs to the sign-in form's cookie."""
    return hmac.new(platform().keys.key("sign-in form"), secret.encode(), "sha256").hexdigest()


def install(app: Flask) -> None:
    """Notes from where each request comes, before anything refuses it."""
    app.before_request(_note)


def guard(app: Flask) -> None:
    """Puts the check of every change before every view."""
    app.before_request(_check)


def _note() -> None:
    origin = "api" if request.path.startswith("/api/") else "web"
    set_circumstances(Circumstances(origin, address=request.remote_addr or ""))


def _check() -> None:
    if request.method in SAFE or request.endpoint is None or request.endpoint in BEFORE_SESSION:
        return
    session = _session()
    if session is not None and not equal(_named_token(), session.csrf):
        raise CsrfRefused(_("The page that this came from has expired. Reload it and try again."))
    if session is not None and session.waits_for == Waits.nothing and AGAIN in request.form:
        _take_password(session)


def _session() -> Session | None:
    """The session that asks, whole or half; none for a token."""
    found = caller()
    return half_session() if found is None else found.session


def _take_password(session: Session) -> None:
    """Takes the password that was put into a form so that what the form asks for may go on."""
    try:
        platform().sessions.prove(session, request.form[AGAIN])
    except Invalid as error:
        raise ReauthenticationNeeded(error.problems[0].message) from error
    g.pop("caller")


def ask_again(verbs: Iterable[str]) -> None:
    """Asks for the password again where one of these needs it: a token made for it will not be asked."""
    if ASKS_AGAIN.intersection(verbs):
        _require_proof()


def _require_proof() -> None:
    found = caller()
    if found is not None and found.session is not None and not found.session.proved:
        raise ReauthenticationNeeded(_("Give your password again to go on."))


def _named_token() -> str:
    named = request.headers.get("X-CSRF-Token")
    return request.form.get("csrf_token", "") if named is None else named


def _identify() -> Caller | None:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme:
        if scheme.lower() != "bearer":
            raise NotSignedIn(_("Authorization is by bearer token only."))
        bearer = platform().tokens.bearer(token.strip())
        set_purpose(bearer.purpose, bearer.legal_basis)
        return Caller(bearer.actor)
    secret = request.cookies.get(SESSION_COOKIE)
    session = platform().sessions.find(secret) if secret else None
    if session is not None:
        set_purpose(session.purpose, session.legal_basis)
    return None if session is None else Caller(session.actor, session)
