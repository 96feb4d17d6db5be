"""What the web server's processes load: an application on the platform that the environment describes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time

from apiflask import APIFlask

from graphintel.bootstrap import connect
from graphintel.log import configure
from graphintel.settings import Settings
from graphintel.web import create_app

# What is being answered is answered; then the port is needed by whoever starts anew.
END_SECONDS = 5.0


def create() -> APIFlask:
    """The application of one process."""
    _end_with_the_server()
    settings = Settings.from_env(os.environ)
    configure(level=settings.log_level, json=settings.log_json)
    platform = connect(settings)
    platform.trail.start()
    return create_app(platform)


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
