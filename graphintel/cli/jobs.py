"""``graphintel jobs``: what goes on in the background, for whoever owns the installation."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.bootstrap import Platform
from graphintel.cli.acting import running
from graphintel.cli.output import answer, json_option, note
from graphintel.cli.stopping import ending_in_order
from graphintel.i18n import gettext as _
from graphintel.jobs.queue import Queue
from graphintel.jobs.worker import THREADS, Worker, workers
from graphintel.queries.batches import Unfinished
from graphintel.services.uploads import KIND
from graphintel.settings import Settings

ORPHAN_SECONDS = 1.0


@click.group()
def jobs() -> None:
    """Works through what goes on in the background, lists it and stops it."""


@jobs.command()
@click.option("--threads", type=click.IntRange(1, 16), default=THREADS, show_default=True, help="Jobs at a time.")
@click.option("--child-of", type=int, metavar="PID", help="The process that has started it, and with which it ends.")
@click.pass_obj
def work(settings: Settings, *, threads: int, child_of: int | None) -> None:
    """Works through the jobs until Ctrl-C; `serve` runs one of these by itself."""
    with ending_in_order(), running(settings) as platform, _queue(platform) as queue:
        worker = Worker(queue, {KIND: platform.uploads}, settings.jobs_folder, threads=threads)
        with worker.running():
            _until_told_to_end(child_of)


@jobs.command("list")
@json_option
@click.pass_obj
def list_jobs(settings: Settings) -> None:
    """Lists what runs and what waits, since when, and whether somebody works on it; not what it is about."""
    with running(settings) as platform:
        items = [_described(platform, each) for each in platform.uploads.running()]
    alive = workers(settings.jobs_folder)
    answer({"items": items, "workers": alive}, lambda console: _show(console, items, alive))


@jobs.command()
@click.argument("job_id", metavar="JOB")
@json_option
@click.pass_obj
def cancel(settings: Settings, job_id: str) -> None:
    """Asks the JOB to stop after what it is just writing. What it has written stays."""
    with running(settings) as platform:
        platform.uploads.stop(job_id)
    answer({"id": job_id, "cancel": True}, lambda console: console.print(_("Asked it to stop."), markup=False))


@contextmanager
def _queue(platform: Platform) -> Iterator[Queue]:
    settings = platform.settings
    with closing(Queue(settings.jobs_folder, platform.keys.key("jobs"), settings.redis_url)) as queue:
        yield queue


def _until_told_to_end(parent: int | None) -> None:
    told = threading.Event()
    try:
        while parent is None or os.getppid() == parent:
            told.wait(ORPHAN_SECONDS)
    except KeyboardInterrupt:
        # Once is enough: what is under way must not be broken off while it is handed back.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)


def _described(platform: Platform, job: Unfinished) -> dict[str, Any]:
    state = "running" if platform.uploads.worked_on(job.id) else "waiting"
    return {"id": job.id, "kind": KIND, "state": "stopping" if job.cancel else state, "by": job.by, "since": job.at}


def _show(console: Console, items: list[dict[str, Any]], alive: int) -> None:
    table = Table("job", "kind", "state", "since")
    for item in items:
        table.add_row(item["id"], item["kind"], item["state"], item["since"])
    console.print(table)
    if items and not alive:
        note(_("Nobody works through the jobs: start graphintel serve, or graphintel jobs work."))
