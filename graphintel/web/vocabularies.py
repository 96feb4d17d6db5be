"""Controlled vocabularies as JSON."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import answer
from graphintel.web.schemas.vocabularies import SchemesOut, VocabularyOut

api = APIBlueprint("vocabularies_api", __name__, url_prefix="/api/v1", tag="Vocabularies")


@api.get("/vocabularies")
@permission(Verb.read)
@api.output(SchemesOut)
def schemes() -> Response:
    """The vocabularies that there are."""
    return answer(platform().vocabularies.schemes(current_actor()))


@api.get("/vocabularies/<scheme>")
@permission(Verb.read)
@api.output(VocabularyOut)
def terms(scheme: str) -> Response:
    """The terms of a vocabulary, labelled in the reader's language."""
    return answer(platform().vocabularies.terms(current_actor(), scheme))
