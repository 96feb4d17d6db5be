"""Loading files by upload: a batch runs in the background, and is asked about by its id."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast

import orjson
from apiflask import APIBlueprint, APIFlask, FileSchema
from flask import Flask, Response, current_app, request
from werkzeug.datastructures import FileStorage

from graphintel.errors import GraphintelError, Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.intake.mapping import reading
from graphintel.intake.mapping.tree import LARGEST
from graphintel.intake.report import as_csv
from graphintel.jobs.queue import Job, Queue
from graphintel.log import get_logger
from graphintel.security.policy import Verb, may
from graphintel.services.checking import Asked
from graphintel.services.intake import Intake
from graphintel.services.uploads import KIND, Upload
from graphintel.web.access import EXTENSION as PLATFORM
from graphintel.web.access import caller, current_actor, permission, platform
from graphintel.web.answers import JSON, answer, download
from graphintel.web.schemas.intake import BatchesOut, BatchIn, BatchOut, MappingsOut

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

api = APIBlueprint("intake_api", __name__, url_prefix="/api/v1/intake", tag="Intake")

# A list of persons has tens of megabytes; more comes in by the command line, which reads files where they lie.
LARGEST_UPLOAD = 256 * 1024 * 1024
EXTENSION = "graphintel.jobs"
TAKES_FILES = frozenset({"intake", "intake_api"})
log = get_logger(__name__)


@api.record_once
def _install(state: Any) -> None:  # noqa: ANN401 - what Flask hands over when a blueprint is registered
    app: Flask = state.app
    settings, keys = app.extensions[PLATFORM].settings, app.extensions[PLATFORM].keys
    app.extensions.setdefault(EXTENSION, Queue(settings.jobs_folder, keys.key("jobs"), settings.redis_url))


@api.url_value_preprocessor
def allow_uploads(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Lets the views of a blueprint take files. Before anything reads the form: elsewhere requests are small."""
    request.max_content_length = LARGEST_UPLOAD


def largest_body(app: APIFlask, small: int, environ: WSGIEnvironment) -> int:
    """How large a body is taken in: as large as an upload only from whoever may load, before any of it has come."""
    with app.request_context(environ):
        if request.blueprint not in TAKES_FILES:
            return small
        try:
            found = caller()
        except GraphintelError:
            return small  # Why is said when the request is answered.
        return LARGEST_UPLOAD if found is not None and may(found.actor, Verb.load) else small


@api.get("/mappings")
@permission(Verb.load)
@api.output(MappingsOut)
def mappings() -> Response:
    """The mappings that come with the product."""
    return answer({"items": reading.described()})


@api.get("/batches")
@permission(Verb.load)
@api.output(BatchesOut)
def batches() -> Response:
    """The latest batches of which you may see everything."""
    return answer(_intake().batches(current_actor()))


@api.post("/batches")
@permission(Verb.load)
@api.input(BatchIn, location="form_and_files", arg_name="asked")
@api.output(BatchOut, status_code=202)
def load(asked: Mapping[str, Any]) -> Response:
    """Begins to load the files, or with dry_run only to check them; what is wrong with the request is said at once."""
    return answer(begin(asked), 202)


def begin(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Begins a batch of uploaded files, which goes on in the background; the batch as it then is."""
    mapping, name = _mapping(asked)
    files = [(_name(each), each.save) for each in asked["file"]]
    said = Asked(asked.get("marking", ""), asked.get("grade", ""), asked["legal_basis"], asked["observed_at"])
    begun = platform().uploads.begin(current_actor(), Upload(mapping, name, files, said, asked["dry_run"]))
    try:
        _queue().put(Job(KIND, begun["id"]))
    except Exception as error:
        # It has begun: without the queue it is found a moment later.
        log.exception("jobs.queue_failed", error=type(error).__name__)
    return begun


@api.get("/batches/<uuid:batch_id>")
@permission(Verb.load)
@api.output(BatchOut)
def batch(batch_id: object) -> Response:
    """A batch: how far it is, and its report once it has ended."""
    return answer(_intake().batch(current_actor(), str(batch_id)))


@api.post("/batches/<uuid:batch_id>/cancel")
@permission(Verb.load)
@api.output(BatchOut)
def cancel(batch_id: object) -> Response:
    """Asks a running batch to stop. What it has loaded stays."""
    return answer(_intake().cancel(current_actor(), str(batch_id)))


@api.get("/batches/<uuid:batch_id>/report")
@permission(Verb.load)
@api.output(FileSchema(type="string", format="binary"), content_type="application/octet-stream")
def report(batch_id: object) -> Response:
    """The report of a batch as a file: JSON, or with ?format=csv the rejections and notes as a table."""
    found = _intake().batch(current_actor(), str(batch_id))
    if request.args.get("format") == "csv":
        # The mark makes spreadsheets read it as UTF-8.
        table = "\ufeff" + as_csv(found["report"] or {})
        return download(table.encode(), mimetype="text/csv; charset=utf-8", filename=f"batch-{batch_id}.csv")
    return download(orjson.dumps(found), mimetype=JSON, filename=f"batch-{batch_id}.json")


def _intake() -> Intake:
    return platform().intake


def _queue() -> Queue:
    return cast("Queue", current_app.extensions[EXTENSION])


def _mapping(asked: Mapping[str, Any]) -> tuple[bytes, str]:
    """A shipped mapping by its name, or one that was sent along, never a file of this machine; and its name."""
    sent: FileStorage | None = asked.get("mapping_file")
    if (sent is None) == ("mapping" not in asked):
        message = _("is the name of a mapping, or a mapping_file is sent instead: one of the two.")
        raise Invalid(Problem("mapping", message))
    if sent is None:
        return reading.text_of(asked["mapping"]), asked["mapping"]
    return sent.stream.read(LARGEST * 4), _name(sent)


def _name(sent: FileStorage) -> str:
    """The name of an upload without folders, for reports; it is never used as a path."""
    return PurePosixPath((sent.filename or "").replace("\\", "/")).name[:200] or "-"
