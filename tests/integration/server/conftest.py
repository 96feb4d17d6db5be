from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import LiteralString, cast

import neo4j
import pytest

from graphintel.server import Running
from graphintel.settings import Settings, StoreAddress


@pytest.fixture(scope="module")
def settings(real_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation of its own for the tests of a module; the cache is everybody's."""
    home: Path = tmp_path_factory.mktemp("installation")
    return replace(real_settings, home=home, store=None, neo4j_port=0)


@pytest.fixture(scope="session")
def ask() -> Callable[[StoreAddress | Running, str], list[object]]:
    """Runs a query at an address; the first column of the answer."""
    return _ask


def _ask(address: StoreAddress | Running, query: str) -> list[object]:
    text = cast("LiteralString", query)  # type: ignore[redundant-cast]
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session() as session,
    ):
        return [record[0] for record in session.run(text)]
