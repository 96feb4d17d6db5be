"""The controlled vocabularies, to read."""

from __future__ import annotations

from functools import lru_cache

from apiflask import APIBlueprint

from graphintel.i18n import language
from graphintel.intake import seed_files
from graphintel.security.policy import Verb
from graphintel.services.vocabularies import label
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages.frame import show

bp = APIBlueprint("vocabularies", __name__, enable_openapi=False)


@bp.get("/vocabularies")
@permission(Verb.read)
def page() -> str:
    """The vocabularies that there are."""
    found = platform().vocabularies.schemes(current_actor())
    return show("vocabularies/list.html", schemes=found["items"], vocabulary_label=vocabulary_label)


@bp.get("/vocabularies/<scheme>")
@permission(Verb.read)
def scheme(scheme: str) -> str:
    """The terms of one vocabulary."""
    found = platform().vocabularies.terms(current_actor(), scheme)
    return show(
        "vocabularies/scheme.html",
        vocabulary=found,
        label_languages=sorted({tag for term in found["terms"] for tag in term["labels"]}),
        vocabulary_label=vocabulary_label,
    )


def vocabulary_label(scheme: str) -> str:
    """What a vocabulary is called; one that an administration added is called by its name."""
    return _label(scheme, language())


@lru_cache(maxsize=512)
def _label(scheme: str, _language: str) -> str:
    labels = next((each.labels for each in seed_files.schemes() if each.scheme == scheme), {})
    return label(labels) or scheme.replace("_", " ")
