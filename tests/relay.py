"""A relay before the database, which a test can interrupt: the store is then away, and back when it resumes."""

from __future__ import annotations

import socket
import threading
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from graphintel.settings import StoreAddress


class Relay:
    """Passes bytes on, from a port of this machine to the database."""

    def __init__(self, address: StoreAddress) -> None:
        parts = urlsplit(address.uri)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 7687)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self.uri = f"bolt://127.0.0.1:{self._port}"
        self._listen()

    def interrupt(self) -> None:
        """Ends every connection and takes no further one."""
        self._shut(self._listener)
        for each in self._open:
            self._shut(each)
        self._open.clear()

    def resume(self) -> None:
        """Takes connections again."""
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._listen()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.interrupt()

    def _listen(self) -> None:
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                here, _address = listener.accept()
            except OSError:
                return
            there = socket.create_connection(self._target)
            self._open += [here, there]
            for one, other in ((here, there), (there, here)):
                threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while given := source.recv(65_536):
                target.sendall(given)
        except OSError:
            pass
        finally:
            self._shut(target)

    @staticmethod
    def _shut(each: socket.socket) -> None:
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        finally:
            each.close()
