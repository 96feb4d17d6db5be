import re

import pytest
from apiflask import APIFlask

ADDRESSES = ["/sign-in", "/api/v1/openapi.json", "/docs/api", "/healthz", "/api/v1/nothing", "/nothing"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_under_the_strict_policy(app: APIFlask, address: str) -> None:
    headers = app.test_client().get(address).headers

    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_a_nonce_is_used_once(app: APIFlask) -> None:
    policies = [app.test_client().get("/sign-in").headers["Content-Security-Policy"] for _ in range(2)]

    nonces = [re.findall(r"'nonce-([^']+)'", policy) for policy in policies]
    assert nonces[0]
    assert nonces[0] != nonces[1]
    assert all(len(set(each)) == 1 for each in nonces)


@pytest.mark.parametrize("address", ["/sign-in", "/docs/api"])
def test_pages_hold_nothing_inline_without_the_nonce_and_nothing_from_elsewhere(app: APIFlask, address: str) -> None:
    page = app.test_client().get(address).text

    assert re.findall(r"<(?:script|style)(?![^>]*(?:nonce|src)=)[^>]*>", page) == []
    assert re.findall(r"\s(?:on\w+|style)=", page) == []
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//""", page) == []


def test_whoever_came_encrypted_stays_so(app: APIFlask) -> None:
    plain = app.test_client().get("/healthz").headers
    encrypted = app.test_client().get("/healthz", base_url="https://intel.customs.example").headers

    assert "Strict-Transport-Security" not in plain
    assert encrypted["Strict-Transport-Security"] == "max-age=31536000"
