"""``graphintel serve``: the web application on one's own data."""

from __future__ import annotations

from dataclasses import replace

import rich_click as click

from graphintel.cli.output import note
from graphintel.cli.serving import database, free_port, run
from graphintel.cli.stopping import ending_in_order
from graphintel.settings import Settings

THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


@click.command()
@click.option("--host", default=None, help="Address to listen on; without it GRAPHINTEL_HOST, else 127.0.0.1.")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=None, help="Port; 0 is any free one. Else GRAPHINTEL_PORT, 8000."
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer.")
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None, workers: int) -> None:
    """Serves the web application until Ctrl-C; starts and stops the managed database where none runs."""
    host = host or settings.host
    chosen = replace(settings, host=host, port=free_port(host, settings.port if port is None else port))
    if host not in THIS_MACHINE:
        note(
            "This machine is not the only one that can connect. Browsers send the session only over HTTPS then: "
            "put a server that encrypts before this one."
        )
    with ending_in_order(), database(chosen) as connected:
        run(connected, workers=workers, ready=lambda address: note(f"graphintel serves at {address}. Ctrl-C stops it."))
    note("Stopped.")
