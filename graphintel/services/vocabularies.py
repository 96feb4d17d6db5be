"""Controlled vocabularies: what may be chosen in forms, and what the codes in records mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from graphintel.errors import NotFound
from graphintel.i18n import SOURCE_LANGUAGE, language
from graphintel.i18n import gettext as _
from graphintel.intake import seed_files
from graphintel.intake.seed_files import TermSeed
from graphintel.model.events import Action
from graphintel.queries import audit, vocabularies
from graphintel.queries.store import Store, Transaction
from graphintel.queries.vocabularies import Term
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.lately import Changes, Lately

# Terms change when somebody loads a vocabulary, which every process of this machine is told.
KEPT_SECONDS = 60.0


class Vocabularies:
    """The vocabularies in the store."""

    def __init__(self, store: Store, changes: Changes) -> None:
        self._store = store
        self._changes = changes
        self._lately: Lately[Mapping[str, Mapping[str, str]]] = Lately(changes, seconds=KEPT_SECONDS)

    def schemes(self, actor: Actor) -> dict[str, Any]:
        """The vocabularies that there are, each at its latest version."""
        authorise(actor, Verb.read)
        found = vocabularies.schemes(self._store)
        return {"items": [{"scheme": each.name, "version": each.version, "terms": each.terms} for each in found]}

    def terms(self, actor: Actor, scheme: str) -> dict[str, Any]:
        """The terms of a vocabulary, labelled in the reader's language."""
        authorise(actor, Verb.read)
        version, terms = vocabularies.terms(self._store, scheme)
        if not version:
            raise NotFound(_("There is no vocabulary %(name)s.", name=scheme))
        return {"scheme": scheme, "version": version, "terms": [_described(term) for term in terms]}

    def label_of(self, actor: Actor, scheme: str, code: str) -> str:
        """A term in the reader's words; a code that the vocabulary does not have is shown as it is."""
        authorise(actor, Verb.read)
        known = self._lately.find(scheme, lambda: self._labels(scheme)) or {}
        return label(known[code]) if code in known else code

    def load_shipped(self, by: str) -> int:
        """Puts the vocabularies that come with the product into the store; how many terms they have."""
        versions = {scheme.scheme: scheme.version for scheme in seed_files.schemes()}
        terms = groupby(seed_files.vocabularies(), key=lambda term: term.scheme)
        found = {scheme: [_term(each) for each in given] for scheme, given in terms}

        def work(tx: Transaction) -> int:
            counted = sum(vocabularies.put(tx, scheme, versions[scheme], given) for scheme, given in found.items())
            audit.entry(tx, by, Action.vocabulary_loaded, sorted(found), {"terms": counted})
            return counted

        counted = self._store.transaction(work)
        self._changes.note()
        return counted

    def _labels(self, scheme: str) -> Mapping[str, Mapping[str, str]]:
        return {term.code: term.labels for term in vocabularies.terms(self._store, scheme)[1]}


def label(labels: Mapping[str, str]) -> str:
    """The label for the reader: in his language, else in English, else whatever there is."""
    wanted: Iterable[str] = (language(), language().partition("_")[0], SOURCE_LANGUAGE, *labels)
    return next((labels[tag] for tag in wanted if tag in labels), "")


def _described(term: Term) -> dict[str, Any]:
    return {
        "code": term.code,
        "label": label(term.labels),
        "labels": dict(term.labels),
        "valid_from": term.valid_from,
        "valid_to": term.valid_to,
        "modes": list(term.modes),
        "parent": term.parent,
    }


def _term(seed: TermSeed) -> Term:
    return Term(seed.code, seed.labels, seed.valid_from or None, seed.valid_to or None, seed.modes, seed.parent or None)
