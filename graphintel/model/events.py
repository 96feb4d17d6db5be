"""The names of what is recorded in the audit trail, and how whoever did it came in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Action(StrEnum):
    """``thing.done``: one name for each kind of change."""

    session_started = "session.started"
    session_refused = "session.refused"
    session_ended = "session.ended"
    user_added = "user.added"
    user_disabled = "user.disabled"
    user_enabled = "user.enabled"
    token_created = "token.created"  # noqa: S105 - the name of an event
    token_revoked = "token.revoked"  # noqa: S105 - the name of an event
    records_added = "records.added"
    records_retracted = "records.retracted"
    decision_taken = "decision.taken"
    decision_ended = "decision.ended"
    chart_created = "chart.created"
    chart_changed = "chart.changed"
    chart_deleted = "chart.deleted"
    exported = "export.made"
    batch_started = "batch.started"
    batch_ended = "batch.ended"
    vocabulary_loaded = "vocabulary.loaded"


_origin: ContextVar[str] = ContextVar("origin", default="program")


def origin() -> str:
    """How the change came in: ``web``, ``api``, ``cli`` or ``program``."""
    return _origin.get()


def set_origin(text: str) -> None:
    """Says how what follows in this context comes in."""
    _origin.set(text)


@contextmanager
def coming_from(text: str) -> Iterator[None]:
    """Says how what is done inside the block comes in."""
    token = _origin.set(text)
    try:
        yield
    finally:
        _origin.reset(token)
