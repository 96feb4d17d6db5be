import re

from apiflask import APIFlask
from openapi_spec_validator import OpenAPIV31SpecValidator

from graphintel.security.policy import Verb
from tests.platforms import body

# What is no part of the API: pages, health, files, the description itself.
OUTSIDE = ("/api/v1/openapi.json",)
OPEN_OPERATIONS = {("/api/v1/session", "post"), ("/api/v1/session", "get"), ("/api/v1/session", "delete")}


def test_the_description_is_valid_openapi(app: APIFlask) -> None:
    document = body(app.test_client().get("/api/v1/openapi.json"))

    assert document["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_every_route_of_the_api_is_described(app: APIFlask) -> None:
    document = body(app.test_client().get("/api/v1/openapi.json"))

    routes = {
        (re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.rule not in OUTSIDE
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {(path, method) for path, operations in document["paths"].items() for method in operations}
    assert described == routes


def test_every_operation_names_its_permission_its_answer_and_its_errors(app: APIFlask) -> None:
    document = body(app.test_client().get("/api/v1/openapi.json"))

    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            at = f"{method} {path}"
            assert operation["summary"].endswith("."), at
            if (path, method) not in OPEN_OPERATIONS:
                assert operation["x-permission"] in list(Verb), at
                assert {"401", "403"} <= set(operation["responses"]), at
            success = [code for code in operation["responses"] if code.startswith("2")]
            assert len(success) == 1, at
            if success != ["204"]:
                assert all(each["schema"] for each in operation["responses"][success[0]]["content"].values()), at
            assert {"500", "503"} <= set(operation["responses"]), at
            if "requestBody" in operation:
                assert {"400", "422"} <= set(operation["responses"]), at


def test_every_view_declares_its_permission(app: APIFlask) -> None:
    undeclared = [
        name for name, view in app.view_functions.items() if name != "static" and not hasattr(view, "permission")
    ]

    assert undeclared == []


def test_everything_that_is_taken_has_a_bound(app: APIFlask) -> None:
    document = body(app.test_client().get("/api/v1/openapi.json"))
    bounds = {"maxLength", "pattern", "enum", "format"}

    unbounded = []
    assert {"DecisionIn", "NewEntityIn", "ChartStateIn", "ExportIn"} <= set(document["components"]["schemas"])
    for name, schema in document["components"]["schemas"].items():
        if name.endswith("In"):
            for field, about in schema["properties"].items():
                if about.get("type") == "string" and not bounds & set(about):
                    unbounded.append(f"{name}.{field}")
                if about.get("type") == "array" and "maxItems" not in about:
                    unbounded.append(f"{name}.{field}")

    assert unbounded == []
