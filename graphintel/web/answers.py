"""Answers as JSON. Services hand over plain values; tests hold them against the schemas."""

from __future__ import annotations

import io
from typing import Any

import orjson
from flask import Response, send_file

JSON = "application/json"
PROBLEM = "application/problem+json"
# For the input of query strings: the schema decides what becomes of unknown fields, and ours refuse them.
ASKED: dict[str, Any] = {"unknown": None}


def answer(data: object, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(orjson.dumps(data), status=status, mimetype=JSON)


def nothing() -> Response:
    """The answer to a change that leaves nothing to tell."""
    return Response(status=204)


def download(content: bytes, *, mimetype: str, filename: str) -> Response:
    """A file to be kept, never shown in place: what it holds may come from a source that nobody vouches for."""
    return send_file(io.BytesIO(content), mimetype=mimetype, as_attachment=True, download_name=filename)
