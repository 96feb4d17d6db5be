"""Bodies of requests before anything takes them apart: what no later step could hold is refused here, in one place."""

from __future__ import annotations

from http import HTTPStatus

import orjson
from flask import Flask, request
from werkzeug.exceptions import BadRequest, LengthRequired, RequestEntityTooLarge, RequestTimeout

from graphintel.i18n import gettext as _
from graphintel.services.uploads import NoRoom
from graphintel.web.access import current_actor
from graphintel.web.arriving import NOT_TAKEN
from graphintel.web.intake import TAKES_FILES

BODILESS = {"GET", "HEAD", "OPTIONS", "DELETE"}


def install(app: Flask) -> None:
    """Refuses a body that was not taken in, and JSON that is malformed, nested beyond reason or half a character."""
    app.before_request(_taken)
    app.before_request(_check)


def _taken() -> None:
    status = request.environ.get(NOT_TAKEN)
    if status == HTTPStatus.REQUEST_TIMEOUT:
        raise RequestTimeout
    if status == HTTPStatus.INSUFFICIENT_STORAGE:
        raise NoRoom(_("There is no room on the disk of the server for what was sent. Nothing was changed."))
    if status == HTTPStatus.LENGTH_REQUIRED:
        raise LengthRequired
    if status == HTTPStatus.BAD_REQUEST:
        raise BadRequest
    if status is not None:
        # Whoever may load and is not signed in any more learns of that, and not that it is too much.
        if request.blueprint in TAKES_FILES:
            current_actor()
        raise RequestEntityTooLarge


def _check() -> None:
    if not request.is_json:
        return
    if request.method in BODILESS and not request.get_data(cache=True):
        return  # Many clients name the type of a body also where they send none.
    try:
        # Strict where the standard library is not: no NaN, no lone surrogates (the store cannot keep them), no depth
        # that ends the interpreter's stack.
        orjson.loads(request.get_data(cache=True))
    except orjson.JSONDecodeError as error:
        raise BadRequest from error
