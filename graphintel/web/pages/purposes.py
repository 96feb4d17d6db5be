"""Why one asks: the form that changes it, which also stands where something needs a purpose first."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from graphintel.errors import Invalid
from graphintel.model.events import circumstances
from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.purposes import session_needed
from graphintel.web.sign_in import local_address

bp = APIBlueprint("purposes", __name__, url_prefix="/purpose", enable_openapi=False)


@bp.get("")
@permission(Verb.own_account)
def page() -> str:
    """The form, with what is chosen now."""
    told = circumstances()
    return _page(told.purpose, told.legal_basis)


@bp.post("")
@permission(Verb.own_account)
def choose() -> Response | tuple[str, int]:
    """Takes the form and leads on to where it was needed."""
    purpose, basis = request.form.get("purpose", ""), request.form.get("legal_basis", "")
    try:
        platform().purposes.choose(current_actor(), session_needed(), purpose, basis)
    except Invalid as error:
        return _page(purpose, basis, error.problems[0].message), 422
    return redirect(local_address(request.form.get("next")), 303)


def _page(purpose: str, legal_basis: str, error: str = "") -> str:
    return render_template(
        "purposes/page.html",
        purposes=platform().purposes.offered()["items"],
        purpose=purpose,
        legal_basis=legal_basis,
        error=error,
        next=local_address(request.values.get("next")),
        needed=bool(request.args.get("needed")),
    )
