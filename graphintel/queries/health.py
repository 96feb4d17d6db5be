"""Whether the database answers."""

from __future__ import annotations

from graphintel.errors import StoreUnavailable
from graphintel.queries.store import Store


def ready(store: Store) -> bool:
    """True where the database answers a question."""
    try:
        return bool(store.read("health.ready"))
    except StoreUnavailable:
        return False
