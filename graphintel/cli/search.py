"""``graphintel search``: finding entities."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option, note
from graphintel.model.kinds import KINDS
from graphintel.model.marking import REGISTERS
from graphintel.services.search import Filters
from graphintel.settings import Settings


@click.command()
@click.argument("words", nargs=-1)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Only this kind; several times.")
@click.option("--register", "registers", multiple=True, type=click.Choice(REGISTERS), help="Only this register.")
@click.option("--country", "countries", multiple=True, metavar="XX", help="Only this country, two letters.")
@click.option("--from", "first", default=None, metavar="DATE", help="Seen on or after: 2024, 2024-03 or 2024-03-14.")
@click.option("--to", "last", default=None, metavar="DATE", help="Seen on or before.")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True, help="How many at most.")
@click.option("--cursor", default=None, help="Where the answer before left off: its next_cursor.")
@json_option
@click.pass_obj
def search(settings: Settings, /, words: tuple[str, ...], limit: int, cursor: str | None, **given: Any) -> None:  # noqa: ANN401
    """Finds entities by names, identifiers and text; without WORDS everything that the options let through."""
    wanted = Filters(
        tuple(given["kinds"]), tuple(given["registers"]), tuple(given["countries"]), given["first"], given["last"]
    )
    with acting(settings) as (platform, actor):
        found = platform.search.find(actor, " ".join(words), wanted, limit=limit, cursor=cursor)
    answer(found, lambda console: _show(console, found))


def _show(console: Console, found: dict[str, Any]) -> None:
    table = Table("id", "kind", "name", "", "links", "grade", "marking")
    for item in found["items"]:
        table.add_row(*map(escape, row_of(item["node"])))
    console.print(table)
    shown, total = len(found["items"]), found["total"]
    note(f"{shown} of {total}." + (f" Go on with --cursor {found['next_cursor']}" if found["next_cursor"] else ""))


def row_of(node: dict[str, Any]) -> tuple[str, ...]:
    """An entity as a line of a table."""
    return (
        node["id"],
        node["kind"],
        node["caption"],
        node["subtitle"],
        str(node["degree"]),
        node["grade"] or "",
        node["marking"]["text"],
    )
