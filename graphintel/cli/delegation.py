"""``graphintel delegation``: handing one's duties to a colleague."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option
from graphintel.settings import Settings


@click.group()
def delegation() -> None:
    """Hands one's duties, never one's clearance, to a colleague until a day."""


@delegation.command()
@click.argument("taker", metavar="USER")
@click.option("--until", required=True, metavar="DAY", help="The last day, 90 days ahead at most: 2026-03-14.")
@click.option("--reason", required=True, help="Why.")
@json_option
@click.pass_obj
def give(settings: Settings, taker: str, until: str, reason: str) -> None:
    """Hands one's duties to USER."""
    with acting(settings) as (platform, actor):
        made = platform.delegations.give(actor, taker, until, reason)
    answer(made, lambda console: console.print(f"{made['taker']} has your duties until {made['until']}.", markup=False))


@delegation.command("list")
@click.option("--user", "username", default=None, help="Those of another user; for administrators.")
@json_option
@click.pass_obj
def list_delegations(settings: Settings, username: str | None) -> None:
    """Lists the delegations that one gave and took."""
    with acting(settings) as (platform, actor):
        found = platform.delegations.of(actor, username) if username else platform.delegations.own(actor)
    items = found["items"] if username else [*found["given"], *found["taken"]]
    answer(found, lambda console: _show(console, items))


@delegation.command()
@click.argument("delegation_id", metavar="ID")
@click.option("--user", "username", default=None, help="Who gave or took it, where it is not oneself.")
@json_option
@click.pass_obj
def end(settings: Settings, delegation_id: str, username: str | None) -> None:
    """Ends the delegation of this ID, which one gave or took; administrators end those of others."""
    with acting(settings) as (platform, actor):
        if username is None:
            platform.delegations.end_own(actor, delegation_id)
        else:
            platform.delegations.end(actor, username, delegation_id)
    answer({"id": delegation_id, "ended": True}, lambda console: console.print("Ended."))


def _show(console: Console, found: list[dict[str, Any]]) -> None:
    table = Table("id", "from", "to", "role", "until", "state", "reason")
    for each in found:
        state = "lasts" if each["lasts"] else "ended"
        table.add_row(each["id"], each["giver"], each["taker"], each["role"], each["until"], state, each["reason"])
    console.print(table)
