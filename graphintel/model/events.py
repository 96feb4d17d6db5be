"""The names of what is recorded in the audit trail, and under what circumstances somebody acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum


class Action(StrEnum):
    """``thing.done``: one name for each kind of change and of read."""

    session_started = "session.started"
    session_refused = "session.refused"
    session_ended = "session.ended"
    user_added = "user.added"
    user_disabled = "user.disabled"
    user_enabled = "user.enabled"
    user_changed = "user.changed"
    unit_added = "unit.added"
    unit_moved = "unit.moved"
    unit_retired = "unit.retired"
    why_asked = "why.asked"
    delegation_given = "delegation.given"
    delegation_ended = "delegation.ended"
    emergency_declared = "emergency.declared"
    emergency_ended = "emergency.ended"
    emergency_reviewed = "emergency.reviewed"
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

    session_proved = "session.proved"
    second_factor_asked = "second_factor.asked"
    second_factor_set_up = "second_factor.set_up"
    second_factor_removed = "second_factor.removed"
    second_factor_reset = "second_factor.reset"
    code_refused = "code.refused"
    recovery_code_used = "recovery_code.used"
    recovery_codes_renewed = "recovery_codes.renewed"
    password_changed = "password.changed"  # noqa: S105 - the name of an event
    purpose_chosen = "purpose.chosen"
    secrets_rotated = "secrets.rotated"
    limit_reached = "limit.reached"
    limit_lifted = "limit.lifted"
    password_refused = "password.refused"  # noqa: S105 - the name of an event
    batch_stopped = "batch.stopped"
    backup_made = "backup.made"
    backup_restored = "backup.restored"
    graph_checked = "graph.checked"
    graph_repaired = "graph.repaired"

    # What is shown, and to whom it was refused.
    search_made = "search.made"
    suggestions_made = "suggestions.made"
    overview_read = "overview.read"
    entity_read = "entity.read"
    records_read = "records.read"
    links_read = "links.read"
    link_counts_read = "link_counts.read"
    timeline_read = "timeline.read"
    leads_read = "leads.read"
    decisions_read = "decisions.read"
    proposal_read = "proposal.read"
    neighbourhood_read = "neighbourhood.read"
    paths_read = "paths.read"
    subgraph_read = "subgraph.read"
    statistics_read = "statistics.read"
    charts_listed = "charts.listed"
    chart_opened = "chart.opened"
    batches_listed = "batches.listed"
    batch_read = "batch.read"
    refused = "access.refused"
    audit_read = "audit.read"
    audit_verified = "audit.verified"
    texts_erased = "texts.erased"
    journal_damaged = "journal.damaged"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How somebody came in, why he acts, and from where: every entry of the audit trail carries them.

    ``origin`` is ``web``, ``api``, ``cli`` or ``program``; ``purpose`` is a code of the vocabulary of purposes and
    ``legal_basis`` what he named with it; ``address`` is where the request came from, empty for a command.
    ``acting_for`` is the id of whom he stands in for, ``emergency`` of the emergency that he has declared.
    """

    origin: str = "program"
    purpose: str = ""
    legal_basis: str = ""
    address: str = ""
    acting_for: str = ""
    emergency: str = ""


_circumstances: ContextVar[Circumstances] = ContextVar("circumstances", default=Circumstances())  # noqa: B039 - frozen
# Whose standing the circumstances tell of: what one actor stands for never passes to the next.
_standing: ContextVar[str] = ContextVar("standing", default="")


def circumstances() -> Circumstances:
    """Under what circumstances this context acts."""
    return _circumstances.get()


def set_circumstances(found: Circumstances) -> None:
    """Says under what circumstances what follows in this context is done."""
    _circumstances.set(found)


def set_purpose(purpose: str, legal_basis: str) -> None:
    """Says why what follows in this context is done."""
    _circumstances.set(replace(_circumstances.get(), purpose=purpose, legal_basis=legal_basis))


def set_standing(actor: str, acting_for: str, emergency: str) -> None:
    """Says for whom, and in which emergency, an actor does what follows in this context; empty where in none.

    Whom he stands in for holds to the end of what he was let in for, also where a later step needs no other's right.
    """
    kept = _circumstances.get().acting_for if _standing.get() == actor else ""
    _standing.set(actor)
    _circumstances.set(replace(_circumstances.get(), acting_for=acting_for or kept, emergency=emergency))


@contextmanager
def coming_from(origin: str) -> Iterator[None]:
    """Says how what is done inside the block comes in."""
    token = _circumstances.set(Circumstances(origin))
    try:
        yield
    finally:
        _circumstances.reset(token)
