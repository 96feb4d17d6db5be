"""Between the web server and the application: a request is taken in whole before a thread works on it (ADR 0019).

The server's event loop takes the head and the body; what a client has not sent yet keeps no thread. The application
stays what it is, one call per request (WSGI).
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import IO, TYPE_CHECKING, Any

from graphintel.log import get_logger
from graphintel.web.arriving import NOT_TAKEN, Arriving, NotTaken
from graphintel.web.threads import Threads

if TYPE_CHECKING:
    from types import TracebackType
    from wsgiref.types import WSGIApplication, WSGIEnvironment

    from granian._granian import RSGIHTTPProtocol as HTTPProtocol
    from granian.rsgi import Scope

APART = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
SAME: dict[str, Any] = {
    "GATEWAY_INTERFACE": "CGI/1.1",
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.multithread": True,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,
}

log = get_logger(__name__)


class Gateway:
    """The application as the web server calls it."""

    def __init__(
        self,
        application: WSGIApplication,
        arriving: Arriving,
        threads: Threads,
        *,
        client: Callable[[WSGIEnvironment], str],
        largest: Callable[[WSGIEnvironment], int],
        small: int,
        ended: Callable[[], None],
    ) -> None:
        self._application = application
        self._arriving = arriving
        self._threads = threads
        self._client = client
        self._largest = largest
        self._small = small
        self._ended = ended

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Called once before the first request."""
        self._threads.start()

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Called once after the last."""
        self._threads.stop()
        self._ended()

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answers a request."""
        environ = environ_of(scope)
        if _has_body(environ):
            body = await self._body(environ, protocol)
            try:
                await self._threads.run(lambda: self._answer(environ, body, protocol))
            finally:
                body.close()
        else:
            await self._threads.run(lambda: self._answer(environ, io.BytesIO(), protocol))

    async def _body(self, environ: WSGIEnvironment, protocol: HTTPProtocol) -> IO[bytes]:
        """The body, taken in whole; an empty one, and the reason, where it is not taken."""
        if "CONTENT_LENGTH" not in environ:
            # In parts, a body that was broken off looks like one that has ended.
            return _nothing(environ, HTTPStatus.LENGTH_REQUIRED)
        announced, largest = int(environ["CONTENT_LENGTH"]), self._small
        if announced > self._small:
            # Who may send much is looked up by a thread, and only for whoever wants to.
            largest = await self._threads.run(lambda: self._largest(environ))
        if announced > largest:
            return _nothing(environ, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            body, length = await self._arriving.take(protocol, self._client(environ), largest)
        except NotTaken as error:
            return _nothing(environ, error.status)
        if length != announced:
            body.close()
            return _nothing(environ, HTTPStatus.BAD_REQUEST)
        return body

    def _answer(self, environ: WSGIEnvironment, body: IO[bytes], protocol: HTTPProtocol) -> None:
        environ["wsgi.input"] = body
        answer = Answer()
        try:
            content = answer.of(self._application, environ)
        except Exception as error:
            log.exception("web.failed", error=type(error).__name__)
            protocol.response_empty(HTTPStatus.INTERNAL_SERVER_ERROR, [])
        else:
            protocol.response_bytes(answer.status, answer.headers, content)


class Answer:
    """What an application starts to answer with, and then its whole content."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[str, str]] = []
        self._parts: list[bytes] = []

    def of(self, application: WSGIApplication, environ: WSGIEnvironment) -> bytes:
        """The content of the application's answer."""
        parts = application(environ, self.start)
        try:
            self._parts.extend(parts)
        finally:
            _close(parts)
        return b"".join(self._parts)

    def start(
        self,
        status: str,
        headers: list[tuple[str, str]],
        _error: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None = None,
        /,
    ) -> Callable[[bytes], object]:
        """Called by the application, as WSGI has it."""
        self.status, self.headers = int(status.split(" ", 1)[0]), headers
        return self._parts.append


def environ_of(scope: Scope) -> WSGIEnvironment:
    """A request's head as WSGI has it."""
    server, _colon, port = scope.server.rpartition(":")
    environ: WSGIEnvironment = {
        **SAME,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": _as_latin(scope.path),
        "QUERY_STRING": _as_latin(scope.query_string),
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
    }
    for name, value in scope.headers.items():
        # With an underscore it would be taken for another header, one that a proxy sets for example.
        if "_" not in name:
            key = APART.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
            between = "; " if name == "cookie" else ","
            environ[key] = f"{environ[key]}{between}{value}" if key in environ else value
    if scope.authority:
        environ.setdefault("HTTP_HOST", scope.authority)
    return environ


def _has_body(environ: WSGIEnvironment) -> bool:
    return environ.get("CONTENT_LENGTH", "0") != "0" or "HTTP_TRANSFER_ENCODING" in environ


def _nothing(environ: WSGIEnvironment, why: HTTPStatus) -> IO[bytes]:
    environ[NOT_TAKEN], environ["CONTENT_LENGTH"] = why, "0"
    return io.BytesIO()


def _as_latin(text: str) -> str:
    return text.encode().decode("latin-1")


def _close(parts: Iterable[bytes]) -> None:
    close = getattr(parts, "close", None)
    if close is not None:
        close()
