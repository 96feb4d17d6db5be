"""``graphintel status``: how the installation is, for whoever owns its data folder, with or without a database."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.bootstrap import platform_on
from graphintel.cli.output import answer, json_option
from graphintel.i18n import gettext as _
from graphintel.queries.store import Store
from graphintel.security.passwords import Passwords
from graphintel.server.process import connection
from graphintel.settings import Settings, StoreAddress

# Nothing ever answers here, and where no database runs nothing is asked.
NOWHERE = StoreAddress("bolt://127.0.0.1:1", "", "")
NOT_WELL = 7


@click.command()
@json_option
@click.pass_obj
def status(settings: Settings) -> int:
    """Tells how store, jobs, journal, sealer, graph, backups and disk are, without signing in."""
    running = connection(settings)
    address = running or NOWHERE
    store = Store(address.uri, address.user, address.password)
    with platform_on(settings, store, Passwords()) as platform:
        found = platform.operations.here(runs=running is not None)
    answer(found, lambda console: _show(console, found))
    return NOT_WELL if found["state"] == "down" else 0


def _show(console: Console, found: dict[str, Any]) -> None:
    words = {"ok": _("Works"), "attention": _("Look at this"), "down": _("Does not work")}
    table = Table.grid(padding=(0, 2))
    for each in found["parts"]:
        figures = ", ".join(f"{name} {value}" for name, value in each["figures"].items() if value is not None)
        table.add_row(each["part"], words[each["state"]], each["text"], figures)
    console.print(table)
