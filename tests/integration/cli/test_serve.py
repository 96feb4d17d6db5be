import signal
import socket
import urllib.error
from pathlib import Path

from graphintel.bootstrap import Platform
from graphintel.settings import StoreAddress
from tests.integration.cli.conftest import Command
from tests.integration.cli.served import Served, serving
from tests.platforms import PASSWORD, SECRET, People


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
