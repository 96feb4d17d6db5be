"""What a proxy says of whom it speaks for counts only from proxies that are listed: anybody can send such headers."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

FORWARDED = (
    "HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_PREFIX", "HTTP_X_REAL_IP", "HTTP_X_FORWARDED_SSL",
)  # fmt: skip
# A request's id, where a listed proxy gave it one: in letters, digits and what stands in common ids.
REQUEST_ID = "graphintel.request_id"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=+/-]{0,63}")
# Set where a request came through a proxy, listed or not: then its address does not show that it is of this machine.
THROUGH_PROXY = "graphintel.through_proxy"


class Proxies:
    """The application, told the true address, host and scheme by listed proxies, and nothing by others."""

    def __init__(self, application: WSGIApplication, trusted: Iterable[str]) -> None:
        self._application = application
        self._trusted = tuple(ipaddress.ip_network(each) for each in trusted)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers a request."""
        said = {name: str(environ.pop(name)) for name in FORWARDED if name in environ}
        environ[THROUGH_PROXY] = bool(said)
        given = str(environ.pop("HTTP_X_REQUEST_ID", ""))
        if ID.fullmatch(given) and self._trusts(str(environ.get("REMOTE_ADDR", ""))):
            environ[REQUEST_ID] = given
        if said and self._trusts(str(environ.get("REMOTE_ADDR", ""))):
            environ.update(self._believed(said))
        return self._application(environ, start_response)

    def client(self, environ: WSGIEnvironment) -> str:
        """The address of whoever asks, before the application is asked."""
        address = str(environ.get("REMOTE_ADDR", ""))
        return str(self._believed(environ).get("REMOTE_ADDR", address)) if self._trusts(address) else address

    def _believed(self, said: Mapping[str, str]) -> Mapping[str, Any]:
        """What follows from the headers: each proxy adds at the end, so only what the last one added is its own."""
        believed: dict[str, Any] = {}
        addresses = [each.strip() for each in said.get("HTTP_X_FORWARDED_FOR", "").split(",") if each.strip()]
        client = next((each for each in reversed(addresses) if not self._trusts(each)), None)
        if client is not None and _address(client) is not None:
            believed["REMOTE_ADDR"] = client
        scheme = _last(said, "HTTP_X_FORWARDED_PROTO").lower()
        if scheme in {"http", "https"}:
            believed["wsgi.url_scheme"] = scheme
        host = _last(said, "HTTP_X_FORWARDED_HOST")
        if host:
            believed["HTTP_HOST"] = host
        return believed

    def _trusts(self, text: str) -> bool:
        address = _address(text)
        return address is not None and any(address in network for network in self._trusted)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _last(said: Mapping[str, str], name: str) -> str:
    return said.get(name, "").rpartition(",")[2].strip()
