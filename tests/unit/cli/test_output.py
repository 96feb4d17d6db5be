"""What commands print is shown by the terminal and never obeyed by it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.markup import escape
from rich.table import Table

import graphintel.cli
from graphintel.cli.output import Terminal

HOSTILE = (
    "a\x1b[31mred", "\x1b]0;title\x07", "\x9b31m", "\rforged", "\x08\x08\x08erased", "\x7f", "\u202egnp.exe",
    "\u2066x\u2069", "\u2028line", "[bold red]markup[/]", "[link=https://evil.example]x[/link]", "\x00",
    "\x1b]8;;https://evil.example\x1b\\x",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("colours", [True, False])
def test_no_name_gives_orders_to_the_terminal(name: str, colours: bool) -> None:  # noqa: FBT001
    printed, expected = io.StringIO(), io.StringIO()
    for text, file in ((name, printed), ("harmless", expected)):
        table = Table("name")
        table.add_row(escape(text))
        console = Terminal(file=file, force_terminal=colours, width=80, highlight=False)
        console.print(table)
        console.print(f"[bold red]{escape(text)}[/]")

    # Whatever orders there are, are those of the table and its colours.
    assert _orders(printed.getvalue()) == _orders(expected.getvalue())


def _orders(text: str) -> list[str]:
    return re.findall(r"\x1b\[[0-9;]*m|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text)


def test_a_line_break_in_a_name_stays_within_its_cell() -> None:
    printed = io.StringIO()
    table = Table("name")
    table.add_row("Vesk\nforged line")

    Terminal(file=printed, width=80).print(table)

    assert all(line[0] in "┏┃┡│└" for line in printed.getvalue().splitlines())


def test_no_command_prints_but_through_the_terminal() -> None:
    folder = Path(graphintel.cli.__file__).parent
    found = {
        f"{path.name}: {line.strip()}"
        for path in folder.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bConsole\(", line) and "class Terminal" not in line
    }

    assert found == set()
