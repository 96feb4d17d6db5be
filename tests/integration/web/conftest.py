from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform, platform_on
from graphintel.queries.store import Store
from graphintel.settings import Settings, StoreAddress
from graphintel.web import create_app
from tests.harbour import harbour
from tests.platforms import QUICK, SECRET, Browser, People, people_on


@pytest.fixture
def platform(neo4j_server: StoreAddress, empty_store: None, tmp_path: Path) -> Iterator[Platform]:
    store = Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    with platform_on(Settings(home=tmp_path, store=neo4j_server, secret_key=SECRET), store, QUICK) as platform:
        yield platform


@pytest.fixture
def people(platform: Platform) -> People:
    return people_on(platform)


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
