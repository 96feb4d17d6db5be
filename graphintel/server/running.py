"""A database that runs, as whoever started it and whoever asks about it see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphintel.server.home import Process
from graphintel.settings import StoreAddress

if TYPE_CHECKING:
    from graphintel.server.process import ManagedNeo4j

USER = "neo4j"


@dataclass(frozen=True, slots=True)
class Running:
    """A database that answered; ``stop()`` ends it in order."""

    server: ManagedNeo4j = field(repr=False)
    process: Process
    password: str = field(repr=False)
    user: str = USER

    @property
    def uri(self) -> str:
        """``bolt://127.0.0.1:PORT``."""
        return self.process.uri

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self.process.pid

    @property
    def port(self) -> int:
        """Port of the Bolt protocol."""
        return self.process.port

    @property
    def address(self) -> StoreAddress:
        """Where and as whom to ask it."""
        return StoreAddress(self.uri, self.user, self.password)

    def stop(self) -> None:
        """Ends it; nothing happens where it ended already."""
        self.server.stop()


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of a managed database without asking it."""

    running: bool
    home: str
    version: str
    pid: int | None = None
    port: int | None = None
    uri: str | None = None
    started_at: float | None = None
    resident_bytes: int | None = None
    stored_bytes: int = 0
