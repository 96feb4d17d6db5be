"""``graphintel db check``: whether what is stored follows from the evidence, and whether its files are sound."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.cli.acting import running
from graphintel.cli.outage import answer_outage
from graphintel.cli.output import answer, json_option, note, progress_bar
from graphintel.cli.serving import counting
from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.server import ManagedNeo4j, backup
from graphintel.services.check import Result
from graphintel.settings import Settings

INCONSISTENT = 6
SHOWN = 50


@click.command()
@click.option("--repair", is_flag=True, help="Derive what differs anew, through the ordinary write path.")
@click.option("--values", is_flag=True, help="Show what is stored and what should be, personal values included.")
@click.option("--files", is_flag=True, help="Check the files of the stopped database instead.")
@json_option
@click.pass_obj
def check(settings: Settings, *, repair: bool, values: bool, files: bool) -> int:
    """Compares the stored graph with what follows from the records and decisions, while it runs."""
    if files and (repair or values):
        raise Invalid(Problem("--files", _("goes with neither --repair nor --values.")))
    if files:
        return _check_files(settings)
    with running(settings) as platform, counting(_("Comparing with the full derivation")) as advance:
        result = platform.check.run(advance, repair=repair)
    answer(result.as_dict(values=values), lambda console: _show(console, result, values=values))
    return 0 if result.sound else INCONSISTENT


def _show(console: Console, result: Result, *, values: bool) -> None:
    if result.differences:
        table = Table("what", "id", "field", "stored", "expected")
        for each in result.differences[:SHOWN]:
            table.add_row(*(_text(text) for text in each.as_dict(values=values).values()))
        console.print(table)
    if result.found > SHOWN:
        note(_("%(more)s further differences: --json lists them.", more=result.found - SHOWN))
    console.print(_sentence(result), markup=False)


def _sentence(result: Result) -> str:
    numbers = {"subjects": result.subjects, "found": result.found, "left": result.left}
    slots: dict[str, Any] = {name: f"{number:,}" for name, number in numbers.items()}
    if not result.found:
        return _("Compared %(subjects)s subjects: the graph is what follows from the evidence.", **slots)
    if not result.repair:
        return _("Compared %(subjects)s subjects: %(found)s differences. --repair derives them anew.", **slots)
    if result.sound:
        return _("Compared %(subjects)s subjects: %(found)s differences, all repaired.", **slots)
    return _(
        "Compared %(subjects)s subjects: %(found)s differences, of which %(left)s stay: evidence is missing, which "
        "only a backup brings back.",
        **slots,
    )


def _text(value: object) -> str:
    return "-" if value is None else str(value)


def _check_files(settings: Settings) -> int:
    with progress_bar() as progress:
        progress(_("Checking; the database is stopped meanwhile"), 0, 0)
        outage = backup.check(ManagedNeo4j(settings))
    answer_outage(outage, _("The database is consistent.") if not outage.problems else "\n".join(outage.problems))
    return INCONSISTENT if outage.problems else 0
