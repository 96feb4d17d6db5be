"""What the documentation says of settings, commands, errors, kinds and queries is what there is."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from graphintel.cli import root
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.model.properties import PROPERTIES
from graphintel.model.values.schemes import SCHEMES
from graphintel.queries.library import load
from graphintel.settings import VARIABLES
from graphintel.web.errors import CODES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("graphintel_docs", ROOT / "tools" / "docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = generator().PAGES


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def commands(group: click.Group, path: tuple[str, ...] = ("graphintel",)) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def codes_of_errors() -> Iterator[str]:
    for file in (ROOT / "graphintel").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield from codes_in(node)


def codes_in(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
        value = getattr(line, "value", None)
        is_code = isinstance(target, ast.Name) and target.id == "code"
        if is_code and isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
            yield value.value


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_the_code_gives(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), f"{name} differs: run `make docs`."


def test_every_setting_is_documented() -> None:
    text = page("how-to/settings.md")

    assert [name for name in VARIABLES if f"`{name}`" not in text] == []


def test_every_command_and_each_of_its_options_are_documented() -> None:
    text = page("how-to/cli.md")
    known = dict(commands(root))

    assert [name for name in known if f"# {name}\n" not in text] == []
    options = {name for command in known.values() for p in command.params for name in p.opts if name.startswith("-")}
    assert [name for name in sorted(options) if f"`{name}`" not in text] == []
    assert [name for name, command in known.items() if not command.help] == []


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{name} {parameter.opts[0]}"
        for name, command in commands(root)
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]

    assert silent == []


def test_every_code_of_an_error_is_documented() -> None:
    text = page("how-to/errors.md")
    codes = {*codes_of_errors(), *CODES.values()}

    assert {"invalid", "not_found", "start_refused", "not_signed_in"} <= codes
    assert [code for code in sorted(codes) if f"`{code}`" not in text] == []


def test_every_kind_property_link_type_and_scheme_is_documented() -> None:
    text = page("model.md")

    assert [name for name in KINDS if f"### {name}\n" not in text] == []
    assert [name for name in (*PROPERTIES, *LINK_TYPES, *SCHEMES) if f"`{name}`" not in text] == []


def test_every_query_is_documented_with_its_parameters() -> None:
    text = page("queries.md")

    for query in load().values():
        section = text.partition(f"### {query.name}\n")[2].partition("###")[0]
        assert query.about in section
        assert all(f"`{name}`" in section for name in query.params)
