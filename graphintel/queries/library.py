"""The named queries of ``cypher/*.cypher``, parsed and checked when they are loaded.

Each begins with its contract, and nothing is ever pasted into it::

    // name: feature.query
    // What it answers, in a sentence.
    // access: read
    // params: id, visible
    // returns: id, caption
    // timeout: 20            (seconds; only where the general one does not fit)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, LiteralString, cast

Access = Literal["read", "write"]

START = re.compile(r"^// name:", re.MULTILINE)
FIELD = re.compile(r"// (name|access|params|returns|timeout):(.*)")
NAME = re.compile(r"[a-z_]+\.[a-z0-9_]+")
PARAMETER = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")
# What is not code: comments and quoted text, in which a $name or a keyword means nothing.
NOT_CODE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)


class BrokenQuery(Exception):
    """A query file that does not keep the header contract: a fault of the program, never of its user."""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One query: its name, its contract and its text."""

    name: str
    about: str
    access: Access
    params: frozenset[str]
    returns: tuple[str, ...]
    text: LiteralString
    timeout: float | None = None

    @property
    def code(self) -> str:
        """The text without comments and quoted text."""
        return code_of(self.text)


Library = Mapping[str, NamedQuery]


def code_of(text: str) -> str:
    """Cypher without comments and quoted text."""
    return NOT_CODE.sub(" ", text)


def folder() -> Traversable:
    """Where the Cypher lies: inside an installed wheel, else beside the package in the checkout."""
    package = resources.files("graphintel")
    shipped = package.joinpath("_cypher")
    return shipped if shipped.is_dir() else Path(str(package)).parent / "cypher"


def load(source: Traversable | None = None) -> Library:
    """Every named query of the folder; BrokenQuery names the file and what is wrong with it."""
    found: dict[str, NamedQuery] = {}
    for file in sorted((source or folder()).iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".cypher"):
            continue
        for query in parse(file.name, file.read_text(encoding="utf-8")):
            if query.name in found:
                raise BrokenQuery(f"{file.name}: there are two queries {query.name}.")
            found[query.name] = query
    return found


def parse(file: str, text: str) -> Iterator[NamedQuery]:
    """The queries of one file, each checked against its header."""
    starts = [match.start() for match in START.finditer(text)]
    if code_of(text[: starts[0]] if starts else text).strip():
        raise BrokenQuery(f"{file}: there is Cypher before the first `// name:`.")
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield _query(file, text[start:end])


def _query(file: str, part: str) -> NamedQuery:
    fields, about, body = _split(part)
    name = fields.get("name", "")
    if not NAME.fullmatch(name) or name.split(".")[0] != file.removesuffix(".cypher"):
        raise BrokenQuery(
            f"{file}: {name!r} is no name of a query; it is `{file.removesuffix('.cypher')}.` and a word."
        )
    missing = [field for field in ("access", "params", "returns") if field not in fields]
    if missing or not about:
        raise BrokenQuery(f"{file}: {name} lacks {', '.join(missing) or 'a sentence that says what it answers'}.")
    if fields["access"] not in {"read", "write"}:
        raise BrokenQuery(f"{file}: the access of {name} is read or write, not {fields['access']!r}.")
    params = frozenset(_words(fields["params"]))
    used = frozenset(PARAMETER.findall(code_of(body)))
    if params != used:
        raise BrokenQuery(f"{file}: {name} names the parameters {sorted(params)} and uses {sorted(used)}.")
    # The one place where text read from a file is declared to be a literal: nothing was pasted into it.
    query = cast("LiteralString", body)  # type: ignore[redundant-cast]
    timeout = float(fields["timeout"]) if "timeout" in fields else None
    access = cast("Access", fields["access"])
    return NamedQuery(name, about, access, params, _words(fields["returns"]), query, timeout)


def _split(part: str) -> tuple[dict[str, str], str, str]:
    """Header fields, the sentence, and the body that begins at the first line that is no comment."""
    fields: dict[str, str] = {}
    about: list[str] = []
    lines = part.strip().splitlines()
    length = next((at for at, line in enumerate(lines) if not line.startswith("//")), len(lines))
    for line in lines[:length]:
        match = FIELD.fullmatch(line.strip())
        if match:
            fields[match[1]] = match[2].strip()
        else:
            about.append(line.removeprefix("//").strip())
    return fields, " ".join(about), "\n".join(lines[length:]).strip().removesuffix(";")


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
