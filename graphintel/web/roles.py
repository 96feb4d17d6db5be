"""Roles in words: terms of the vocabularies of parties, routes, crews and families; other words stay as recorded."""

from __future__ import annotations

from graphintel.web.access import current_actor, platform
from graphintel.web.pages import look

SCHEMES = ("party_role", "route_role", "crew_role", "family_relation")


def role_words(role: str) -> str:
    """A role as it reads after the name of its link: ``beneficial owner``."""
    for scheme in SCHEMES:
        label = platform().vocabularies.label_of(current_actor(), scheme, role)
        if label != role:
            # Within a sentence: an abbreviation keeps its capitals.
            return label[:1].lower() + label[1:] if label[1:2].islower() else label
    return role.replace("_", " ")


def link_words(type_: str, direction: str = "out", role: str | None = None) -> str:
    """What a link says, read from one of its ends, with the role that the record gives."""
    return look.link_label(type_, direction, role_words(role) if role else None)


def role_labels() -> dict[str, str]:
    """Every role of the vocabularies by its code, for the explorer."""
    known, actor = platform().vocabularies, current_actor()
    loaded = [item["scheme"] for item in known.schemes(actor)["items"] if item["scheme"] in SCHEMES]
    codes = (term["code"] for scheme in loaded for term in known.terms(actor, scheme)["terms"])
    return {code: role_words(code) for code in codes}
