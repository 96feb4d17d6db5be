"""Holds every answer that a test gets against the API's own description: status, type and shape."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask
from openapi_schema_validator import OAS31Validator
from werkzeug.test import TestResponse


class Description:
    """The description of an application's API."""

    def __init__(self, app: APIFlask) -> None:
        self._routes = app.url_map.bind("127.0.0.1")
        document: dict[str, Any] = app.test_client().get("/api/v1/openapi.json").get_json()
        self._components = {"components": _closed(document["components"])}
        self._operations = {
            operation["operationId"]: operation
            for operations in document["paths"].values()
            for operation in operations.values()
        }

    def check(self, method: str, path: str, answer: TestResponse) -> None:
        """Fails where the answer is not one that the description promises."""
        endpoint, _arguments = self._routes.match(path, method=method)
        operation = self._operations[f"{method.lower()}_{endpoint.replace('.', '_')}"]
        status = str(answer.status_code)
        assert status in operation["responses"], f"{method} {path} answered {status}, undescribed: {answer.text[:500]}"
        promised = self._resolved(operation["responses"][status]).get("content", {})
        if not promised:
            assert answer.data == b""
            return
        ((mimetype, content),) = promised.items()
        if mimetype == "application/octet-stream":
            return
        assert answer.mimetype == mimetype
        errors = OAS31Validator({**content["schema"], **self._components}).iter_errors(answer.get_json())
        wrong = [f"{error.json_path}: {error.message}" for error in errors]
        assert not wrong, wrong

    def _resolved(self, response: dict[str, Any]) -> dict[str, Any]:
        reference = response.get("$ref")
        found = self._components["components"]["responses"][reference.rpartition("/")[2]] if reference else response
        return dict(found)


def _closed(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The same schemas without room for what they do not name."""
    if isinstance(value, list):
        return [_closed(each) for each in value]
    if not isinstance(value, dict):
        return value
    closed = {name: _closed(inner) for name, inner in value.items()}
    if closed.get("type") == "object" and "properties" in closed:
        closed.setdefault("additionalProperties", False)
    return closed
