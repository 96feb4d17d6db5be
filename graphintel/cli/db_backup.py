"""``graphintel db backup`` and the way back: for whoever owns the installation and the key of its backups."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

import rich_click as click

from graphintel.bootstrap import backups
from graphintel.cli.output import answer, json_option, note, progress_bar
from graphintel.errors import Conflict
from graphintel.i18n import gettext as _
from graphintel.jobs.worker import workers
from graphintel.security.stream import key_id
from graphintel.settings import Settings

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--overwrite", is_flag=True, help="Replace a file of that name.")
@json_option
@click.pass_obj
def backup(settings: Settings, file: Path | None, *, overwrite: bool) -> None:
    """Writes all into one encrypted FILE; a running database stops meanwhile, and the answer says for how long.

    Without FILE it names itself in the folder of backups, and old ones are removed by the rule of
    GRAPHINTEL_BACKUP_KEEP.
    """
    with progress_bar() as progress:
        progress(_("Writing the backup; the database is stopped meanwhile"), 0, 0)
        made = backups(settings, os.environ).make(file.absolute() if file else None, overwrite=overwrite)
    _note_outage(made.seconds_stopped, running_again=made.running_again)
    note(_("Its key is in %(file)s. Keep a copy of it, and of secret.key, elsewhere.", file=settings.backup_key_file))
    sentence = _("Wrote and read back %(file)s (%(bytes)s bytes).", file=made.file, bytes=f"{made.bytes:,}")
    answer(asdict(made), lambda console: console.print(sentence, markup=False))


@click.command()
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_obj
def restore(settings: Settings, file: Path, *, yes: bool) -> None:
    """Puts what FILE holds in the place of what is there, once all of it is proved; else all stays as it is."""
    if workers(settings.jobs_folder):
        raise Conflict(_("Jobs are being worked through. Stop graphintel serve first."))
    if not yes:
        click.confirm(_("The present database will be replaced and is lost. Go on?"), abort=True, err=True)
    with progress_bar() as progress:
        progress(_("Proving and restoring; the database is stopped meanwhile"), 0, 0)
        restored = backups(settings, os.environ).restore(file.absolute())
    _note_outage(restored.seconds_stopped, running_again=restored.running_again)
    sentence = _("Restored %(file)s, made at %(at)s.", file=restored.file, at=restored.made_at)
    answer(asdict(restored), lambda console: console.print(sentence, markup=False))


@click.command("verify")
@click.argument("file", type=FILE)
@json_option
@click.pass_obj
def verify(settings: Settings, file: Path) -> None:
    """Reads all of a backup and proves every byte of it; touches nothing."""
    about = backups(settings, os.environ).inspect(file.absolute())
    payload = {**about, "files": len(about["files"])}
    sentence = _(
        "%(file)s is whole: %(files)s files, made at %(at)s.", file=file, files=payload["files"], at=about["made_at"]
    )
    answer(payload, lambda console: console.print(sentence, markup=False))


@click.command("backup-key")
@json_option
@click.pass_obj
def backup_key(settings: Settings) -> None:
    """Says where the key of the backups is, and makes one where there is none. The key itself is never printed."""
    key = key_id(backups(settings, os.environ).key())
    payload = {"file": str(settings.backup_key_file), "key": key}
    sentence = _("Key %(key)s is in %(file)s.", key=key, file=settings.backup_key_file)
    answer(payload, lambda console: console.print(sentence, markup=False))


def _note_outage(seconds: float, *, running_again: bool) -> None:
    if running_again:
        note(_("The database was stopped for %(seconds_stopped)s seconds.", seconds_stopped=seconds))
