"""``graphintel db``: the managed database, for the owner of its password file."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.cli.db_backup import backup, backup_key, restore, verify
from graphintel.cli.db_check import check
from graphintel.cli.db_queries import queries
from graphintel.cli.output import Terminal, answer, json_option, note, progress_bar
from graphintel.errors import StartRefused, StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.server import ManagedNeo4j, connection, download, migrate, readiness, shell
from graphintel.settings import Settings, StoreAddress

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def db() -> None:
    """Starts, stops and keeps the managed Neo4j database."""


for _command in (check, queries, backup, restore, verify, backup_key):
    db.add_command(_command)


@db.command()
@click.option("--bundle", type=FOLDER, help="Folder made by `db bundle`, for a machine without internet.")
@click.option("--fast", is_flag=True, help="Starts sooner and works slower: for a short look and for tests.")
@json_option
@click.pass_obj
def start(settings: Settings, bundle: Path | None, *, fast: bool) -> None:
    """Starts the database and brings its schema up to date; it goes on running until `db stop`."""
    with progress_bar() as progress:
        running = _managed(settings).start(fast=fast, bundle=bundle, progress=progress)
    payload = {"uri": running.uri, "user": running.user, "pid": running.pid, "port": running.port}
    answer(
        payload,
        lambda console: console.print(
            _("The database answers at %(uri)s (process %(pid)s).", uri=running.uri, pid=running.pid)
        ),
    )


@db.command()
@json_option
@click.pass_obj
def stop(settings: Settings) -> None:
    """Stops the database in order."""
    ended = _managed(settings).stop()
    sentence = _("The database is stopped.") if ended else _("No database was running.")
    answer({"stopped": ended}, lambda console: console.print(sentence))


@db.command()
@json_option
@click.pass_obj
def status(settings: Settings) -> None:
    """Says whether the database runs, where, since when, and how much it takes."""
    if settings.store is not None:
        version = readiness.verify(settings.store)
        payload: dict[str, object] = {"running": True, "external": True, "uri": settings.store.uri, "version": version}
    else:
        known = ManagedNeo4j(settings).status()
        payload = {"external": False, **asdict(known)}
        payload["started_at"] = known.started_at and datetime.fromtimestamp(known.started_at, UTC).isoformat()
    if payload["running"]:
        address = _address(settings)
        payload["pending_migrations"] = migrate.pending(address)
    answer(payload, lambda console: _show_fields(console, payload))


@db.command("migrate")
@json_option
@click.pass_obj
def migrate_schema(settings: Settings) -> None:
    """Brings the schema up to date; `db start` does so by itself, an external database needs this command."""
    applied = migrate.apply(_address(settings))
    sentence = _("Applied: %(files)s.", files=", ".join(applied)) if applied else _("The schema is up to date.")
    answer({"applied": applied}, lambda console: console.print(sentence))


@db.command("shell")
@click.option("--write", is_flag=True, help="Allow statements that change data; they bypass permissions and audit.")
@click.pass_obj
def open_shell(settings: Settings, *, write: bool) -> int:
    """Takes Cypher statements, each ended by a semicolon; `:exit` ends. Reads only, unless --write."""
    failed = shell.run(_address(settings), shell.standard_input(), _show_answer, write=write)
    return 1 if failed else 0


@db.command("bundle")
@click.argument("folder", type=FOLDER)
@json_option
@click.pass_obj
def make_bundle(settings: Settings, folder: Path) -> None:
    """Writes the database's jars and their lock into FOLDER, for `db start --bundle` on another machine."""
    with progress_bar() as progress:
        jars = download.make_bundle(settings.cache, folder, mirror=settings.maven_mirror, progress=progress)
    answer(
        {"folder": str(folder), "jars": jars},
        lambda console: console.print(_("Wrote %(jars)s jars to %(folder)s.", jars=jars, folder=folder)),
    )


def _managed(settings: Settings) -> ManagedNeo4j:
    if settings.store is not None:
        raise StartRefused(
            _(
                "GRAPHINTEL_NEO4J_URI points at %(uri)s: graphintel neither starts nor stops that database.",
                uri=settings.store.uri,
            )
        )
    return ManagedNeo4j(settings)


def _address(settings: Settings) -> StoreAddress:
    address = connection(settings)
    if address is None:
        raise StoreUnavailable(_("The database is not running. Start it with: graphintel db start"))
    return address


def _show_fields(console: Console, payload: dict[str, object]) -> None:
    table = Table.grid(padding=(0, 2))
    for name, value in payload.items():
        table.add_row(name.replace("_", " "), "-" if value in (None, ()) else str(value))
    console.print(table)


def _show_answer(shown: shell.Answer) -> None:
    console = Terminal(highlight=False)
    if shown.error is not None:
        note(shown.error)
        return
    if shown.columns:
        table = Table(*shown.columns)
        for row in shown.rows:
            table.add_row(*(str(value) for value in row))
        console.print(table)
        rows = len(shown.rows)
        note(
            _("%(rows)s rows, and more that are not shown", rows=rows) if shown.more else _("%(rows)s rows", rows=rows)
        )
    if shown.changes:
        note(_("%(changes)s changes", changes=shown.changes))
