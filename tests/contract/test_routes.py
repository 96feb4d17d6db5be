"""Every route says who may use it and what it takes and gives, and keeps to it; nobody known gets no data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from apiflask import APIFlask
from werkzeug.routing import AnyConverter, BaseConverter, Rule, UUIDConverter

from graphintel.security.policy import Verb

API = "/api/v1/"
# What somebody who is not signed in may ask for, and why.
PUBLIC = {
    "static": "Style, scripts and icons hold no data.",
    "health.healthz": "Monitoring asks before anybody can sign in.",
    "health.readyz": "Monitoring asks before anybody can sign in.",
    "health.metrics": "Counts of answers, without data.",
    "sign_in.page": "To sign in.",
    "sign_in.enter": "To sign in.",
    "sign_in.leave": "Whoever has no session any more may still leave.",
    "second_factors.code": "The password was right; the code is still to come.",
    "second_factors.enter": "The password was right; the code is still to come.",
    "second_factors.set_up": "The password was right; a role that must have a second factor sets it up.",
    "second_factors.confirm_at_sign_in": "The password was right; a role that must have a second factor sets it up.",
    "oidc.begin": "To sign in.",
    "oidc.back": "To sign in.",
    "session.start": "To sign in.",
    "session.show": "Answers who is signed in, or that nobody is.",
    "session.end": "Whoever has no session any more may still leave.",
    "openapi.document": "The description of the API holds no data.",
    "openapi.page": "The description of the API holds no data.",
    "home.page": "Any role has a first page; nobody known is led to the sign-in form.",
    "preferences.theme": "Dark or light is kept in a cookie, on the sign-in form too.",
    "preferences.language": "The language is kept in a cookie, on the sign-in form too.",
}
# Files, which are described by their type of content alone.
FILES = {"openapi.document", "intake_api.report"}


def rules(app: APIFlask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))


def view(app: APIFlask, rule: Rule) -> Callable[..., Any]:
    return app.view_functions[rule.endpoint]


def methods(rule: Rule) -> set[str]:
    return set(rule.methods or ()) - {"HEAD", "OPTIONS"}


def address(app: APIFlask, rule: Rule) -> str:
    """An address that the rule matches."""
    given = {name: example(converter) for name, converter in rule._converters.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, given, method=min(methods(rule)))


def example(converter: BaseConverter) -> str:
    """A part of an address that the converter takes."""
    if isinstance(converter, UUIDConverter):
        return str(UUID(int=0))
    return str(min(converter.items)) if isinstance(converter, AnyConverter) else "x"


def test_every_view_declares_a_permission(app: APIFlask) -> None:
    undeclared = [
        rule.endpoint for rule in rules(app) if rule.endpoint != "static" and not hasattr(view(app, rule), "permission")
    ]

    assert undeclared == []


def test_permissions_are_verbs_of_the_policy(app: APIFlask) -> None:
    declared = {getattr(view(app, rule), "permission", None) for rule in rules(app)} - {None}

    assert declared <= set(Verb)


def test_what_is_public_is_listed_with_its_reason(app: APIFlask) -> None:
    public = {rule.endpoint for rule in rules(app) if getattr(view(app, rule), "permission", None) is None}

    assert public == PUBLIC.keys()


def test_a_route_of_the_api_declares_what_it_gives(app: APIFlask) -> None:
    silent = [
        rule.endpoint
        for rule in rules(app)
        if rule.rule.startswith(API)
        and rule.endpoint not in FILES
        and "response" not in getattr(view(app, rule), "_spec", {})
    ]

    assert silent == []


def test_a_route_of_the_api_that_takes_a_body_declares_it(app: APIFlask) -> None:
    silent = [
        rule.endpoint
        for rule in rules(app)
        if rule.rule.startswith(API)
        and methods(rule) & {"POST", "PUT", "PATCH"}
        and not {"body", "args"} & getattr(view(app, rule), "_spec", {}).keys()
        and not rule.endpoint.endswith(".cancel")
    ]

    assert silent == []


def test_nobody_known_gets_no_data_from_any_route(app: APIFlask) -> None:
    client = app.test_client()
    let_in = {}
    for rule in rules(app):
        if rule.endpoint in PUBLIC:
            continue
        for method in methods(rule):
            answer = client.open(address(app, rule), method=method, headers={"Accept": "text/html"})
            wanted = 401 if rule.rule.startswith(API) else 303
            if answer.status_code != wanted:
                let_in[f"{method} {rule.rule}"] = answer.status_code

    assert let_in == {}


def test_the_first_page_leads_nobody_known_to_the_sign_in_form(app: APIFlask) -> None:
    answer = app.test_client().get("/", headers={"Accept": "text/html"})

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in")


def test_every_route_of_the_api_is_described_in_a_sentence(app: APIFlask) -> None:
    description = app.test_client().get("/api/v1/openapi.json").get_json()
    told = {
        f"{method} {path}": operation.get("summary", "")
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
    }

    assert [name for name, summary in told.items() if not summary] == []
    paths = {rule.rule for rule in rules(app) if rule.rule.startswith(API)} - {"/api/v1/openapi.json"}
    assert len(description["paths"]) == len(paths)
