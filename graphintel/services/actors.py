"""Stored users as actors, and tokens as the actors they belong to."""

from __future__ import annotations

from graphintel.queries.actors import StoredActor
from graphintel.security.actor import Actor, Role


def actor_of(stored: StoredActor) -> Actor:
    """The actor that a stored user is; one whose role this version does not know is disabled."""
    known = stored.role in Role.__members__
    return Actor(
        stored.id,
        stored.username,
        stored.display_name,
        Role(stored.role) if known else Role.officer,
        stored.clearance,
        stored.unit,
        disabled=stored.disabled or not known,
        registered=stored.registered,
    )
