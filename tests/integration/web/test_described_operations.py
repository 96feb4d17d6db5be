"""What the API's description admits, and what it forbids, is sent to each operation by the examples of schemathesis.

No operation fails, and none answers but as the description says: status, content type, headers and shape.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, cast

import pytest
import schemathesis
from apiflask import APIFlask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from werkzeug.test import TestResponse

from tests.platforms import Browser, People

EXAMPLES = int(os.environ.get("GRAPHINTEL_TEST_EXAMPLES", "4"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# A session answers itself: who signs out in the middle is signed out.
SIGNING_OUT = {("DELETE", "/api/v1/session")}

Send = Callable[[dict[str, Any]], TestResponse]


def failures(app: APIFlask, send: Send, mode: GenerationMode) -> list[str]:
    """What was answered otherwise than described, over all operations."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    found: list[str] = []
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]
        if (operation.method.upper(), operation.path) in SIGNING_OUT:
            continue
        try:
            exercise(operation, send, mode)
        except Unsatisfiable:
            continue  # Nothing can be wrong with a request that takes nothing.
        except Exception as error:  # noqa: BLE001 - each failure is collected with its operation
            found.append(f"{operation.method.upper()} {operation.path}: {error}")
    return found


def exercise(operation: Any, send: Send, mode: GenerationMode) -> None:  # noqa: ANN401 - schemathesis's own
    """Sends so many examples to one operation."""

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=cast("list[HealthCheck]", list(HealthCheck)),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def once(case: schemathesis.Case[Any]) -> None:
        case.validate_response(send(case.as_transport_kwargs()), checks=CHECKS)

    once()


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_whoever_is_signed_in_is_answered_as_described(
    app: APIFlask, ids: dict[str, str], ada: Browser, mode: GenerationMode
) -> None:
    def send(kwargs: dict[str, Any]) -> TestResponse:
        headers = {**dict(kwargs.pop("headers", None) or {}), **ada.headers}
        return ada.client.open(**kwargs, headers=headers)

    found = failures(app, send, mode)

    assert not found, "\n\n".join(found)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_nobody_is_answered_as_described(app: APIFlask, people: People, mode: GenerationMode) -> None:
    client = app.test_client(use_cookies=False)

    def send(kwargs: dict[str, Any]) -> TestResponse:
        return client.open(**kwargs)

    found = failures(app, send, mode)

    assert not found, "\n\n".join(found)
