"""Networks to draw on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphintel.queries.store import Store
from graphintel.settings import StoreAddress
from tests.networks import Network


@pytest.fixture
def network(neo4j_server: StoreAddress, empty_store: None) -> Iterator[Network]:
    with Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        yield Network(store)
