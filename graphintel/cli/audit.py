"""``graphintel audit``: the trail of who read and changed what, and whether anybody has tampered with it."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console

from graphintel.cli.acting import running
from graphintel.cli.output import answer, json_option, note
from graphintel.cli.serving import counting
from graphintel.services.findings import sentence
from graphintel.services.sealing import Verified, described
from graphintel.settings import Settings

# Something was found: as many scripts as people ask.
TAMPERED = 9


@click.group()
def audit() -> None:
    """Seals and verifies the audit trail. `serve` seals by itself."""


@audit.command()
@json_option
@click.pass_obj
def seal(settings: Settings) -> None:
    """Brings the journal into the store and seals what waits. Needs the data folder of the installation, no user."""
    with running(settings) as platform:
        sealed = platform.sealing.seal()
    answer({"sealed": sealed}, lambda console: console.print(f"Sealed {sealed:,} entries.", markup=False))


@audit.command()
@json_option
@click.pass_obj
def verify(settings: Settings) -> int:
    """Checks every entry and seal of the trail; says which was edited, removed, moved, put in or cut off.

    Exit code 9 where anything was found. Needs the data folder of the installation, no user.
    """
    with running(settings) as platform, counting("Checking the trail") as progress:
        verified = platform.sealing.verify(progress)
    answer(_payload(verified), lambda console: _show(console, verified))
    return 0 if verified.whole else TAMPERED


def _payload(verified: Verified) -> dict[str, Any]:
    told = described(verified)
    return {**told, "sentences": [sentence(each) for each in verified.findings]}


def _show(console: Console, verified: Verified) -> None:
    for each in verified.findings:
        console.print(sentence(each), markup=False, soft_wrap=True)
    counts = f"{verified.entries:,} entries, {verified.seals:,} seals, {verified.waiting:,} entries wait to be sealed."
    console.print(counts, markup=False)
    left = verified.found - len(verified.findings)
    if left:
        note(f"{left:,} further findings are not listed.")
    console.print("The trail is whole." if verified.whole else f"{verified.found:,} findings.", markup=False)
