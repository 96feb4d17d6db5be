"""``graphintel db queries``: how long the named queries took in the server, from what its processes write down."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.cli.output import answer, json_option, note
from graphintel.i18n import gettext as _
from graphintel.queries.timings import Timings
from graphintel.services.figures import Figures
from graphintel.services.operations import queries_in
from graphintel.settings import Settings

COLUMNS = ("count", "total", "median", "percentile_95", "slowest", "slowest_at")


@click.command()
@click.option("--reset", is_flag=True, help="Count anew, in every process of the server.")
@json_option
@click.pass_obj
def queries(settings: Settings, *, reset: bool) -> None:
    """Lists the named queries with how often they were asked and how many milliseconds they took, never what for."""
    figures = Figures(settings.figures_folder, Timings())
    if reset:
        figures.reset_queries()
    found = queries_in(figures)
    answer({"items": found}, lambda console: _show(console, found))


def _show(console: Console, found: list[dict[str, Any]]) -> None:
    if not found:
        note(_("Nothing was asked since the counting began."))
        return
    table = Table("query", *COLUMNS)
    for each in found:
        table.add_row(each["query"], *(str(each[name]) for name in COLUMNS))
    console.print(table)
