"""Whatever is sent to whichever operation of the API: an answer or a refusal in problem details, never a failure."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from typing import Any

import pytest
from apiflask import APIFlask

from tests.platforms import Browser, body

TEXTS = (
    "", " ", "x", "\x00", "a\x00b", "\ud800", "\u202egnp.exe", "<script>alert(1)</script>", "=1+1", "{{7*7}}", "%s%n",
    "' OR 1=1 //", "`}) DETACH DELETE n //", '") OR names:(* AND [a TO z', "a AND OR NOT (", "*", "?~^:\\/!+-",
    "../../etc",
    "x" * 501, "é" * 9_000, "\r\nX-Header: 1", "\x1b[31m", "00000000-0000-0000-0000-000000000000", "suspects/secret",
    "seizures/unclassified/" + "a" * 41, "seizures/unclassified/+", "suspects//", "2026-13-99", "9999", "0000", "B2",
    "²", "१९८४", "1984-03-14T25:61:61Z", "٢٠٢٦-٠١-٠١", "\n", "A1\n", "2026\n",
)  # fmt: skip
OTHER: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**9, -(10**30), 2**63, 0.5, 1e308, [], {}, [[]], [None], {"": ""},
    {"$ref": "x", "__class__": "y"}, [0] * 50, ["x"] * 50,
)  # fmt: skip
BIG = (
    '{"a":' * 20_000 + "1" + "}" * 20_000,
    "[" * 100_000,
    '{"x": 1e999}',
    '{"x": NaN}',
    "\xff\xfe",
    "",
    "null",
    "9" * 5_000,
)

RIGHT: Mapping[str, tuple[Any, ...]] = {
    "marking": ("seizures/unclassified", "suspects/secret", "seizures+suspects/secret", None),
    "scheme": ("imo", "phone", "passport", "lei"), "value": ("9074729", *TEXTS),
    "values": ({}, {"nationality": ["EE"]}),
    "country": ("EE", ""), "role": ("manager", *TEXTS), "at": ("2026-01-01", "2026-02-30", "9999-12-31T23:59:59Z"),
    "from": ("2026", "2026-02-31", "1984-00"), "to": ("2027", "0001"), "positions": ({}, {"x": [1, 2]}),
    "version": (1,), "filters": ({},), "groups": ([],), "viewport": (None, {"x": 0, "y": 1e308, "zoom": 1}),
}  # fmt: skip
FORMATS = ("graphml", "json", "csv", "html")


class Maker:
    """Makes bodies that are nearly as the description asks, with something in them that is not."""

    def __init__(self, description: Mapping[str, Any], ids: list[str], seed: int) -> None:
        self._schemas = description["components"]["schemas"]
        self._ids = ids
        self._random = random.Random(seed)

    def value(self, schema: Mapping[str, Any], hostile: float, name: str = "") -> Any:  # noqa: ANN401, PLR0911 - JSON, case by case
        """Something for a schema; what only one text is right for is known by its name."""
        draw = self._random
        if "$ref" in schema:
            return self.value(self._schemas[schema["$ref"].rpartition("/")[2]], hostile)
        if "anyOf" in schema:
            return self.value(schema["anyOf"][0], hostile)
        if draw.random() < hostile:
            return draw.choice(draw.choice((TEXTS, OTHER)))
        if name in RIGHT and draw.random() < 0.9:
            return draw.choice(RIGHT[name])
        if schema.get("enum"):
            return draw.choice([each for each in schema["enum"] if each is not None])
        types = schema.get("type", "string")
        match types if isinstance(types, str) else next(each for each in types if each != "null"):
            case "object":
                return self._object(schema, hostile)
            case "array":
                count = schema.get("minItems") or draw.randrange(3)
                return [self.value(schema.get("items", {}), hostile) for _ in range(count)]
            case "integer" | "number":
                return draw.choice((1, 2, schema.get("maximum", 3)))
            case "boolean":
                return draw.random() < 0.5
            case _:
                return self._text(schema)

    def _object(self, schema: Mapping[str, Any], hostile: float) -> Any:  # noqa: ANN401 - JSON
        made = {
            name: self.value(inner, hostile, name)
            for name, inner in schema.get("properties", {}).items()
            if name in schema.get("required", ()) or self._random.random() < 0.7
        }
        if isinstance(schema.get("additionalProperties"), dict):
            key = self._random.choice((*TEXTS, "nationality", "birth_date", *self._ids))
            made[key] = self.value(schema["additionalProperties"], hostile)
        return made

    def _text(self, schema: Mapping[str, Any]) -> str:
        pattern = schema.get("pattern", "")
        if "-[0-9a-fA-F]{4}" in pattern:
            return self._random.choice((*self._ids, TEXTS[22]))
        usual = {"[A-F]": "B2", r"\d{4}": "2026-01-15"}
        known = next((text for part, text in usual.items() if part in pattern), "")
        return known or str(schema.get("example") or self._random.choice((*TEXTS, "seizures/unclassified", "imo")))


@pytest.fixture
def askers(app: APIFlask, people: object) -> list[Browser]:
    return [Browser(app, username) for username in ("sven", "hana", "root")]


@pytest.mark.parametrize("seed", range(4))
def test_no_operation_fails_whatever_it_is_sent(
    app: APIFlask, askers: list[Browser], ids: dict[str, str], seed: int
) -> None:
    described = body(app.test_client().get("/api/v1/openapi.json"))
    maker = Maker(described, list(ids.values()), seed)
    draw = random.Random(seed)
    routes = app.url_map.bind("127.0.0.1")
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            if path == "/api/v1/session":
                continue
            for _ in range(12):
                sent = _request(maker, draw, path, operation, list(ids.values()))
                asker = draw.choice(askers)
                answer = asker.client.open(method=method.upper(), headers=asker.headers, **sent)
                _hold(answer, (method, sent))
                # What is no name of anything may make another address, or none that is described.
                if answer.status_code != 308 and routes.test(answer.request.path, method.upper()):
                    asker.description.check(method.upper(), answer.request.path, answer)


def _request(maker: Maker, draw: random.Random, path: str, operation: Any, ids: list[str]) -> dict[str, Any]:  # noqa: ANN401
    hostile = draw.choice((0.0, 0.05, 0.1, 0.3))
    # Slashes and question marks end a path; no client sends them in one.
    named = [text for text in TEXTS if not {"/", "?", "\ud800", ".."} & {text, *text} and text]
    known = FORMATS if "export" in path else ids
    sent: dict[str, Any] = {
        "path": re.sub(r"\{\w+\}", lambda _m: draw.choice(known if draw.random() < 0.8 else named), path)
    }
    sent["query_string"] = {
        each["name"]: _asked(maker.value(each.get("schema", {}), hostile, each["name"]))
        for each in operation.get("parameters", ())
        if each["in"] == "query" and draw.random() < (0.1 if each["name"] == "cursor" else 0.6)
    }
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        made = maker.value(content["application/json"]["schema"], hostile)
        sent["data"] = draw.choice(BIG) if draw.random() < 0.1 else json.dumps(made)
        sent["content_type"] = "application/json"
    elif content:
        form = {name: draw.choice(TEXTS) for name in ("mapping", "marking", "grade", "legal_basis")}
        sent["data"] = {name: _sendable(text) for name, text in form.items()}
        sent["content_type"] = "multipart/form-data"
    return sent


def _asked(value: object) -> object:
    return [_sendable(each) for each in value] if isinstance(value, list) else _sendable(value)


def _sendable(value: object) -> str:
    """As text that an address can hold."""
    return str(value).replace("\ud800", "?")


def _hold(answer: Any, sent: object) -> None:  # noqa: ANN401 - a test answer
    assert answer.status_code < 500, (answer.status_code, answer.text[:300], sent)
    if answer.status_code >= 400:
        problem = body(answer)
        assert answer.mimetype == "application/problem+json", sent
        assert problem["status"] == answer.status_code
        assert not re.search(r"Traceback|MATCH \(|site-packages|\.py\b|neo4j", answer.text), answer.text[:300]
