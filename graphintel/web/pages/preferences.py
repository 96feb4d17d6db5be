"""Theme and language, kept in cookies: they tell nothing about anybody and survive signing out."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import redirect, request
from werkzeug.wrappers import Response

from graphintel import i18n
from graphintel.web.access import public
from graphintel.web.hosts import encrypted
from graphintel.web.languages import COOKIE, ONE_YEAR
from graphintel.web.pages.frame import THEME_COOKIE, THEMES
from graphintel.web.sign_in import local_address

bp = APIBlueprint("preferences", __name__, url_prefix="/preferences", enable_openapi=False)


@bp.post("/theme")
@public
def theme() -> Response:
    """Light, dark, or as the system has it."""
    response = redirect(local_address(request.form.get("next")), 303)
    wanted = request.form.get("theme")
    if wanted in THEMES:
        response.set_cookie(THEME_COOKIE, wanted, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=encrypted())
    else:
        response.delete_cookie(THEME_COOKIE, httponly=True, samesite="Lax", secure=encrypted())
    return response


@bp.post("/language")
@public
def language() -> Response:
    """One of the languages that there is a catalogue for."""
    response = redirect(local_address(request.form.get("next")), 303)
    wanted = i18n.negotiate([request.form.get("language", "")], i18n.language())
    response.set_cookie(COOKIE, wanted, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=encrypted())
    return response
