"""``graphintel limits``: who has to wait before the next attempt to sign in."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option
from graphintel.security.limits import WAITS
from graphintel.settings import Settings


@click.group()
def limits() -> None:
    """Shows who has to wait before the next attempt to sign in, and lets him go on."""


@limits.command("list")
@json_option
@click.pass_obj
def list_waits(settings: Settings) -> None:
    """Lists who waits on this machine, latest failure first."""
    with acting(settings) as (platform, actor):
        found = platform.limits.waiting(actor)
    answer(found, lambda console: _show(console, found["items"]))


@limits.command()
@click.argument("limit", type=click.Choice(list(WAITS)))
@click.argument("key")
@json_option
@click.pass_obj
def lift(settings: Settings, limit: str, key: str) -> None:
    """Lifts the wait of this LIMIT and KEY; `limits list` shows them."""
    with acting(settings) as (platform, actor):
        platform.limits.lift(actor, limit, key)
    answer({"limit": limit, "key": key, "lifted": True}, lambda console: console.print("Lifted."))


def _show(console: Console, found: list[dict[str, Any]]) -> None:
    table = Table("limit", "key", "user", "address", "failures", "seconds")
    for each in found:
        figures = str(each["failures"]), str(each["seconds"])
        table.add_row(each["limit"], each["key"], each["user"] or "", each["address"] or "", *figures)
    console.print(table)
