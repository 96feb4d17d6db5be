"""What the web server's processes load: the application on the platform that the environment describes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from functools import partial

from graphintel.bootstrap import connect
from graphintel.log import configure
from graphintel.settings import Settings
from graphintel.web import LARGEST_REQUEST, create_app, intake
from graphintel.web.arriving import Arriving
from graphintel.web.gateway import Gateway
from graphintel.web.proxies import Proxies
from graphintel.web.threads import Threads

THREADS = 8
# What is being answered is answered; then the port is needed by whoever starts anew.
END_SECONDS = 5.0


def create() -> Gateway:
    """The application of one process, behind what takes its requests in."""
    _end_with_the_server()
    settings = Settings.from_env(os.environ)
    configure(level=settings.log_level, json=settings.log_json)
    platform = connect(settings)
    platform.trail.start()
    platform.figures.start()
    app = create_app(platform)
    return Gateway(
        app,
        Arriving(settings.uploads_folder),
        Threads(THREADS),
        client=Proxies(app, settings.trusted_proxies).client,
        largest=partial(intake.largest_body, app, LARGEST_REQUEST),
        small=LARGEST_REQUEST,
        ended=_end,
    )


def _end() -> None:
    """Ends the process of a server that has stopped, at once: its threads that are not Python's would break it."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _end_with_the_server() -> None:
    """Ends this process when the one that started it is gone, however that ended: else it would hold the port."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(END_SECONDS)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, name="end with the server", daemon=True).start()
