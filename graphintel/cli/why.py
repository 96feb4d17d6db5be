"""``graphintel why``: why somebody sees a record or does not."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option
from graphintel.settings import Settings

SIGNS = {True: "yes", False: "NO ", None: " - "}


@click.command()
@click.argument("username", metavar="USER")
@click.argument("record", metavar="RECORD-ID")
@json_option
@click.pass_obj
def why(settings: Settings, username: str, record: str) -> None:
    """Says why USER sees the record of that id or does not, without what it says. That it was asked is noted."""
    with acting(settings) as (platform, actor):
        found = platform.why.ask(actor, username, record)
    answer(found, lambda console: _show(console, found))


def _show(console: Console, found: dict[str, Any]) -> None:
    console.print(f"{found['user']}: {found['verdict']}", markup=False)
    for line in found["lines"]:
        console.print(f"  {SIGNS[line['holds']]}  {line['told']}", markup=False)
