"""``graphintel demo``: one command to an invented suspect network in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import rich_click as click
from rich.table import Column, Table

from graphintel.bootstrap import Platform, connect
from graphintel.cli.output import Terminal, note
from graphintel.cli.serving import counting, database, free_port, run
from graphintel.cli.stopping import ending_in_order
from graphintel.errors import Invalid, Problem
from graphintel.intake.mapping import reading
from graphintel.intake.mapping.model import IntakeMapping
from graphintel.intake.readers import files as input_files
from graphintel.intake.readers.files import InputFile
from graphintel.model.events import coming_from
from graphintel.security.passwords import random_password
from graphintel.services.actors import identified
from graphintel.services.checking import Asked
from graphintel.services.demo import ACCOUNTS, Account
from graphintel.settings import Settings

HOST = "127.0.0.1"
DATA = click.Path(path_type=Path)


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=None,
    help="Port; without it 8000, or a free one where it is taken.",
)
@click.option("--with", "mapping", metavar="MAPPING", default=None, help="Load real data too, by a mapping: ofac-sdn.")
@click.option("--data", metavar="FOLDER", type=DATA, default=None, help="The folder with the data for --with.")
@click.pass_obj
def demo(settings: Settings, port: int | None, mapping: str | None, data: Path | None) -> None:
    """Serves the demo network on this machine alone until Ctrl-C, and says where to go and with which account."""
    if (mapping is None) != (data is None):
        raise Invalid(
            Problem("--with", "comes together with --data: what the data are, and the folder that holds them.")
        )
    # Before anything is started: a wrong name or folder is told at once.
    extra = None if mapping is None or data is None else Extra(reading.find(mapping), input_files.find([data]))
    wanted = settings.port if port is None else port
    found = free_port(HOST, wanted, or_another=port is None)
    if found != wanted and wanted:
        note(f"Port {wanted} is in use; taking {found}.")
    chosen = replace(settings, home=settings.home / "demo", host=HOST, port=found, demo=True)
    password = random_password()
    with ending_in_order(), database(chosen, fast=True) as connected:
        accounts = _prepare(connected, password, extra)
        run(connected, workers=1, ready=lambda address: _welcome(address, accounts, password))
    note("Stopped.")


@dataclass(frozen=True, slots=True)
class Extra:
    """Real data to be loaded beside the demo network."""

    mapping: IntakeMapping
    files: Sequence[InputFile]


def _prepare(settings: Settings, password: str, extra: Extra | None) -> tuple[Account, ...]:
    with connect(settings) as platform, coming_from("cli"):
        if not platform.demo.claim():
            with counting("Filling the demo network") as advance:
                platform.demo.fill(advance)
        accounts = platform.demo.accounts(password)
        if extra is not None:
            _load(platform, password, extra)
        return accounts


def _load(platform: Platform, password: str, extra: Extra) -> None:
    actor = identified(platform.store, platform.sessions.authenticate(ACCOUNTS[0].username, password, str))
    with counting(f"Loading {extra.mapping.title}") as advance:
        report = platform.intake.load(actor, extra.mapping, extra.files, Asked(), progress=advance)
    counts = ", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in report.totals.items())
    note(f"{extra.mapping.title}: {counts}.")


def _welcome(address: str, accounts: Sequence[Account], password: str) -> None:
    console = Terminal(highlight=False, soft_wrap=True)
    # Folded rather than cut: a group whose name is cut off is one that nobody knows of.
    table = Table("account", "role", Column("sees", overflow="fold"), box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for each in accounts:
        sees = f"{'+'.join(sorted(each.clearance.registers))}/{each.clearance.level.name}"
        seen = (
            "/".join((sees, *sorted(each.clearance.groups))) if each.clearance.registers else "nothing in the registers"
        )
        table.add_row(each.username, each.role.replace("_", " "), seen)
    console.print(f"\nThe demo is ready: [bold]{address}[/]")
    console.print(
        f"Sign in as [bold]{accounts[0].username}[/] with the password [bold]{password}[/] (new at every start).\n"
    )
    console.print(table)
    console.print("\nAll of it is invented. A first thing to search for: SZ-2026-00318. Ctrl-C stops the demo.")
