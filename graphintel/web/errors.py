"""Errors as answers: problem details for programs, a page for people, each with a reference that the log knows too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

import orjson
from apiflask import HTTPError
from flask import Flask, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from graphintel.errors import (
    Conflict,
    GraphintelError,
    Invalid,
    NotAllowed,
    NotFound,
    Problem,
    StoreUnavailable,
    TooMany,
)
from graphintel.i18n import gettext as _
from graphintel.i18n import lazy_gettext
from graphintel.log import get_logger
from graphintel.security.policy import NotSignedIn
from graphintel.services.sight import PurposeNeeded
from graphintel.web.access import AGAIN, ReauthenticationNeeded, caller, platform
from graphintel.web.answers import PROBLEM
from graphintel.web.hosts import UnknownHost
from graphintel.web.request_log import request_id

log = get_logger(__name__)

# The first that an error is an instance of counts.
STATUS: tuple[tuple[type[GraphintelError], int], ...] = (
    (UnknownHost, 400),
    (NotSignedIn, 401),
    (Invalid, 422),
    (NotFound, 404),
    (NotAllowed, 403),
    (Conflict, 409),
    (StoreUnavailable, 503),
    (TooMany, 429),
)
CODES = {
    400: "malformed",
    401: "not_signed_in",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    408: "too_slow",
    411: "length_required",
    413: "too_large",
    415: "wrong_type",
    422: "invalid",
    429: "too_many",
    500: "unexpected",
    503: "store_unavailable",
}
SENTENCES = {
    400: lazy_gettext("The request could not be read. Send well-formed JSON, or what the API's description asks for."),
    404: lazy_gettext("There is no such thing, or none that you may see."),
    405: lazy_gettext("This address does not take that method."),
    408: lazy_gettext("The request did not arrive in time, or too many were on their way. Send it again."),
    411: lazy_gettext("The request does not say how long it is. Send it with Content-Length."),
    413: lazy_gettext("The request is larger than this address takes."),
    415: lazy_gettext("The request has a content type that this address does not take."),
    422: lazy_gettext("Some of the values cannot be accepted."),
    500: lazy_gettext(
        "Something failed that should not have. Nothing was changed. Tell the reference to whoever runs this."
    ),
}
RETRY_SECONDS = "2"
ON_RECORD = frozenset({401, 403, 404, 405})


@dataclass(frozen=True, slots=True)
class Failure:
    """An error on its way out."""

    status: int
    code: str
    detail: str
    reference: str
    problems: tuple[Problem, ...] = ()
    headers: Mapping[str, str] | None = None

    def body(self) -> dict[str, object]:
        """Problem details after RFC 9457."""
        return {
            "type": f"urn:graphintel:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "problems": [problem.as_dict() for problem in self.problems],
            "reference": self.reference,
        }


def install(app: Flask) -> None:
    """Makes every error of the application an answer of this kind."""
    app.register_error_handler(GraphintelError, _ours)
    app.register_error_handler(HTTPError, _refused_input)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _ours(error: GraphintelError) -> BaseResponse:
    if isinstance(error, NotSignedIn) and not _for_program():
        _put_on_record(401, error.code)
        return redirect(url_for("sign_in.page", next=_here()), 303)
    if isinstance(error, PurposeNeeded) and not _for_program():
        return redirect(url_for("purposes.page", needed=1, next=_here()), 303)
    if isinstance(error, ReauthenticationNeeded) and not _for_program():
        return _password_again(error)
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    headers = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": RETRY_SECONDS}}.get(status)
    if isinstance(error, TooMany):
        headers = {"Retry-After": str(error.seconds)}
    problems = error.problems if isinstance(error, Invalid) else ()
    detail = str(SENTENCES[422]) if problems else error.message
    return _answer(Failure(status, error.code, detail, request_id(), problems, headers))


def _password_again(error: ReauthenticationNeeded) -> Response:
    """A page that asks for the password, and goes on with what was asked: the form that was sent is kept in it."""
    posted = request.method == "POST"
    kept = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token" and "password" not in pair[0]]
    page = render_template(
        "sign_in/again.html",
        action=request.full_path.removesuffix("?") if posted else url_for("sign_in.again"),
        kept=kept if posted else [("next", _here())],
        error=error.message if AGAIN in request.form else "",
    )
    return Response(page, status=403)


def _refused_input(error: HTTPError) -> BaseResponse:
    problems = tuple(_input_problems(error.detail))
    status = 400 if _unreadable(error.detail) else error.status_code
    return _answer(Failure(status, CODES.get(status, "refused"), _sentence(status), request_id(), problems))


def _http(error: HTTPException) -> BaseResponse:
    status = error.code or 500
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    headers = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    return _answer(Failure(status, CODES.get(status, "refused"), _sentence(status), request_id(), (), headers))


def _unforeseen(error: Exception) -> BaseResponse:
    log.error("web.failed", endpoint=request.endpoint, exc_info=error)
    return _answer(Failure(500, "unexpected", _sentence(500), request_id()), logged=True)


def _answer(failure: Failure, *, logged: bool = False) -> Response:
    _put_on_record(failure.status, failure.code)
    if not logged:
        log.info("web.refused", status=failure.status, code=failure.code)
    if _for_program():
        response = Response(orjson.dumps(failure.body()), status=failure.status, mimetype=PROBLEM)
    else:
        response = Response(render_template("errors/error.html", failure=failure), status=failure.status)
    response.headers.extend(failure.headers or {})
    return response


def _put_on_record(status: int, code: str) -> None:
    """Who was refused what; a value that is malformed or a conflict is a mistake, not an attempt."""
    if status not in ON_RECORD:
        return
    try:
        asking = caller()
    except GraphintelError:
        asking = None
    named = [str(value) for value in (request.view_args or {}).values()]
    where = {"method": request.method, "endpoint": request.endpoint or "", "status": status}
    platform().trail.refused(None if asking is None else asking.actor, code, named, **where)


def _for_program() -> bool:
    if request.path.startswith(("/api/", "/healthz", "/readyz", "/metrics")):
        return True
    accepted = request.accept_mimetypes
    return not accepted.accept_html or accepted["application/json"] > accepted["text/html"]


def _here() -> str:
    return request.full_path.removesuffix("?") if request.method == "GET" else "/"


def _sentence(status: int) -> str:
    return str(SENTENCES.get(status) or _("The request was refused: %(reason)s.", reason=HTTPStatus(status).phrase))


def _unreadable(detail: object) -> bool:
    """True where the body is no JSON, or none that has fields; a field may be called json."""
    found = detail.get("json") if isinstance(detail, Mapping) else None
    return isinstance(found, list) or (isinstance(found, Mapping) and "_schema" in found)


def _input_problems(detail: object) -> Iterator[Problem]:
    """Marshmallow's findings, ``{location: {field: [sentences]}}`` with further fields inside, as problems."""
    if not isinstance(detail, Mapping):
        return
    for location, found in detail.items():
        yield from _field_problems(found, "" if isinstance(found, Mapping) else str(location))


def _field_problems(found: object, field: str) -> Iterator[Problem]:
    if isinstance(found, Mapping):
        for name, inner in found.items():
            # Schema-wide findings come without a field of their own.
            path = field if name == "_schema" else f"{field}.{name}".lstrip(".")
            yield from _field_problems(inner, path or "json")
    elif isinstance(found, list):
        for each in found:
            yield from _field_problems(each, field)
    else:
        yield Problem(field, str(found))
