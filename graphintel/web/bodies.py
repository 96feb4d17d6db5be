"""Bodies of requests before anything takes them apart: what no later step could hold is refused here, in one place."""

from __future__ import annotations

import orjson
from flask import Flask, request
from werkzeug.exceptions import BadRequest

BODILESS = {"GET", "HEAD", "OPTIONS", "DELETE"}


def install(app: Flask) -> None:
    """Refuses JSON that is malformed, nested beyond reason, or holds half a character."""
    app.before_request(_check)


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
