"""Ports of this machine: a free one, or the one that was asked for."""

from __future__ import annotations

import socket

from graphintel.errors import StartRefused
from graphintel.i18n import gettext as _


def reserve(wanted: int) -> int:
    """A port that is free right now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError as error:
            raise StartRefused(taken(wanted)) from error
        return int(probe.getsockname()[1])


def taken(port: int) -> str:
    """The sentence that says that a port, or every free one (0), was taken."""
    if not port:
        return _("No free port was found for the database on 127.0.0.1. Try again, or set GRAPHINTEL_NEO4J_PORT.")
    return _(
        "Port %(port)s on 127.0.0.1 is in use, so the database was not started. Stop what "
        "listens there, or set GRAPHINTEL_NEO4J_PORT to another port (0 picks a free one).",
        port=port,
    )
