"""What was done while the database was stopped, and for how long nobody could use it."""

from __future__ import annotations

from dataclasses import asdict

from graphintel.cli.output import answer, note
from graphintel.i18n import gettext as _
from graphintel.server.backup import Outage


def answer_outage(outage: Outage, sentence: str) -> None:
    """Prints the answer, and beside it for how long the database was stopped."""
    if outage.running_again:
        note(_("The database was stopped for %(seconds_stopped)s seconds.", seconds_stopped=outage.seconds_stopped))
    answer(asdict(outage), lambda console: console.print(sentence, markup=False))
