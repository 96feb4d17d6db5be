"""Every command, make target, address and link that the documentation names is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from apiflask import APIFlask
from werkzeug.exceptions import MethodNotAllowed, NotFound

from graphintel.cli import root
from graphintel.settings import VARIABLES

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "seed").rglob("*.md"),
        *(ROOT / "bench").rglob("*.md"),
    ]
)
BLOCK = re.compile(r"^```(?:sh|console)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`(graphintel [^`]+|make [a-z-]+)`")
ASSIGNMENT = re.compile(r"[A-Z][A-Z0-9_]*=\S*")
VARIABLE = re.compile(r"GRAPHINTEL_[A-Z0-9_]+")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")
ROUTE = re.compile(r"`(GET|POST|PUT|DELETE) (/[^`?]*)")
SLOT = re.compile(r"\{(\w+)\}")
EXAMPLES = {"batch_id": "00000000-0000-0000-0000-000000000000"}
# The reference page shows how commands are called, not calls of them.
GENERATED = ROOT / "docs" / "how-to" / "cli.md"
# Variables that are no settings of the program: the user's own token, the tests' published lists and browser.
FURTHER_VARIABLES = {
    "GRAPHINTEL_TOKEN", "GRAPHINTEL_REAL_DATA", "GRAPHINTEL_CHROMIUM", "GRAPHINTEL_TEST_WORLDS", "GRAPHINTEL_TEST_SEED",
    "GRAPHINTEL_TEST_QUESTIONS", "GRAPHINTEL_PURPOSE", "GRAPHINTEL_LEGAL_BASIS", "GRAPHINTEL_TEST_EXAMPLES",
    "GRAPHINTEL_TEST_AWAY_SECONDS",
}  # fmt: skip


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def lines() -> Iterator[tuple[str, str]]:
    """Every line of a block and every quoted call, with its page; lines that go on are put together."""
    for page in PAGES:
        if page == GENERATED:
            continue
        text = page.read_text(encoding="utf-8")
        blocks = "".join(BLOCK.findall(text)).replace("\\\n", " ")
        for line in (*blocks.splitlines(), *QUOTED.findall(text)):
            yield name_of(page), line.strip().removeprefix("$ ")


def calls(program: str) -> list[tuple[str, list[str]]]:
    """The arguments of each call of the program, behind assignments of variables."""
    found = []
    for page, line in lines():
        try:
            words = shlex.split(line, comments=True)
        except ValueError:
            words = line.split()
        while words and (ASSIGNMENT.fullmatch(words[0]) or words[0] == "sudo"):
            words.pop(0)
        if words and words[0].removeprefix(".venv/bin/") == program:
            found.append((page, words[1:]))
    return found


COMMANDS = calls("graphintel")
TARGETS = calls("make")


def resolve(words: list[str]) -> tuple[click.Command, list[str], click.Context]:
    """The command that the words call, and what is left for it."""
    command: click.Command = root
    context = click.Context(root, info_name="graphintel")
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        name = rest.pop(0)
        following = command.get_command(context, name)
        assert following is not None, f"There is no command {name!r}."
        command, context = following, click.Context(following, parent=context, info_name=name)
    return command, rest, context


@pytest.mark.parametrize(("page", "words"), COMMANDS, ids=[f"{page}: {' '.join(words)}" for page, words in COMMANDS])
def test_a_documented_command_is_one(page: str, words: list[str]) -> None:
    command, rest, context = resolve(words)
    placeholder = rest in ([], ["..."])
    if isinstance(command, click.Group) and placeholder:
        return

    given, left, _order = command.make_parser(context).parse_args([word for word in rest if word != "..."])

    assert left == [], f"{page}: {left} is too much for {command.name}."
    for parameter in command.params:
        value = given.get(parameter.name or "")
        if isinstance(parameter.type, click.Choice) and isinstance(value, str):
            parameter.type.convert(value, parameter, context)
        assert not parameter.required or value or placeholder, f"{page}: {parameter.name} is missing."


def test_there_are_commands_in_the_documentation() -> None:
    assert {words[0] for _, words in COMMANDS if words} >= {"db", "intake", "user", "token"}


def test_a_documented_target_of_make_is_one() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {word for _, words in TARGETS for word in words[:1] if "=" not in word}

    assert named
    assert named <= known


def test_a_documented_variable_is_one() -> None:
    named = {(name_of(page), name) for page in PAGES for name in VARIABLE.findall(page.read_text(encoding="utf-8"))}
    known = {*VARIABLES, *FURTHER_VARIABLES}

    assert {(page, name) for page, name in named if name not in known} == set()


def test_every_variable_that_the_code_reads_is_documented() -> None:
    told = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    files = [file for folder in ("graphintel", "tools", "tests") for file in (ROOT / folder).rglob("*.py")]
    read = {name for file in files for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}

    assert sorted(name for name in read if name not in told) == []


def test_a_documented_address_of_the_api_is_one(app: APIFlask) -> None:
    addresses = app.url_map.bind("localhost")
    unknown = []
    for page in sorted((ROOT / "docs" / "how-to").glob("*.md")):
        for method, path in ROUTE.findall(page.read_text(encoding="utf-8")):
            try:
                addresses.match(SLOT.sub(lambda slot: EXAMPLES.get(slot[1], "x"), path), method=method)
            except (NotFound, MethodNotAllowed):
                unknown.append((name_of(page), method, path))

    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [page.parent / target for target in LINK.findall(text)]

    assert [str(target) for target in targets if not target.exists()] == []
