"""How the code reads, as far as a program can tell: short modules and functions, Cypher in files, nothing half done."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(file for folder in ("graphintel", "tools", "seed") for file in (ROOT / folder).rglob("*.py"))
TEXTS = sorted(
    file
    for folder in ("graphintel", "tools", "seed", "cypher", "docs", "bench", "tests")
    for file in (ROOT / folder).rglob("*")
    if file.suffix in {".py", ".cypher", ".md", ".js", ".css", ".html", ".yaml", ".toml", ".ipynb"}
    and "vendor" not in file.parts
    and file != Path(__file__)
)
MOST_LINES = 300
MOST_FUNCTION_LINES = 30
# Modules and functions that are longer, each with its reason. It should stay empty.
LONGER: dict[str, str] = {}
# Where statements stand in Python, each with its reason.
CYPHER_IN_PYTHON = {
    "graphintel/server/migrate.py": "The register of migrations is read before there is a schema, and by the package "
    "that starts the database, which knows no named queries.",
}
STATEMENT = re.compile(
    r"\b(MATCH|MERGE|CREATE|UNWIND|CALL|FOREACH)\s*[({$\[]|\bDETACH\s+DELETE\b|\bRETURN\s+\w+[.(\s]|\bSET\s+\w+\."
)
UNFINISHED = re.compile(r"\b(TODO|FIXME|HACK|xfail|NotImplementedError|MagicMock)\b|unittest\.mock|mark\.skip|skipif")
SKIP = "pytest.skip("

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def functions(file: Path) -> Iterator[tuple[str, Function]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield f"{name_of(file)}::{node.name}", node


def lines_of(node: Function) -> int:
    """From the first line of the signature to the end, without the docstring."""
    first = node.body[0]
    described = ast.get_docstring(node, clean=False) is not None
    told = (first.end_lineno or 0) - first.lineno + 1 if described else 0
    return (node.end_lineno or 0) - node.lineno + 1 - told


def texts_in(file: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that are no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | Function)]
    described = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
            yield node.lineno, node.value


@pytest.mark.parametrize("file", SOURCES, ids=name_of)
def test_a_module_is_read_without_scrolling_far(file: Path) -> None:
    count = len(file.read_text(encoding="utf-8").splitlines())

    assert count < MOST_LINES or name_of(file) in LONGER


def test_a_function_fits_on_a_screen() -> None:
    long = {name: lines_of(node) for file in SOURCES for name, node in functions(file)}

    assert {name: count for name, count in long.items() if count >= MOST_FUNCTION_LINES and name not in LONGER} == {}


def test_what_is_excepted_is_still_longer() -> None:
    lengths = {name_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in SOURCES}
    long = {name for name, count in lengths.items() if count >= MOST_LINES}
    long |= {name for file in SOURCES for name, node in functions(file) if lines_of(node) >= MOST_FUNCTION_LINES}

    assert set(LONGER) <= long
    assert all(reason.endswith(".") for reason in LONGER.values())


def test_cypher_stands_in_its_own_files() -> None:
    found = {
        f"{name_of(file)}:{line}"
        for file in SOURCES
        if name_of(file) not in CYPHER_IN_PYTHON
        for line, text in texts_in(file)
        if STATEMENT.search(text)
    }

    assert found == set()


@pytest.mark.parametrize("name", CYPHER_IN_PYTHON)
def test_an_exception_for_cypher_is_still_needed(name: str) -> None:
    assert any(STATEMENT.search(text) for _, text in texts_in(ROOT / name))


def test_the_driver_is_called_nowhere_but_in_queries_and_server() -> None:
    importers = {
        name_of(file)
        for file in SOURCES
        if re.search(r"^\s*(?:import neo4j|from neo4j)\b", file.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert all(name.startswith(("graphintel/queries/", "graphintel/server/")) for name in importers)


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{name_of(file)}:{number}"
        for file in TEXTS
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]

    assert found == []


def test_only_tests_on_published_lists_and_on_disks_of_their_own_may_be_skipped() -> None:
    skipping = {name_of(file) for file in TEXTS if SKIP in file.read_text(encoding="utf-8")}
    listed = {name_of(file) for file in TEXTS if "mark.real_data" in file.read_text(encoding="utf-8")}

    assert skipping - listed == {"tests/integration/weather/test_disk.py"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "base", "core"}

    assert [name_of(file) for file in SOURCES if file.stem in empty] == []
