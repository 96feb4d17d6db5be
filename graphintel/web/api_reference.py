"""The API's description as rows to read: what the page of the reference shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

Schema = Mapping[str, Any]

BOUNDS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "pattern": "like {}",
    "default": "usually {}",
}
# Lists of words that are long stand elsewhere: kinds and types have an address of their own.
MOST_WORDS = 12
CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field of a schema: its type as text, and the schema that it leads to."""

    name: str
    type: str
    target: str | None
    required: bool
    bounds: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked for."""

    method: str
    path: str
    summary: str
    permission: str | None
    parameters: tuple[Field, ...]
    body: str | None
    answers: tuple[tuple[str, str, str | None], ...]

    @property
    def anchor(self) -> str:
        """Where on the page it stands."""
        return f"{self.method}{self.path}".lower().replace("/", "-").replace("{", "").replace("}", "")


@dataclass(frozen=True, slots=True)
class Shape:
    """A schema: what it is for and its fields."""

    name: str
    about: str
    fields: tuple[Field, ...]


def marked(text: str) -> Markup:
    """A sentence of the description with what stands between backticks as code."""
    parts = CODE.split(text)
    return Markup("").join(
        Markup('<code class="mono">{}</code>').format(part) if at % 2 else part for at, part in enumerate(parts)
    )


def operations(spec: Schema) -> dict[str, list[Operation]]:
    """The operations by what they are about."""
    found: dict[str, list[Operation]] = {}
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(_operation(spec, path, method, operation))
    return dict(sorted(found.items()))


def shapes(spec: Schema) -> list[Shape]:
    """The schemas by name."""
    return [
        Shape(name, schema.get("description", ""), tuple(_fields(schema)))
        for name, schema in sorted(spec["components"]["schemas"].items())
    ]


def _operation(spec: Schema, path: str, method: str, operation: Schema) -> Operation:
    body = operation.get("requestBody", {}).get("content", {})
    return Operation(
        method.upper(),
        path,
        operation["summary"],
        operation.get("x-permission"),
        tuple(_field(each["name"], each["schema"], each) for each in operation["parameters"]),
        next((_target(content["schema"]) for content in body.values()), None),
        tuple(_answer(spec, code, response) for code, response in sorted(operation["responses"].items())),
    )


def _answer(spec: Schema, code: str, response: Schema) -> tuple[str, str, str | None]:
    name = response.get("$ref", "").rpartition("/")[2]
    found = spec["components"]["responses"][name] if name else response
    content: Schema = next(iter(found.get("content", {}).values()), {})
    return code, found["description"], _target(content.get("schema", {}))


def _fields(schema: Schema) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, about in schema.get("properties", {}).items():
        yield _field(name, about, {"required": name in required})


def _field(name: str, schema: Schema, about: Schema) -> Field:
    required = bool(about.get("required"))
    return Field(name, _type(schema), _target(schema), required, _bounds(schema), about.get("in", ""))


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for word in ("allOf", "anyOf", "oneOf"):
        if word in schema:
            return " | ".join(_type(each) for each in schema[word])
    type_ = schema.get("type", "any")
    if type_ == "array" or (isinstance(type_, list) and "array" in type_):
        return f"[{_type(schema.get('items', {}))}]"
    return " | ".join(type_) if isinstance(type_, list) else str(type_)


def _target(schema: Schema) -> str | None:
    """The schema that a schema leads to, through lists and alternatives."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    inner = [*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())]
    inner += [schema["items"]] if "items" in schema else []
    return next((found for each in inner if (found := _target(each))), None)


def _bounds(schema: Schema) -> str:
    words = [each for each in schema.get("enum", ()) if each is not None]
    told = [", ".join(map(str, words))] if 0 < len(words) <= MOST_WORDS else []
    empty: tuple[object, ...] = (None, [], {}, "")
    told += [text.format(schema[name]) for name, text in BOUNDS.items() if schema.get(name) not in empty]
    return "; ".join(told)
