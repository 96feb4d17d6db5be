"""Why somebody asks: a purpose of the vocabulary and a legal basis in his own words, on every entry that he leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.intake import seed_files
from graphintel.model.events import Action
from graphintel.queries import audit, sessions, vocabularies
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.lately import Changes, Lately
from graphintel.services.vocabularies import KEPT_SECONDS, label

SCHEME = "purpose"
LONGEST_BASIS = 200


class Purposes:
    """The purposes that may be chosen, and choosing one."""

    def __init__(self, store: Store, changes: Changes) -> None:
        self._store = store
        self._changes = changes
        self._lately: Lately[Mapping[str, Mapping[str, str]]] = Lately(changes, seconds=KEPT_SECONDS)

    def offered(self) -> dict[str, Any]:
        """What may be chosen, in the reader's language: the vocabulary of this installation, else the shipped one."""
        return {"items": [{"code": code, "label": label(labels)} for code, labels in self._known().items()]}

    def label_of(self, code: str) -> str:
        """A purpose in the reader's words, nothing for none."""
        known = self._known()
        return label(known[code]) if code in known else code

    def checked(self, purpose: str, legal_basis: str) -> tuple[str, str]:
        """Purpose and legal basis as they are kept; Invalid for a purpose that is not offered."""
        if purpose and purpose not in self._known():
            raise Invalid(Problem("purpose", _("There is no such purpose."), remedy=", ".join(self._known())))
        basis = " ".join(legal_basis.split())
        if len(basis) > LONGEST_BASIS or not basis.isprintable():
            message = _("A legal basis has up to %(most)s characters on one line.", most=LONGEST_BASIS)
            raise Invalid(Problem("legal_basis", message))
        return purpose, basis

    def choose(self, actor: Actor, session: str, purpose: str, legal_basis: str) -> None:
        """Says why the actor asks from now on, in this session."""
        authorise(actor, Verb.own_account)
        chosen, basis = self.checked(purpose, legal_basis)

        def work(tx: Transaction) -> None:
            sessions.set_purpose(tx, session, chosen, basis)
            audit.entry(tx, actor.id, Action.purpose_chosen, [actor.id], {"purpose": chosen, "legal_basis": basis})

        self._store.transaction(work)
        self._changes.note()

    def _known(self) -> Mapping[str, Mapping[str, str]]:
        return self._lately.find(SCHEME, self._read) or {}

    def _read(self) -> Mapping[str, Mapping[str, str]]:
        stored = vocabularies.terms(self._store, SCHEME)[1]
        shipped = (term for term in seed_files.vocabularies() if term.scheme == SCHEME)
        return {term.code: term.labels for term in stored or shipped}
