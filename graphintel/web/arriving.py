"""Bodies of requests on their way in: taken whole before anybody works on them, within bounds, and on disk when large.

Who sends slowly, or never ends, holds a place here and no thread. Where places run out, whoever has been silent longest
gives his up: a body that arrives within moments never loses it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from graphintel.private_files import private_folder

# Under this name the application finds the status of a body that was not taken in.
NOT_TAKEN = "graphintel.not_taken"
KEPT_IN_MEMORY = 256 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long a body may take, and how many may be on their way in one process."""

    silence: float = 10.0
    grace: float = 20.0
    bytes_a_second: float = 4 * 1024
    of_an_address: int = 32
    in_all: int = 256


class NotTaken(Exception):
    """A body that was not taken in; the status says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


@dataclass(slots=True, eq=False)
class Arrival:
    """One body on its way: from where, since when, when it was last heard of, and until when it has time."""

    address: str
    began: float
    heard: float
    limit: asyncio.Timeout


class Arriving:
    """The bodies on their way in one process. Everything happens in its event loop, so nothing is locked."""

    def __init__(self, folder: Path, bounds: Bounds | None = None) -> None:
        self._folder = folder
        self._bounds = bounds or Bounds()
        self._arrivals: list[Arrival] = []

    async def take(self, chunks: AsyncIterable[bytes], address: str, largest: int) -> tuple[IO[bytes], int]:
        """The body in a file, to be read from its start, and its length; NotTaken where it is too slow or too large."""
        now = asyncio.get_running_loop().time()
        body = SpooledTemporaryFile(KEPT_IN_MEMORY, dir=str(self._folder))  # noqa: SIM115 - whoever asked closes it
        try:
            async with asyncio.timeout_at(now + self._bounds.silence) as limit:
                length = await self._fill(body, chunks, self._place(Arrival(address, now, now, limit)), largest)
            body.seek(0)
        except BaseException as error:
            body.close()
            if isinstance(error, TimeoutError):
                raise NotTaken(HTTPStatus.REQUEST_TIMEOUT) from None
            raise
        return body, length

    def _place(self, arrival: Arrival) -> Arrival:
        """Gives it a place; where there is none, of its address or at all, the longest silent one gives up his."""
        same = [each for each in self._arrivals if each.address == arrival.address]
        crowd = same if len(same) >= self._bounds.of_an_address else self._arrivals
        if crowd is same or len(crowd) >= self._bounds.in_all:
            silent = min(crowd, key=lambda each: each.heard)
            self._arrivals.remove(silent)
            _until(silent, arrival.began)
        self._arrivals.append(arrival)
        return arrival

    async def _fill(self, body: IO[bytes], chunks: AsyncIterable[bytes], arrival: Arrival, largest: int) -> int:
        loop, bounds, length = asyncio.get_running_loop(), self._bounds, 0
        try:
            async for chunk in chunks:
                length += len(chunk)
                if length > largest:
                    raise NotTaken(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                self._keep(body, chunk, length)
                if arrival in self._arrivals:
                    arrival.heard = loop.time()
                    latest = arrival.began + bounds.grace + length / bounds.bytes_a_second
                    _until(arrival, min(latest, arrival.heard + bounds.silence))
        finally:
            if arrival in self._arrivals:
                self._arrivals.remove(arrival)
        return length

    def _keep(self, body: IO[bytes], chunk: bytes, length: int) -> None:
        try:
            if length > KEPT_IN_MEMORY:
                private_folder(self._folder)
            body.write(chunk)
        except OSError:
            raise NotTaken(HTTPStatus.INSUFFICIENT_STORAGE) from None


def _until(arrival: Arrival, moment: float) -> None:
    """Gives it time until then, unless its time has run out already."""
    if not arrival.limit.expired():
        arrival.limit.reschedule(moment)
