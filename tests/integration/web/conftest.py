import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.web import create_app
from tests.harbour import harbour
from tests.platforms import Browser, People


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
