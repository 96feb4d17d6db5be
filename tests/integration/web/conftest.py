from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform, platform_on
from graphintel.queries.store import Store
from graphintel.settings import Settings, StoreAddress
from graphintel.web import create_app
from tests.platforms import QUICK, SECRET, People, people_on


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
