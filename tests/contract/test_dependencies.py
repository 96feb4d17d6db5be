from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = frozenset({"graphintel", "seed", "tests", "tools"})
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
NOT_IMPORTED = {
    "neo4j-rust-ext": "the driver finds it by itself and is quicker for it",
}
TOOLS_OF_TESTS = {
    "graphintel": "the project itself, with an extra",
    "import-linter": "a program of `make lint`",
    "ipykernel": "what nbclient runs the notebook in",
    "mypy": "a program of `make types`",
    "pyright": "a program of `make types`",
    "pytest-timeout": "pytest loads it by itself",
    "pytest-xdist": "runs the test files on several processes (-n auto)",
    "ruff": "a program of `make lint`",
    "types-networkx": "types, for the checkers",
    "types-psutil": "types, for the checkers",
    "types-pyyaml": "types, for the checkers",
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: Iterable[str]) -> set[str]:
    return {normal(re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]) for requirement in requirements}


def modules(file: Path) -> Iterator[str]:
    """What a module imports from anywhere but its own package, wherever in it the import stands."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def imported(*folders: str) -> dict[str, str]:
    """The packages that are imported below folders, each with a file that does."""
    provided = packages_distributions()
    found: dict[str, str] = {}
    for folder in folders:
        files = sorted((ROOT / folder).rglob("*.py"))
        beside = {file.stem for file in files}  # The scripts of bench/ import each other by name.
        for file in files:
            tops = {module.split(".")[0] for module in modules(file)} - sys.stdlib_module_names - OURS
            for top in tops - (beside if folder == "bench" else set()):
                found[normal(provided.get(top, [top])[0])] = str(file.relative_to(ROOT))
    return found


def test_what_the_product_imports_is_declared() -> None:
    declared = names([*PROJECT["dependencies"], *EXTRAS["py2neo"]])

    undeclared = {name: file for name, file in imported("graphintel", "seed").items() if name not in declared}

    assert undeclared == {}


def test_what_is_declared_the_product_imports() -> None:
    declared = names([*PROJECT["dependencies"], *EXTRAS["py2neo"]])

    assert declared - set(imported("graphintel", "seed")) == set(NOT_IMPORTED)


def test_what_tests_benches_and_tools_import_is_declared() -> None:
    declared = names([*PROJECT["dependencies"], *EXTRAS["py2neo"], *EXTRAS["test"]])

    undeclared = {name: file for name, file in imported("tests", "bench", "tools").items() if name not in declared}

    assert undeclared == {}


def test_what_is_declared_for_tests_is_imported_or_a_tool_with_a_reason() -> None:
    assert names(EXTRAS["test"]) - set(imported("tests", "bench", "tools")) == set(TOOLS_OF_TESTS)


@pytest.mark.parametrize("name", ["flask", "marshmallow", "neo4j", "networkx", "pyvis"])
def test_what_the_design_is_built_on_is_among_the_imports_of_the_product(name: str) -> None:
    assert name in imported("graphintel")
