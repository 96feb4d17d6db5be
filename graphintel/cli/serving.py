"""Running the web server until it is told to stop, and the database beneath it where that is ours to run."""

from __future__ import annotations

import multiprocessing
import os
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlunsplit

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from graphintel.cli.keeping import kept_alive
from graphintel.cli.output import Terminal, note, progress_bar
from graphintel.cli.sealing import sealing
from graphintel.cli.stopping import when_the_terminal_closes
from graphintel.cli.working import worker_beside
from graphintel.errors import StartRefused, StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.log import get_logger
from graphintel.private_files import require_writable
from graphintel.queries import warming
from graphintel.queries.store import Store
from graphintel.server import ManagedNeo4j, migrate
from graphintel.services.figures import cleared
from graphintel.settings import Settings

if TYPE_CHECKING:
    from granian.server import MPServer, MTServer

APPLICATION = "graphintel.web.wsgi:create"
READY_SECONDS = 60.0
POLL_SECONDS = 0.1
JOIN_SECONDS = 1.0
RESPAWN_SECONDS = 0.5

log = get_logger(__name__)


@contextmanager
def database(settings: Settings, *, fast: bool = False) -> Iterator[Settings]:
    """Settings that name a running database with the present schema; one that is started here is stopped here."""
    require_writable(settings.home)
    server = ManagedNeo4j(settings)
    running = None if settings.store else server.adopt()
    address = settings.store or (None if running else server.address())
    if address is not None:
        migrate.apply(address)
        with nullcontext() if settings.store else kept_alive(server):
            yield replace(settings, store=address)
        return
    try:
        if running is None:
            with progress_bar() as progress:
                running = server.start(owned=True, fast=fast, progress=progress)
        migrate.apply(running.address)
        with kept_alive(server):
            yield replace(settings, store=running.address)
    finally:
        if running is not None:
            running.stop()


@contextmanager
def counting(sentence: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr that counts; where nobody looks only the sentence."""
    console = Terminal(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    if not console.is_terminal:
        note(f"{sentence} ...")
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(escape(sentence), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=max(done, total))


def free_port(host: str, wanted: int, *, or_another: bool = False) -> int:
    """The port if it is free; another one, or StartRefused, where something listens there already."""
    try:
        with socket.create_server((host, wanted)) as found:
            return int(found.getsockname()[1])
    except OSError as error:
        if or_another:
            return free_port(host, 0)
        message = _(
            "Port %(port)s on %(host)s cannot be used (%(reason)s).", port=wanted, host=host, reason=error.strerror
        )
        remedy = _("Choose another with --port, or --port 0 for any that is free.")
        raise StartRefused(f"{message} {remedy}") from error


def run(settings: Settings, *, workers: int, ready: Callable[[str], None]) -> None:
    """Serves until Ctrl-C or a request to end; says when the first page can be asked for."""
    os.environ.update(environment(settings))
    cleared(settings.figures_folder)
    server = _server(settings, workers)
    # Granian starts its workers anew on SIGHUP; here it says that the terminal was closed.
    server.on_startup(when_the_terminal_closes(server.signal_handler_interrupt))
    apart = nullcontext() if settings.jobs_apart else worker_beside(os.environ)
    with _watched(settings, ready), sealing(settings), apart:
        server.serve()


def _server(settings: Settings, workers: int) -> MPServer | MTServer:
    # Loaded here, because only serving needs it.
    from granian import Granian
    from granian.constants import Interfaces, SSLProtocols
    from granian.log import LogLevels

    # Threads seal and keep the worker beside it: a fork would copy the locks that they hold and the pipes they wait at.
    multiprocessing.set_start_method("spawn", force=True)
    return Granian(
        APPLICATION,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.RSGI,
        factory=True,
        workers=workers,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_SECONDS,
        ssl_cert=settings.certificate,
        ssl_key=settings.certificate_key,
        ssl_protocol_min=SSLProtocols.tls12,
    )


@contextmanager
def _watched(settings: Settings, ready: Callable[[str], None]) -> Iterator[None]:
    """Says when the server is ready, while it starts in the block."""
    stopped = threading.Event()
    watcher = threading.Thread(target=_watch, args=(settings, ready, stopped), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stopped.set()
        watcher.join(JOIN_SECONDS)


def environment(settings: Settings) -> Mapping[str, str]:
    """What the processes of the web server need to know, as they read it."""
    store = settings.store
    named = {} if store is None else {
        "GRAPHINTEL_NEO4J_URI": store.uri,
        "GRAPHINTEL_NEO4J_USER": store.user,
        "GRAPHINTEL_NEO4J_PASSWORD": store.password,
    }  # fmt: skip
    return {
        **named,
        "GRAPHINTEL_HOME": str(settings.home),
        "GRAPHINTEL_HOST": settings.host,
        "GRAPHINTEL_BEHIND_PROXY": "true" if settings.behind_proxy else "false",
        "GRAPHINTEL_DEMO": "true" if settings.demo else "false",
    }


def address_of(settings: Settings) -> str:
    """The address of the first page."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    scheme = "https" if settings.certificate else "http"
    return urlunsplit((scheme, f"{host}:{settings.port}", "/", "", ""))


def _watch(settings: Settings, ready: Callable[[str], None], stopped: threading.Event) -> None:
    if _tell_when_ready(settings, ready, stopped):
        _warm(settings, stopped)


def _warm(settings: Settings, stopped: threading.Event) -> None:
    """Has the database plan the queries, once for all workers; where that fails, people merely wait longer."""
    address = settings.store
    if address is None:
        return
    began = time.monotonic()
    try:
        with Store(address.uri, address.user, address.password) as store:
            done = warming.warm(store, stopped.is_set)
    except StoreUnavailable:
        log.debug("queries.not_warmed")
    except Exception as error:
        log.exception("queries.not_warmed", error=type(error).__name__)
    else:
        log.debug("queries.warmed", queries=done, seconds=round(time.monotonic() - began, 1))


def _tell_when_ready(settings: Settings, ready: Callable[[str], None], stopped: threading.Event) -> bool:
    until = time.monotonic() + READY_SECONDS
    # It asks itself, at an address that need not stand in the certificate, and tells nothing.
    unchecked = ssl.create_default_context()
    unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
    while time.monotonic() < until and not stopped.wait(POLL_SECONDS):
        try:
            with urllib.request.urlopen(f"{address_of(settings)}readyz", timeout=2, context=unchecked):  # noqa: S310 - our own address
                ready(address_of(settings))
                return True
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            continue
    return False
