from collections.abc import Iterator

import neo4j
import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform, platform_on
from graphintel.queries.store import Store
from graphintel.settings import Settings, StoreAddress
from graphintel.web import create_app
from tests.conftest import EMPTY
from tests.harbour import harbour
from tests.offices import Office, open_office
from tests.platforms import QUICK, SECRET, Browser, People


@pytest.fixture
def app(platform: Platform) -> APIFlask:
    return create_app(platform)


@pytest.fixture
def ids(platform: Platform) -> dict[str, str]:
    """The harbour network; the ids of its subjects by name."""
    return harbour(platform)


@pytest.fixture
def ada(app: APIFlask, people: People) -> Browser:
    """An analyst cleared to confidential, in no group."""
    return Browser(app, "ada")


@pytest.fixture
def hana(app: APIFlask, people: People) -> Browser:
    """An analyst who is in the group op-harbour too."""
    return Browser(app, "hana")


@pytest.fixture
def olga(app: APIFlask, people: People) -> Browser:
    """An analyst who sees nothing but unclassified seizures."""
    return Browser(app, "olga")


@pytest.fixture(scope="module")
def office(
    neo4j_server: StoreAddress, session_driver: neo4j.Driver, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """Units with people of every role in them, on a database that was emptied before; once for all tests of a file."""
    with session_driver.session() as session:
        assert session.run("MATCH (d:Disposable) RETURN count(d) AS n").single(strict=True)["n"]
        session.run(EMPTY).consume()
    settings = Settings(home=tmp_path_factory.mktemp("home"), store=neo4j_server, secret_key=SECRET)
    store = Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    with platform_on(settings, store, QUICK) as platform:
        yield open_office(platform)
