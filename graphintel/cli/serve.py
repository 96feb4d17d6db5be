"""``graphintel serve``: the web application on one's own data."""

from __future__ import annotations

from dataclasses import replace

import rich_click as click

from graphintel.cli.backing_up import backing_up
from graphintel.cli.output import note
from graphintel.cli.serving import database, free_port, run
from graphintel.cli.stopping import ending_in_order
from graphintel.errors import StartRefused
from graphintel.security import certificates
from graphintel.settings import Settings

THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


@click.command()
@click.option("--host", default=None, help="Address to listen on; without it GRAPHINTEL_HOST, else 127.0.0.1.")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=None, help="Port; 0 is any free one. Else GRAPHINTEL_PORT, 8000."
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer.")
@click.option("--behind-proxy", is_flag=True, help="A proxy before it encrypts; as GRAPHINTEL_BEHIND_PROXY.")
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None, workers: int, *, behind_proxy: bool) -> None:
    """Serves the web application until Ctrl-C; starts and stops the managed database where none runs."""
    chosen = replace(settings, host=host or settings.host, behind_proxy=behind_proxy or settings.behind_proxy)
    require_encryption(chosen)
    chosen = replace(chosen, port=free_port(chosen.host, settings.port if port is None else port))
    with ending_in_order(), database(chosen) as connected, backing_up(chosen):
        run(connected, workers=workers, ready=lambda address: note(f"graphintel serves at {address}. Ctrl-C stops it."))
    note("Stopped.")


def require_encryption(settings: Settings) -> None:
    """Holds that what leaves this machine is encrypted; StartRefused says what to set."""
    if (settings.certificate is None) != (settings.certificate_key is None):
        raise StartRefused(
            "GRAPHINTEL_CERTIFICATE and GRAPHINTEL_CERTIFICATE_KEY go together: the certificate and its key."
        )
    if settings.certificate is not None and settings.certificate_key is not None:
        certificates.check(settings.certificate, settings.certificate_key)
    if settings.behind_proxy and not (settings.trusted_proxies and settings.allowed_hosts):
        raise StartRefused(
            "Behind a proxy it has to be known which one and under which name people come: set "
            "GRAPHINTEL_TRUSTED_PROXIES to the proxy's address (127.0.0.1 where it runs on this machine) and "
            "GRAPHINTEL_ALLOWED_HOSTS to the name."
        )
    if settings.host not in THIS_MACHINE and settings.certificate is None and not settings.behind_proxy:
        raise StartRefused(
            f"{settings.host} can be reached from other machines, and passwords would travel in the open. Set "
            "GRAPHINTEL_CERTIFICATE and GRAPHINTEL_CERTIFICATE_KEY, or put a proxy that encrypts before it and start "
            "with --behind-proxy."
        )
