"""``graphintel audit``: the trail of who read and changed what, and whether anybody has tampered with it."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from graphintel.cli.acting import acting, running
from graphintel.cli.output import answer, json_option, note
from graphintel.cli.serving import counting
from graphintel.services.audit import Filters
from graphintel.services.findings import sentence
from graphintel.services.sealing import Verified, described
from graphintel.settings import Settings

# Something was found: as many scripts as people ask.
TAMPERED = 9
_SHOWN = 3


@click.group()
def audit() -> None:
    """Reads, seals and verifies the audit trail. `serve` seals by itself."""


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


@audit.command("list")
@click.option("--user", default="", help="Only what this user did, by his user name.")
@click.option("--action", default="", help="Only this action, for example entity.read.")
@click.option("--object", "object_", metavar="ID", default="", help="Only on this entity, by any id that it ever had.")
@click.option("--purpose", default="", help="Only for this purpose.")
@click.option("--since", default="", metavar="DAY", help="From this day on: 2026-03-14.")
@click.option("--until", default="", metavar="DAY", help="Up to this day, which counts.")
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True, help="How many at most.")
@click.option("--cursor", default=None, help="Where the answer before left off: its next_cursor.")
@json_option
@click.pass_obj
def list_entries(settings: Settings, /, object_: str, limit: int, cursor: str | None, **given: str) -> None:
    """Lists entries of the audit trail, newest first. For auditors; that it was read is on record too."""
    with acting(settings) as (platform, actor):
        found = platform.audit.entries(actor, Filters(object=object_, **given), limit=limit, cursor=cursor)
    answer(found, lambda console: _show_entries(console, found))


@audit.command("erase-texts")
@click.option("--before", metavar="DAY", required=True, help="The first day whose texts stay: 2026-03-14.")
@json_option
@click.pass_obj
def erase_texts(settings: Settings, before: str) -> None:
    """Makes what was typed before a DAY unreadable for good. The entries stay, and so does the chain. For auditors."""
    with acting(settings) as (platform, actor):
        erased = platform.audit.erase_texts(actor, before)
    sentence = f"Erased the texts of {len(erased['days'])} days before {erased['before']}."
    answer(erased, lambda console: console.print(sentence, markup=False))


def _show_entries(console: Console, found: dict[str, Any]) -> None:
    table = Table("time", "user", "action", "objects", "typed", "from")
    for entry in found["items"]:
        objects = ", ".join(entry["objects"][:_SHOWN]) + (" ..." if entry["objects_in_all"] > _SHOWN else "")
        origin = f"{entry['origin']} {entry['address']}"
        who = entry["by"]["username"] or entry["by"]["id"]
        cells = (entry["at"][:19], who, entry["action"], objects, entry["text"] or "", origin)
        table.add_row(*map(escape, cells))
    console.print(table)
    if found["next_cursor"]:
        note(f"Go on with --cursor {found['next_cursor']}")


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
