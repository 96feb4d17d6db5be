"""A database is ready when an authenticated query answers, and when it is our own process that answers it."""

from __future__ import annotations

import subprocess
import time

import neo4j
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

from graphintel.errors import GraphintelError, StartRefused, StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.server.home import Process, listens
from graphintel.settings import StoreAddress

POLL_SECONDS = 0.1


class EndedEarly(GraphintelError):
    """The process ended before it answered."""


def wait(child: subprocess.Popen[bytes], process: Process, address: StoreAddress, seconds: float) -> None:
    """Returns when the child answers; EndedEarly or StartRefused when it will not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise EndedEarly(_("The process ended with status %(returncode)s.", returncode=child.returncode))
        # The port opens before the database answers; and nobody but our child is told the password.
        if listens(process.pid, process.port) and _answers(address):
            return
        time.sleep(POLL_SECONDS)
    raise StartRefused(
        _("The database did not answer within %(seconds)s seconds, so it was ended.", seconds=format(seconds, ".0f"))
    )


def verify(address: StoreAddress) -> str:
    """Asks a database once; its version, or an error that says what is wrong with the address or the account."""
    try:
        with (
            neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
            driver.session(default_access_mode=neo4j.READ_ACCESS) as session,
        ):
            agent = session.run("RETURN 1").consume().server.agent
            return str(agent).removeprefix("Neo4j/")
    except AuthError as error:
        raise StartRefused(
            _(
                "The database at %(uri)s does not accept the password of the account %(user)s. For an "
                "external database set GRAPHINTEL_NEO4J_USER and GRAPHINTEL_NEO4J_PASSWORD; the managed "
                "one keeps its password in the file `password` of its folder.",
                uri=address.uri,
                user=repr(address.user),
            )
        ) from error
    except (DriverError, Neo4jError, ConfigurationError) as error:
        raise StoreUnavailable(
            _("The database at %(uri)s does not answer (%(error)s).", uri=address.uri, error=type(error).__name__)
        ) from error


def _answers(address: StoreAddress) -> bool:
    try:
        verify(address)
    except StoreUnavailable:
        return False
    return True
