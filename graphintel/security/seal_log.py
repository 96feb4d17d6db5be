"""The digests of seals outside of the store: who cuts off the end of the trail cannot cut off this file with it.

One line a seal, only ever added to, on the disk before the sealer goes on; and, where that is set, a line to syslog.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import SysLogHandler
from pathlib import Path

from graphintel.errors import StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.log import get_logger
from graphintel.model.chain import Seal
from graphintel.model.ids import canonical
from graphintel.private_files import private_folder

log = get_logger(__name__)


class SealLogUnwritable(StoreUnavailable):
    """The file of seals cannot be written; the sealer waits rather than going on without it."""

    code = "seals_unwritable"


class SealLog:
    """The file, and syslog where an address is given: ``host:port`` or the path of a socket."""

    def __init__(self, path: Path, syslog: str = "") -> None:
        self.path = path
        self._syslog = syslog

    def append(self, seals: list[Seal]) -> None:
        """Adds seals; SealLogUnwritable where that fails."""
        lines = "".join(canonical(_line(each)) + "\n" for each in seals)
        try:
            with self._opened() as descriptor:
                if not _ends_a_line(self.path):  # What a crash left of a line is closed, and means nothing.
                    lines = "\n" + lines
                rest = memoryview(lines.encode())
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
                os.fsync(descriptor)
        except OSError as error:
            raise SealLogUnwritable(
                _("The file of seals %(path)s cannot be written (%(reason)s).", path=self.path, reason=error.strerror)
            ) from error
        self._tell(seals)

    def digests(self) -> dict[int, str]:
        """The digests by number; lines that a crash tore are left out."""
        if not self.path.exists():
            return {}
        found: dict[int, str] = {}
        for line in self.path.read_bytes().split(b"\n"):
            try:
                said = json.loads(line)
                number, digest = int(said["number"]), str(said["digest"])
            except (ValueError, KeyError, TypeError):
                continue
            # Two that differ under one number tell that the store began anew from there: neither may hide the other.
            found[number] = digest if found.get(number, digest) == digest else ""
        return found

    def last(self) -> int:
        """The number of the last seal that is in it."""
        return max(self.digests(), default=0)

    @contextmanager
    def _opened(self) -> Iterator[int]:
        if not self.path.parent.exists():
            private_folder(self.path.parent)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _tell(self, seals: list[Seal]) -> None:
        if not self._syslog:
            return
        host, _colon, port = self._syslog.rpartition(":")
        try:
            handler = SysLogHandler((host, int(port)) if host and port.isdecimal() else self._syslog)
        except OSError as error:
            log.warning("audit.syslog_unreachable", reason=error.strerror)
            return
        for each in seals:
            text = f"graphintel audit seal {each.number} {each.first}-{each.last} {each.digest}"
            handler.emit(logging.makeLogRecord({"levelno": logging.INFO, "levelname": "INFO", "msg": text}))
        handler.close()


def _line(seal: Seal) -> dict[str, object]:
    return {"number": seal.number, "first": seal.first, "last": seal.last, "at": seal.at, "digest": seal.digest}


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as stream:
        if stream.seek(0, os.SEEK_END) == 0:
            return True
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"
