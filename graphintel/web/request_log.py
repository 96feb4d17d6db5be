"""One line in the log for each request, under an id that its answer and its errors bear too; without personal data."""

from __future__ import annotations

import secrets
import time
from typing import cast

from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars

from graphintel.log import get_logger
from graphintel.queries.timings import Spent, begin_counting
from graphintel.web.proxies import REQUEST_ID

HEADER = "X-Request-ID"
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
FAILED = 500

log = get_logger(__name__)


def install(app: Flask) -> None:
    """Gives every request an id before anything else, and logs it once it is answered."""
    app.before_request(_begin)
    app.after_request(_log)


def request_id() -> str:
    """The id of this request: as a listed proxy gave it, else a new one."""
    if "request_id" not in g:
        g.request_id = request.environ.get(REQUEST_ID) or secrets.token_hex(6).upper()
    return cast("str", g.request_id)


def route() -> str:
    """The pattern of the address, never what stands in it; none where the address is not known."""
    return request.url_rule.rule if request.url_rule is not None else "none"


def method() -> str:
    """The method, of those that there are: anybody can invent others."""
    return request.method if request.method in METHODS else "other"


def elapsed() -> float:
    """The seconds since the request was taken up."""
    return time.perf_counter() - cast("float", g.get("started", time.perf_counter()))


def _begin() -> None:
    g.started, g.spent = time.perf_counter(), begin_counting()
    clear_contextvars()
    bind_contextvars(request=request_id())


def _log(response: Response) -> Response:
    spent = cast("Spent", g.get("spent") or Spent())
    found = g.get("caller")
    write = log.info if response.status_code < FAILED else log.warning
    write(
        "web.answered",
        method=method(),
        route=route(),
        status=response.status_code,
        milliseconds=round(elapsed() * 1000, 1),
        queries=spent.queries,
        query_milliseconds=round(spent.seconds * 1000, 1),
        user=None if found is None else found.actor.id,
    )
    response.headers[HEADER] = request_id()
    return response
