"""The platform on the disposable database, and the people on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphintel.bootstrap import Platform, platform_on
from graphintel.queries.store import Store
from graphintel.settings import Settings, StoreAddress
from tests.platforms import QUICK, SECRET, People, people_on


@pytest.fixture
def platform(neo4j_server: StoreAddress, empty_store: None, tmp_path: Path) -> Iterator[Platform]:
    """The platform as it starts, with nothing stored."""
    store = Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    with platform_on(Settings(home=tmp_path, store=neo4j_server, secret_key=SECRET), store, QUICK) as platform:
        yield platform


@pytest.fixture
def people(platform: Platform) -> People:
    """Its users, with a role and a clearance each."""
    return people_on(platform)
