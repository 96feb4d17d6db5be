"""Headers of every answer: a strict content-security policy, nothing sniffed, no data kept in caches."""

from __future__ import annotations

import secrets
from typing import cast

from flask import Flask, Response, g, request

ONE_YEAR = 31_536_000


def csp_nonce() -> str:
    """The word that a page's own inline elements bear; a new one for every answer."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return cast("str", g.csp_nonce)


def install(app: Flask) -> None:
    """Adds the headers to every answer of the application."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = _policy()
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["X-Frame-Options"] = "DENY"
    if request.is_secure:
        headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    if request.endpoint == "static":
        headers.setdefault("Cache-Control", "no-cache")
    else:
        headers["Cache-Control"] = "no-store"
    return response


def _policy() -> str:
    nonce = f"'nonce-{g.csp_nonce}'" if "csp_nonce" in g else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {nonce}".rstrip(),
            f"style-src 'self' {nonce}".rstrip(),
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )
