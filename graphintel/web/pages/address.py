"""Addresses of pages with arguments."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode


def with_arguments(address: str, pairs: Iterable[tuple[str, str | None]]) -> str:
    """The address with its arguments, those without a value left out."""
    given = [(name, value) for name, value in pairs if value]
    return f"{address}?{urlencode(given)}" if given else address
