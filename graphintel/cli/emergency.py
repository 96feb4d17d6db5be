"""``graphintel emergency``: seeing at once what one is not cleared for, and having it reviewed."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option, note
from graphintel.model.marking import REGISTERS, Level
from graphintel.services.emergencies import MOST_MINUTES, VERDICTS, Asked
from graphintel.settings import Settings


@click.group()
def emergency() -> None:
    """Declares, ends and reviews emergencies."""


@emergency.command()
@click.argument("reason")
@click.option("--register", "registers", multiple=True, required=True, type=click.Choice(REGISTERS),
              help="A register in which you need to see more; several times.")  # fmt: skip
@click.option("--level", required=True, type=click.Choice(list(Level.__members__)), help="The highest level to see.")
@click.option("--group", "groups", multiple=True, help="A need-to-know group to be in meanwhile; several times.")
@click.option("--minutes", type=click.IntRange(1, MOST_MINUTES), default=60, show_default=True, help="For how long.")
@json_option
@click.pass_obj
def declare(settings: Settings, /, reason: str, **given: Any) -> None:  # noqa: ANN401 - the options
    """Declares an emergency for REASON. Supervisors and auditors are told, and one of them reviews it."""
    with acting(settings) as (platform, actor):
        made = platform.emergencies.declare(actor, Asked(reason, **given))
    note("Everything that you do until it ends is noted as done in it.")
    answer(made, lambda console: console.print(f"Emergency {made['id']} until {made['until']}.", markup=False))


@emergency.command()
@click.argument("emergency_id", metavar="[ID]", required=False)
@json_option
@click.pass_obj
def end(settings: Settings, emergency_id: str | None) -> None:
    """Ends one's own emergency before its time; with an ID that of somebody whose emergencies one reviews."""
    with acting(settings) as (platform, actor):
        if emergency_id is None:
            platform.emergencies.end_own(actor)
        else:
            platform.emergencies.end(actor, emergency_id)
    answer({"id": emergency_id, "ended": True}, lambda console: console.print("Ended."))


@emergency.command("list")
@click.option("--own", is_flag=True, help="One's own instead of those that one reviews.")
@json_option
@click.pass_obj
def list_emergencies(settings: Settings, *, own: bool) -> None:
    """Lists the emergencies that one reviews, those that are due first."""
    with acting(settings) as (platform, actor):
        found = platform.emergencies.own(actor) if own else platform.emergencies.to_review(actor)
    answer(found, lambda console: _show(console, found["items"]))


@emergency.command()
@click.argument("emergency_id", metavar="ID")
@click.option("--verdict", required=True, type=click.Choice(VERDICTS), help="Whether it was justified.")
@click.option("--note", "told", required=True, help="What that rests on.")
@json_option
@click.pass_obj
def review(settings: Settings, emergency_id: str, verdict: str, told: str) -> None:
    """Says whether the emergency of this ID, which has ended, was justified; never one's own."""
    with acting(settings) as (platform, actor):
        found = platform.emergencies.review(actor, emergency_id, verdict, told)
    answer(found, lambda console: console.print(f"Reviewed {emergency_id}.", markup=False))


def _show(console: Console, found: list[dict[str, Any]]) -> None:
    table = Table("id", "who", "unit", "from", "until", "asked for", "state", "reason")
    for each in found:
        state = "lasts" if each["lasts"] else "due" if each["due"] else each["verdict"]
        asked = "/".join(("+".join(each["registers"]), each["level"], *each["groups"]))
        until = each["ended_at"] or each["until"]
        table.add_row(each["id"], each["by"], each["unit"], each["at"], until, asked, state, each["reason"])
    console.print(table)
