"""The sealer beside the web server: in the process that starts the workers, since one for all of them is enough."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graphintel.bootstrap import Platform, connect
from graphintel.errors import GraphintelError
from graphintel.log import get_logger
from graphintel.settings import Settings

log = get_logger(__name__)


@contextmanager
def sealing(settings: Settings) -> Iterator[None]:
    """Seals the audit trail inside, and once more when the workers have ended and left their journals behind."""
    with connect(settings) as platform:
        platform.sealing.start()
        try:
            yield
        finally:
            platform.sealing.close()
            _seal_the_rest(platform)


def _seal_the_rest(platform: Platform) -> None:
    try:
        platform.sealing.seal()
    except GraphintelError as error:
        # It stays in the journal, and the next start goes on from there.
        log.warning("audit.not_sealed", code=error.code)
