"""The API's own description: OpenAPI 3.1, and a page made from it that needs nothing from elsewhere."""

from __future__ import annotations

from typing import Any, cast

from apiflask import APIBlueprint, APIFlask
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Response, current_app, render_template

from graphintel.web import api_reference
from graphintel.web.access import public
from graphintel.web.answers import PROBLEM, answer
from graphintel.web.schemas.shared import ProblemDetails

bp = APIBlueprint("openapi", __name__, enable_openapi=False)

DESCRIPTION = """\
Everything that the explorer shows, as JSON. Sign in with a token (`Authorization: Bearer gi_...`) or with a \
session; a session names its CSRF token in `X-CSRF-Token` at every change. What you may not see is missing from every \
answer and every count. Errors are problem details (RFC 9457). Pages go on by `next_cursor`, which is opaque and good \
for the same question only."""
CONFIGURATION: dict[str, Any] = {
    "OPENAPI_VERSION": "3.1.0",
    "DESCRIPTION": DESCRIPTION,
    "LICENSE": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "SERVERS": [{"url": "/"}],
    "AUTO_OPERATION_ID": True,
    "AUTO_VALIDATION_ERROR_RESPONSE": False,
    "AUTO_404_RESPONSE": False,
    "AUTO_AUTH_ERROR_RESPONSE": False,
    "VALIDATION_ERROR_STATUS_CODE": 422,
    "SECURITY_SCHEMES": {
        "token": {"type": "http", "scheme": "bearer", "description": "An API token, `gi_...`."},
        "session": {"type": "apiKey", "in": "cookie", "name": "gi_session", "description": "A signed-in browser."},
    },
}
SESSION = "/api/v1/session"
ERRORS = {
    "400": "The request could not be read.",
    "401": "Nobody known asks.",
    "403": "The role or the clearance does not allow it, or the CSRF token is missing.",
    "404": "There is no such thing, or none that you may see.",
    "409": "It was changed meanwhile, or contradicts what is stored.",
    "408": "The request did not arrive in time.",
    "411": "The request does not say how long it is.",
    "413": "The request is too large.",
    "422": "A value cannot be accepted; `problems` names each.",
    "429": "It was asked or tried too often; `Retry-After` says for how many seconds to wait.",
    "500": "Something failed that should not have.",
    "503": "The database does not answer.",
}


class Application(APIFlask):
    """APIFlask, save that a schema which stands inside others may also be an answer of its own: it has one name."""

    def _register_schema_and_get_ref(
        self,
        spec: APISpec,
        registered_schema_classes: dict[int, str],
        schema_obj: Any,  # noqa: ANN401 - a schema, as APIFlask has it
    ) -> dict[str, str]:
        name = self.schema_name_resolver(schema_obj)
        if name in spec.components.schemas:
            return {"$ref": f"#/components/schemas/{name}"}
        return super()._register_schema_and_get_ref(spec, registered_schema_classes, schema_obj)


def install(app: APIFlask) -> None:
    """Completes the description when it is made."""

    def complete(made: dict[str, Any] | str) -> dict[str, Any] | str:
        spec = cast("dict[str, Any]", made)
        # Several blueprints may stand under one heading, which is named once.
        spec["tags"] = list({tag["name"]: tag for tag in spec["tags"]}.values())
        spec["components"]["schemas"].update(_problem_schemas())
        for name, description in ERRORS.items():
            content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
            spec["components"].setdefault("responses", {})[f"Error{name}"] = {
                "description": description,
                "content": content,
            }
        for path, operations in spec["paths"].items():
            for method, operation in operations.items():
                _complete(app, path, method, operation)
        return spec

    app.spec_processor(complete)


def _problem_schemas() -> dict[str, Any]:
    aside = APISpec("problems", "1", "3.1.0", plugins=[MarshmallowPlugin(schema_name_resolver=_name)])
    aside.components.schema("ProblemDetails", schema=ProblemDetails)
    return cast("dict[str, Any]", aside.to_dict()["components"]["schemas"])


def _name(schema: Any) -> str:  # noqa: ANN401 - a class or an instance, as the plugin has it
    return str(getattr(schema, "__name__", type(schema).__name__))


def _complete(app: APIFlask, path: str, method: str, operation: dict[str, Any]) -> None:
    endpoint = operation["operationId"].removeprefix(f"{method}_")
    view = _view(app, endpoint)
    verb = getattr(view, "permission", None)
    if verb is not None:
        operation["security"] = [{"token": []}, {"session": []}]
        operation["x-permission"] = str(verb)
    body = "requestBody" in operation
    if body:
        operation["requestBody"]["required"] = True
    names = {"500", "503"}
    names |= {"401", "403"} if verb is not None else set()
    # A session is open to everybody to ask for: who is nobody known is told so.
    names |= {"401"} if path == SESSION else set()
    names |= {"429"} if hasattr(view, "limited") else set()
    names |= {"400", "408", "411", "413", "422"} if body else set()
    names |= {"422"} if operation["parameters"] else set()
    # What is named, in the address, the question or the body, may not be there.
    named = any(each["name"] in {"entity", "record"} for each in operation["parameters"])
    # Ending what has ended may find nothing, too.
    names |= {"404"} if "{" in path or body or named or method == "delete" else set()
    names |= {"409"} if method in {"put", "post", "patch", "delete"} else set()
    for name in sorted(names):
        operation["responses"].setdefault(name, {"$ref": f"#/components/responses/Error{name}"})


def _view(app: APIFlask, operation: str) -> object:
    return next(view for name, view in app.view_functions.items() if name.replace(".", "_") == operation)


@bp.get("/api/v1/openapi.json")
@public
def document() -> Response:
    """The description of the API."""
    return answer(description())


@bp.get("/docs/api")
@public
def page() -> str:
    """The description of the API, to read."""
    spec = description()
    found = {"operations": api_reference.operations(spec), "shapes": api_reference.shapes(spec)}
    return render_template("docs/api.html", spec=spec, marked=api_reference.marked, **found)


def description() -> dict[str, Any]:
    """The description as plain values."""
    return cast("dict[str, Any]", cast("APIFlask", current_app)._get_spec("json"))  # noqa: SLF001 - the cached one
