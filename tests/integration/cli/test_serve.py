import re
import signal
import socket
import ssl
import stat
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path

import pytest

from graphintel.bootstrap import Platform, platform_on
from graphintel.security.keys import PASSING
from graphintel.services.tokens import Wanted
from graphintel.settings import StoreAddress
from tests.certificates import made_in
from tests.integration.cli.conftest import Command
from tests.integration.cli.served import Served, serving
from tests.platforms import PASSWORD, QUICK, SECRET, People


def refusal(served: Served, username: str) -> int:
    """The status that a wrong password gets."""
    try:
        served.ask("/api/v1/session", {"username": username, "password": "wrong"})
    except urllib.error.HTTPError as error:
        return error.code
    return 201


def test_a_port_that_is_in_use_is_told_with_a_way_out(command: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = command("serve", "--port", str(port))

    assert ended.code == 8
    assert f"Port {port} on 127.0.0.1 cannot be used" in ended.err
    assert "--port 0" in ended.err


def test_the_application_is_served_on_a_database_of_ones_own_until_it_is_told_to_stop(
    platform: Platform, people: People, neo4j_server: StoreAddress, tmp_path: Path
) -> None:
    environment = {
        "GRAPHINTEL_HOME": str(tmp_path),
        "GRAPHINTEL_NEO4J_URI": neo4j_server.uri,
        "GRAPHINTEL_NEO4J_USER": neo4j_server.user,
        "GRAPHINTEL_NEO4J_PASSWORD": neo4j_server.password,
        "GRAPHINTEL_SECRET_KEY": SECRET,
    }
    with serving(tmp_path / "printed", environment, "serve", "--port", "0", "--workers", "2") as served:
        served.ask("/api/v1/session", {"username": "ada", "password": PASSWORD})
        assert served.ask("/api/v1/session")["username"] == "ada"
        assert served.ask("/readyz") == {"status": "ready"}
        # Whichever worker answers: the failures are counted together.
        assert [refusal(served, "otto") for _attempt in range(6)] == [401] * 5 + [429]

        code = served.stop(signal.SIGTERM)

    assert code == 0, served.printed
    assert "Stopped." in served.printed


def test_to_other_machines_it_is_not_served_in_the_open(command: Command) -> None:
    ended = command("serve", "--host", "0.0.0.0", "--port", "0")  # noqa: S104 - refused

    assert ended.code == 8
    assert "GRAPHINTEL_CERTIFICATE" in ended.err
    assert "--behind-proxy" in ended.err


def test_with_a_certificate_it_is_served_encrypted_and_makes_no_account(
    platform: Platform, neo4j_server: StoreAddress, tmp_path: Path
) -> None:
    certificate, key = made_in(tmp_path)
    environment = {
        "GRAPHINTEL_HOME": str(tmp_path),
        "GRAPHINTEL_NEO4J_URI": neo4j_server.uri,
        "GRAPHINTEL_NEO4J_USER": neo4j_server.user,
        "GRAPHINTEL_NEO4J_PASSWORD": neo4j_server.password,
        "GRAPHINTEL_SECRET_KEY": SECRET,
        "GRAPHINTEL_CERTIFICATE": str(certificate),
        "GRAPHINTEL_CERTIFICATE_KEY": str(key),
    }
    ready = re.compile(r"https://127\.0\.0\.1:(\d+)/")
    with serving(tmp_path / "printed", environment, "serve", "--port", "0", until=ready) as served:
        found = ready.search(served.printed)
        assert found is not None
        context = ssl.create_default_context(cafile=str(certificate))
        with urllib.request.urlopen(f"{found[0]}sign-in", context=context) as answer:  # noqa: S310 - our own server
            cookies, strict = answer.headers.get_all("Set-Cookie"), answer.headers["Strict-Transport-Security"]
        with pytest.raises((OSError, HTTPException)):
            urllib.request.urlopen(f"{found[0]}sign-in".replace("https", "http"), timeout=10)  # noqa: S310

    assert all("Secure" in each and "HttpOnly" in each and "SameSite=Strict" in each for each in cookies)
    assert strict == "max-age=31536000"
    assert platform.users.none_yet()


def test_rotated_secrets_end_every_session_and_leave_ids_and_what_is_encrypted_alone(
    command: Command, platform: Platform, people: People
) -> None:
    session = platform.sessions.start("ada", PASSWORD)
    root, ada = (platform.tokens.create(each, Wanted("test")).token for each in (people.administrator, people.analyst))

    refused = command("secrets", "rotate", "--json", token=ada)
    rotated = command("secrets", "rotate", "--json", token=root)

    assert refused.code == 5
    assert rotated.json == {"rotated": True, "sessions_ended": 1}
    assert platform.sessions.find(session.secret) is None
    again = platform_on(platform.settings, platform.store, QUICK).keys
    changed = {
        purpose for purpose in ("ids", "audit", "totp", *PASSING) if again.key(purpose) != platform.keys.key(purpose)
    }
    assert changed == PASSING
    assert stat.S_IMODE(platform.settings.passing_file.stat().st_mode) == 0o600
