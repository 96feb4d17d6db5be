"""Loading files by upload: choose, check first, load, watch, and read what became of every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from apiflask import APIBlueprint
from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from graphintel.errors import GraphintelError, Invalid, NotAllowed, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.intake.mapping import reading
from graphintel.security.policy import Verb
from graphintel.web import intake as uploads
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages import look
from graphintel.web.pages.decisions import marking_options
from graphintel.web.pages.frame import show

bp = APIBlueprint("intake", __name__, url_prefix="/intake", enable_openapi=False)
bp.url_value_preprocessor(uploads.allow_uploads)

MOST_FILES = 20
MOST_SHOWN = 200
RUNNING = ("running",)
TEXTS = {"mapping": 200, "marking": 400, "reliability": 1, "credibility": 1, "legal_basis": 500, "observed_at": 40}
# The choice that a mapping of one's own stands under in the list of mappings.
OWN = "own"


@bp.get("")
@permission(Verb.load)
def page() -> str:
    """The form, filled in as for an earlier batch where one is named, and the latest batches."""
    return _form(_as_before(request.args.get("like", "")))


@bp.post("")
@permission(Verb.load)
def load() -> Response | tuple[str, int]:
    """Begins to load or to check files; whatever is wrong is told beside what was filled in."""
    given = {name: request.form.get(name, "").strip()[:most] for name, most in TEXTS.items()}
    try:
        begun = uploads.begin(_asked(given))
    except (Invalid, NotFound, NotAllowed) as error:
        return _form(given, error), 422
    return redirect(url_for("intake.batch", batch=begun["id"]), 303)


@bp.get("/<uuid:batch>")
@permission(Verb.load)
def batch(batch: object) -> str:
    """How far a batch is; what became of its rows once it has ended."""
    found = platform().intake.batch(current_actor(), str(batch))
    report = found.pop("report") or {}
    return show(
        "intake/batch.html",
        batch=found,
        running=found["state"] in RUNNING,
        states=RUNNING,
        report=report,
        most=MOST_SHOWN,
        mine=bool(report),
    )


@bp.post("/<uuid:batch>/cancel")
@permission(Verb.load)
def cancel(batch: object) -> Response:
    """Asks a running batch to stop."""
    platform().intake.cancel(current_actor(), str(batch))
    return redirect(url_for("intake.batch", batch=batch), 303)


def _asked(given: Mapping[str, str]) -> dict[str, Any]:
    """The upload as the API takes it."""
    files = [each for each in request.files.getlist("file") if each.filename]
    if not files:
        raise Invalid(Problem("file", _("No file was chosen."), remedy=_("Choose one or several.")))
    if len(files) > MOST_FILES:
        raise Invalid(Problem("file", _("Up to %(most)s files are taken at once.", most=MOST_FILES)))
    asked: dict[str, Any] = {name: given[name] for name in ("marking", "legal_basis", "observed_at")}
    asked |= {"file": files, "grade": given["reliability"] + given["credibility"]}
    asked["dry_run"] = request.form.get("run") != "load"
    own = request.files.get("mapping_file")
    if given["mapping"] != OWN:
        asked["mapping"] = given["mapping"]
    elif own is not None and own.filename:
        asked["mapping_file"] = own
    else:
        raise Invalid(Problem("mapping_file", _("No mapping was chosen."), remedy=_("Choose a YAML file.")))
    return asked


def _as_before(batch: str) -> dict[str, str]:
    """What was filled in for a batch, to load after checking."""
    if not batch:
        return {}
    found = platform().intake.batch(current_actor(), batch)
    return {
        "mapping": found["mapping"] if found["mapping"] in reading.shipped() else OWN,
        "marking": found["marking"],
        "reliability": found["grade"][:1],
        "credibility": found["grade"][1:],
        "legal_basis": found["legal_basis"],
        "checked": ", ".join(found["files"]),
    }


def _form(given: Mapping[str, str], error: GraphintelError | None = None) -> str:
    actor = current_actor()
    return show(
        "intake/intake.html",
        given=given,
        mappings=reading.described(),
        own=OWN,
        markings=marking_options(actor),
        reliability=look.reliability_options(),
        credibility=look.credibility_options(),
        batches=platform().intake.batches(actor)["items"],
        found_problems=_problems(error),
    )


def _problems(error: GraphintelError | None) -> Sequence[Problem]:
    if error is None:
        return ()
    if not isinstance(error, Invalid):
        return (Problem("mapping" if isinstance(error, NotFound) else "", error.message),)
    # The grade is asked for in two fields.
    return [
        Problem("reliability", each.message, each.line, each.remedy) if each.field == "grade" else each
        for each in error.problems
    ]
