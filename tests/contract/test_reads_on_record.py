"""Whoever is shown what is stored leaves an entry: no service method forgets it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import graphintel

SERVICES = Path(graphintel.__file__).parent / "services"
NOMINAL = {"read", "chart", "load", "export", "decide", "add"}
# What leaves an entry: of a read, or of a change in its transaction.
RECORDING = {"self._trail.read", "audit.entry", "self._noting"}
EXEMPT = {
    "intake.Intake.resume": "Goes on with a batch in the name of who began it; its start and its end are on record.",
    "uploads.Uploads.begin": "Begins a batch through Intake.prepare, which puts that on record, and shows what began.",
    "uploads.Uploads._actor": "Finds out in whose name a job goes on; nobody is shown anything.",
    "subgraph.Subgraphs.read": "Services go on with it, and each of them puts on record what it shows.",
    "vocabularies.Vocabularies.schemes": "Vocabularies tell of nobody.",
    "vocabularies.Vocabularies.terms": "Vocabularies tell of nobody.",
    "vocabularies.Vocabularies.label_of": "Vocabularies tell of nobody.",
}


def methods() -> Iterator[tuple[str, ast.FunctionDef, dict[str, ast.FunctionDef]]]:
    """Every method of a service by its name, with the methods of its class."""
    for file in sorted(SERVICES.glob("*.py")):
        for found in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(found, ast.ClassDef):
                beside = {each.name: each for each in found.body if isinstance(each, ast.FunctionDef)}
                for name, method in beside.items():
                    yield f"{file.stem}.{found.name}.{name}", method, beside


def authorises(method: ast.FunctionDef) -> bool:
    calls = [each for each in ast.walk(method) if isinstance(each, ast.Call)]
    named = [ast.unparse(each) for each in calls if ast.unparse(each.func).rpartition(".")[2] == "authorise"]
    return any(f"Verb.{verb}" in text for text in named for verb in NOMINAL)


def records(method: ast.FunctionDef, beside: dict[str, ast.FunctionDef], seen: frozenset[str] = frozenset()) -> bool:
    """True where it leaves an entry, itself or by another method of its class."""
    called = {ast.unparse(each.func) for each in ast.walk(method) if isinstance(each, ast.Call)}
    inner = {name.removeprefix("self.") for name in called if name.startswith("self.")} & beside.keys() - seen
    return bool(called & RECORDING) or any(records(beside[name], beside, seen | inner) for name in inner)


def test_a_service_that_shows_what_is_stored_leaves_an_entry() -> None:
    silent = [name for name, method, beside in methods() if authorises(method) and not records(method, beside)]

    assert [name for name in silent if name not in EXEMPT] == []


def test_the_exceptions_are_still_needed() -> None:
    silent = {name for name, method, beside in methods() if authorises(method) and not records(method, beside)}

    assert EXEMPT.keys() - silent == set()


def test_the_search_for_silent_services_finds_one() -> None:
    text = (
        "class Quiet:\n    def show(self, actor):\n        authorise(actor, Verb.read)\n        return self._found()\n"
    )
    quiet = ast.parse(text).body[0]
    assert isinstance(quiet, ast.ClassDef)
    method = quiet.body[0]
    assert isinstance(method, ast.FunctionDef)

    assert authorises(method)
    assert not records(method, {"show": method})
