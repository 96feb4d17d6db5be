"""The application on a database that does not answer: what is refused must be refused without asking it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from graphintel.bootstrap import platform_on
from graphintel.queries.store import Store
from graphintel.settings import Settings
from graphintel.web import create_app
from tests.platforms import QUICK, SECRET


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[APIFlask]:
    settings = Settings(home=tmp_path_factory.mktemp("home"), secret_key=SECRET)
    with platform_on(settings, Store("bolt://127.0.0.1:1", "neo4j", "nobody"), QUICK) as platform:
        yield create_app(platform)
