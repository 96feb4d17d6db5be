"""Evidence entered by hand: an entity or a link that somebody names is a record like any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4, uuid5

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.intake.terms import Terms
from graphintel.model.drafts import ClaimDraft, PartyDraft, RecordDraft, Ref, Settled, settle, subject_of
from graphintel.model.events import Action
from graphintel.model.ids import Ids, JsonValue, canonical
from graphintel.model.link_types import link_type
from graphintel.model.properties import PROPERTIES
from graphintel.model.records import Named
from graphintel.model.times import now
from graphintel.model.values.dates import PartialDate
from graphintel.model.values.schemes import SCHEMES
from graphintel.queries import audit, entities, records, subgraph, vocabularies
from graphintel.queries.records import Outcome
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import marking_for, view_for, view_now

KIND = "entry"
ONCE = UUID("6c1f3a0e-4d0b-4c53-9b0e-5a1f6f7f2f4e")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What every piece of evidence needs: where it is from, how good it is, who may see it, and why it may be kept."""

    source: str
    grade: str
    marking: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class NewEntity:
    """An entity that somebody names."""

    kind: str
    name: str
    grounds: Grounds
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    identifiers: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that somebody names, between entities that he sees; dates are as precise as they are known."""

    type: str
    source: str
    target: str
    grounds: Grounds
    role: str = ""
    valid_from: str = ""
    valid_to: str = ""


class Records:
    """Takes evidence entered by hand."""

    def __init__(self, store: Store, ids: Ids) -> None:
        self._store = store
        self._ids = ids

    def add_entity(self, actor: Actor, new: NewEntity, once: str = "") -> dict[str, Any]:
        """Records an entity; it is what its record says, and the same as another only once somebody decides so.

        Who sends the same again under the same ``once``, not knowing whether it arrived, has recorded it once.
        """
        authorise(actor, Verb.add)
        draft = self._draft(actor, new, once)
        ref = Ref(new.grounds.source, draft.key)
        values = {name: tuple(given) for name, given in new.values.items()}
        party = PartyDraft(ref, new.kind, (Named(new.name),), values, tuple(new.identifiers))
        problems = [*self._unknown_terms(values), *_unknown_schemes(new.identifiers)]
        self._record(actor, _with(draft, (party,), (), _payload(new)), problems)
        id_ = subject_of(self._ids, ref)
        return entities.one(self._store, view_now(self._store, actor), id_).node.as_dict()

    def add_link(self, actor: Actor, new: NewLink, once: str = "") -> dict[str, Any]:
        """Records a link between two entities that the actor sees; ``once`` as for an entity."""
        authorise(actor, Verb.add)
        link_type(new.type)
        found = entities.resolve(self._store, view_for(self._store, actor), (new.source, new.target))
        source, target = (entities.present(found, id_).node.id for id_ in (new.source, new.target))
        if source == target:
            raise Invalid(Problem("target", _("Both ends are the same entity.")))
        claim = ClaimDraft(new.type, Ref(id=source), Ref(id=target), new.role, new.valid_from, new.valid_to)
        draft = _with(self._draft(actor, new, once), (), (claim,), _payload(new))
        outcome = self._record(actor, draft, _wrong_period(new))
        graph = subgraph.subgraph(self._store, view_now(self._store, actor), (source, target)).graph
        made = next(link for link in graph.links if set(outcome.records) & set(link.records))
        return made.as_dict()

    def _draft(self, actor: Actor, new: NewEntity | NewLink, once: str) -> RecordDraft:
        grounds = new.grounds
        marking = marking_for(actor, grounds.marking, Verb.add)
        # A key of its own for every entry: two who enter the same name have not yet said that it is the same person.
        same = canonical([actor.id, once, _payload(new), grounds.grade, grounds.marking, grounds.legal_basis])
        key = str(uuid5(ONCE, same) if once else uuid4())
        reliability, credibility = grounds.grade[0], grounds.grade[1]
        return RecordDraft(grounds.source, key, KIND, "", reliability, credibility, marking, grounds.legal_basis, ())

    def _record(self, actor: Actor, draft: RecordDraft, problems: list[Problem]) -> Outcome:
        # What a property's own check found comes after what the vocabularies say of it.
        settled = settle(self._ids, draft) if not problems else None
        if settled is None or settled.problems:
            raise Invalid([*problems, *(settled.problems if settled else ())])
        return self._add(actor, settled)

    def _add(self, actor: Actor, settled: Settled) -> Outcome:
        def also(tx: Transaction, outcome: Outcome) -> None:
            detail = {"by_hand": True, "marking": settled.draft.marking.text}
            if outcome.changed:
                audit.entry(tx, actor.id, Action.records_added, outcome.changed, detail)

        return records.add(self._store, [settled], by=actor.id, unit=actor.unit, batch="", at=now(), also=also)

    def _unknown_terms(self, values: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
        wanted = {scheme for name in values if name in PROPERTIES and (scheme := PROPERTIES[name].scheme)}
        codes = {scheme: [term.code for term in vocabularies.terms(self._store, scheme)[1]] for scheme in wanted}
        terms = Terms.of(codes)
        for name, given in values.items():
            for text in given if name in PROPERTIES else ():
                try:
                    terms.check(name, text)
                except ValueError as error:
                    yield Problem(f"values.{name}", str(error))


def _with(
    draft: RecordDraft, parties: tuple[PartyDraft, ...], claims: tuple[ClaimDraft, ...], payload: Mapping[str, object]
) -> RecordDraft:
    return RecordDraft(
        draft.source, draft.key, draft.kind, draft.observed_at, draft.reliability, draft.credibility, draft.marking,
        draft.legal_basis, parties, claims, payload,
    )  # fmt: skip


def _wrong_period(new: NewLink) -> list[Problem]:
    """A link that ends before it begins; of how precise dates overlap, their own type knows."""
    if not new.valid_from or not new.valid_to:
        return []
    try:
        PartialDate.parse(f"{new.valid_from}/{new.valid_to}")
    except ValueError as error:
        return [Problem("to", str(error))]
    return []


def _unknown_schemes(identifiers: Sequence[tuple[str, str, str]]) -> Iterator[Problem]:
    for number, (scheme, _value, _country) in enumerate(identifiers):
        if scheme not in SCHEMES:
            message = _("There is no scheme of identifiers %(name)s.", name=scheme)
            yield Problem(f"identifiers.{number}.scheme", message, remedy=", ".join(SCHEMES))


def _payload(new: NewEntity | NewLink) -> dict[str, JsonValue]:
    if isinstance(new, NewEntity):
        values = {name: list(given) for name, given in new.values.items()}
        return {
            "kind": new.kind, "name": new.name, "values": values,
            "identifiers": [list(each) for each in new.identifiers],
        }  # fmt: skip
    return {
        "type": new.type, "source": new.source, "target": new.target, "role": new.role, "from": new.valid_from,
        "to": new.valid_to,
    }  # fmt: skip
