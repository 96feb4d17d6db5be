"""``graphintel same`` and ``graphintel apart``: decisions on identity."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rich_click as click

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option
from graphintel.errors import Invalid, Problem
from graphintel.model.decisions import DecisionType
from graphintel.settings import Settings

MARKING = (
    "Who may know: register/level[/group+group]. Without it as high as it may be and still join, if anything does."
)

Command = Callable[..., None]


def _options(command: Command) -> Command:
    for option in reversed((
        click.argument("one", metavar="A"),
        click.argument("other", metavar="B", required=False),
        click.option("--why", required=True, help="The reason; it stays with the decision."),
        click.option("--marking", default="", help=MARKING),
        click.option("--undo", is_flag=True, help="End the decision whose id is A instead."),
        json_option,
        click.pass_obj,
    )):  # fmt: skip
        command = option(command)
    return command


@click.command()
@_options
def same(settings: Settings, /, **given: Any) -> None:  # noqa: ANN401 - click's options, handed on
    """Says that A and B, by their ids, are one and the same; --undo ends that."""
    _decide(settings, "same", **given)


@click.command()
@_options
def apart(settings: Settings, /, **given: Any) -> None:  # noqa: ANN401 - click's options, handed on
    """Says that A and B, by their ids, are not the same, whatever speaks for it; --undo ends that."""
    _decide(settings, "apart", **given)


def _decide(
    settings: Settings, type_: DecisionType, *, one: str, other: str | None, why: str, marking: str, undo: bool
) -> None:
    wrong = _problem(other, undo=undo)
    if wrong is not None:
        raise Invalid(wrong)
    with acting(settings) as (platform, actor):
        if undo:
            found = platform.decisions.end(actor, one, why=why)
        else:
            found = platform.decisions.decide(actor, type_, (one, other or ""), why=why, marking=marking or None)
    answer(found, lambda console: console.print(_sentence(found), markup=False, soft_wrap=True))


def _problem(other: str | None, *, undo: bool) -> Problem | None:
    if undo:
        return None if other is None else Problem("B", "does not go with --undo.", remedy="Name the decision alone.")
    if other is None:
        return Problem("B", "is missing.", remedy="Name two entities by their ids.")
    return None


def _sentence(found: dict[str, Any]) -> str:
    if found["ended_at"]:
        return f"Ended the decision {found['id']}."
    effect = "" if found["effective"] else " It stays without effect, because something that stands forbids it."
    return f"Decided: {found['type']}. The decision is {found['id']}, marked {found['marking']}.{effect}"
