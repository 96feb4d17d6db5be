"""The language of an answer: as chosen (``?lang=``, then a cookie), as the browser asks, or as installed."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, Response, request

from graphintel import i18n
from graphintel.i18n import formats
from graphintel.web.access import caller, csrf_token, platform
from graphintel.web.headers import csp_nonce
from graphintel.web.hosts import encrypted

COOKIE = "gi_language"
ONE_YEAR = 31_536_000


def install(app: Flask) -> None:
    """Lets every view and template speak the reader's language."""
    app.before_request(_choose)
    app.after_request(_remember)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=False)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(_=i18n.gettext, ngettext=i18n.ngettext)
    app.jinja_env.filters.update(day=formats.day, moment=formats.moment, number=formats.number)
    app.context_processor(_words)


def _choose() -> None:
    i18n.use(i18n.negotiate(filter(None, _asked()), platform().settings.language))


def _asked() -> Iterator[str]:
    # Programs mostly name none: what is not there is not taken apart either.
    headers = request.headers
    yield request.args.get("lang", "")
    if "Cookie" in headers:
        yield request.cookies.get(COOKIE, "")
    if "Accept-Language" in headers:
        yield from request.accept_languages.values()


def _remember(response: Response) -> Response:
    response.headers["Content-Language"] = i18n.language()
    chosen = request.args.get("lang")
    if chosen and i18n.negotiate([chosen], "") == i18n.language() and not request.path.startswith("/api/"):
        response.set_cookie(
            COOKIE, i18n.language(), max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=encrypted()
        )
    return response


def _words() -> dict[str, object]:
    found = caller()
    return {
        "lang": i18n.language(),
        "dir": i18n.direction(),
        "languages": i18n.languages(),
        "csp_nonce": csp_nonce(),
        "csrf_token": csrf_token(),
        "user": found.actor if found is not None else None,
    }
