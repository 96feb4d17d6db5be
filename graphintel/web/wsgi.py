"""What the web server's processes load: an application on the platform that the environment describes."""

from __future__ import annotations

import os

from apiflask import APIFlask

from graphintel.bootstrap import connect
from graphintel.log import configure
from graphintel.settings import Settings
from graphintel.web import create_app


def create() -> APIFlask:
    """The application of one process."""
    settings = Settings.from_env(os.environ)
    configure(level=settings.log_level, json=settings.log_json)
    platform = connect(settings)
    platform.trail.start()
    return create_app(platform)
