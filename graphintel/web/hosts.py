"""The names under which the application answers: a page that thinks it is somewhere else leads people astray."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Flask, request

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.security.certificates import names_in
from graphintel.settings import Settings

# Under these only this machine itself is reached: a cookie for them may travel without encryption.
THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
# Monitoring asks by address, and is told nothing that depends on a name.
BY_ANY_NAME = frozenset({"health.healthz", "health.readyz"})


class UnknownHost(Invalid):
    """The request names a host that this application does not answer as."""

    code = "unknown_host"


def install(app: Flask, settings: Settings) -> None:
    """Refuses every request that names a host which is not allowed."""
    allowed = allowed_hosts(settings)

    def check() -> None:
        name = host_name(request.host)
        if request.endpoint not in BY_ANY_NAME and not is_allowed(name, allowed):
            remedy = _("Ask under one of its names. Whoever runs it lists them in GRAPHINTEL_ALLOWED_HOSTS.")
            raise UnknownHost(Problem("Host", _("This application does not answer under that name."), remedy=remedy))

    app.before_request(check)


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """The names as set, else those in the certificate; this machine by itself always."""
    named = settings.allowed_hosts or (names_in(settings.certificate) if settings.certificate else ())
    return THIS_MACHINE.union(named)


def is_allowed(name: str | None, allowed: Iterable[str]) -> bool:
    """True where the name is one of them, or lies below one that begins with ``*``."""
    if not name:
        return False
    return any(name.endswith(each[1:]) if each.startswith("*") else name == each for each in allowed)


def host_name(host: str) -> str | None:
    """The name in a ``Host`` header, without port and without a dot at its end; None where there is none."""
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return None
    return name.removesuffix(".") if name else None


def encrypted() -> bool:
    """True where a cookie must travel encrypted: the request did, or comes from another machine and should have."""
    return request.is_secure or host_name(request.host) not in THIS_MACHINE
