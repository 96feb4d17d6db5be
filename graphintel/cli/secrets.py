"""``graphintel secrets``: the keys of an installation."""

from __future__ import annotations

import rich_click as click

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option
from graphintel.settings import Settings


@click.group()
def secrets() -> None:
    """Changes keys of the installation that may change."""


@secrets.command()
@json_option
@click.pass_obj
def rotate(settings: Settings) -> None:
    """Changes the keys of forms and cursors, and ends every session. Keys of ids and of what is encrypted stay."""
    with acting(settings) as (platform, actor):
        ended = platform.account.rotate_secrets(actor)
    told = f"Rotated. {ended} sessions have ended. Start `graphintel serve` anew, so that it reads the new keys."
    answer({"rotated": True, "sessions_ended": ended}, lambda console: console.print(told))
