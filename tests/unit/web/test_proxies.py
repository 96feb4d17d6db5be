"""Headers of proxies: believed from those that are listed, and from nobody else."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pytest

from graphintel.web.proxies import THROUGH_PROXY, Proxies

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

SAID = {
    "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.7, 10.0.0.9",
    "HTTP_X_FORWARDED_PROTO": "http, https",
    "HTTP_X_FORWARDED_HOST": "evil.example, intel.customs.example",
}
DIRECT = {"REMOTE_ADDR": "10.0.0.5", "wsgi.url_scheme": "http", "HTTP_HOST": "10.0.0.1"}


def seen(given: dict[str, str], *trusted: str) -> dict[str, Any]:
    """The environment that the application gets."""
    found: dict[str, Any] = {}

    def application(environ: "WSGIEnvironment", _start: "StartResponse") -> Iterable[bytes]:
        found.update(environ)
        return []

    Proxies(application, trusted)({**DIRECT, **given}, lambda *_args: lambda _data: None)
    return found


def test_a_listed_proxy_is_believed_as_to_what_it_added_itself() -> None:
    found = seen(SAID, "10.0.0.0/24")

    assert found == {
        "REMOTE_ADDR": "203.0.113.7",
        "wsgi.url_scheme": "https",
        "HTTP_HOST": "intel.customs.example",
        THROUGH_PROXY: True,
    }


@pytest.mark.parametrize("trusted", [(), ("10.0.0.6",), ("192.0.2.0/24",)])
def test_what_anybody_else_says_is_dropped(trusted: tuple[str, ...]) -> None:
    assert seen(SAID, *trusted) == {**DIRECT, THROUGH_PROXY: True}


@pytest.mark.parametrize("name", ["HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_FORWARDED_PREFIX"])
def test_headers_of_other_customs_are_never_passed_on(name: str) -> None:
    assert name not in seen({name: "for=127.0.0.1"}, "10.0.0.5")


def test_an_address_that_is_none_and_a_scheme_that_is_none_are_not_taken() -> None:
    given = {"HTTP_X_FORWARDED_FOR": "unknown", "HTTP_X_FORWARDED_PROTO": "javascript"}

    assert seen(given, "10.0.0.5") == {**DIRECT, THROUGH_PROXY: True}


def test_a_proxy_that_comes_by_a_mapped_address_is_the_same_proxy() -> None:
    found = seen({**SAID, "REMOTE_ADDR": "::ffff:10.0.0.5"}, "10.0.0.0/24")

    assert found["REMOTE_ADDR"] == "203.0.113.7"


def test_without_a_proxy_nothing_changes() -> None:
    assert seen({}, "10.0.0.5") == {**DIRECT, THROUGH_PROXY: False}
