"""``graphintel unit``: the offices that users belong to."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option
from graphintel.settings import Settings


@click.group()
def unit() -> None:
    """Adds, lists, moves and retires units. They form a tree: a supervisor answers for his own and those below it."""


@unit.command()
@click.argument("code")
@click.argument("name")
@click.option("--within", default=None, help="The code of the unit that it lies within; without it, it is at the top.")
@json_option
@click.pass_obj
def add(settings: Settings, code: str, name: str, within: str | None) -> None:
    """Adds the unit CODE, which is called NAME. The group of its people is called after the code: unit-CODE."""
    with acting(settings) as (platform, actor):
        added = platform.units.add(actor, code, name, within)
    answer(added, lambda console: console.print(f"Added {added['code']}.", markup=False))


@unit.command("list")
@json_option
@click.pass_obj
def list_units(settings: Settings) -> None:
    """Lists the units, each below the one that it lies within."""
    with acting(settings) as (platform, actor):
        found = platform.units.all(actor)
    answer(found, lambda console: _show(console, found["items"]))


@unit.command()
@click.argument("code")
@click.option("--within", default=None, help="The code of the unit to put it within; without it, it goes to the top.")
@json_option
@click.pass_obj
def move(settings: Settings, code: str, within: str | None) -> None:
    """Puts the unit CODE, with all that lies within it, within another one."""
    with acting(settings) as (platform, actor):
        moved = platform.units.move(actor, code, within)
    answer(moved, lambda console: console.print(f"Moved {moved['code']}.", markup=False))


@unit.command()
@click.argument("code")
@json_option
@click.pass_obj
def retire(settings: Settings, code: str) -> None:
    """Retires the unit CODE, which nobody is in; what was entered in it keeps its name."""
    with acting(settings) as (platform, actor):
        platform.units.retire(actor, code)
    answer({"code": code, "retired": True}, lambda console: console.print(f"Retired {code}.", markup=False))


def _show(console: Console, found: list[dict[str, Any]]) -> None:
    table = Table("unit", "name", "users", "state")
    for each in found:
        state = "retired" if each["retired_at"] else ""
        table.add_row("  " * each["depth"] + each["code"], each["name"], str(each["people"]), state)
    console.print(table)
