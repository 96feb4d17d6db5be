"""Points in time as the store keeps them: ISO 8601 in UTC with microseconds, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    """This moment."""
    return stored(datetime.now(UTC))


def ahead(span: timedelta) -> str:
    """This moment and a span (a negative one: before it)."""
    return stored(datetime.now(UTC) + span)


def stored(moment: datetime) -> str:
    """A moment in the stored form."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
