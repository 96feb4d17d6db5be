"""Drafts: evidence as somebody hands it in, before it has ids. Intake, entry by hand and the demo network make these.

``settle`` turns a draft into what a record keeps: checked identifiers become subjects of their own with a link to them,
values take the canonical form of their property's type, and whatever cannot be kept is a problem that names its field.
It never raises on what was handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graphintel.errors import Problem
from graphintel.model.ids import Ids, JsonValue, canonical
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.model.marking import Marking
from graphintel.model.records import Claim, Description, Identified, Named
from graphintel.model.values.canonical import canonical_value
from graphintel.model.values.identifier import SCHEMES, Identifier, check, joins
from graphintel.model.values.names import clean


@dataclass(frozen=True, slots=True)
class Ref:
    """A subject by source and key. ``id`` refers to a subject that is known by its id alone and wins over the two."""

    source: str = ""
    key: str = ""
    personal: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """What a draft says of one subject; identifiers are (scheme, value as seen, country or empty)."""

    ref: Ref
    kind: str
    names: tuple[Named, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    identifiers: tuple[tuple[str, str, str], ...] = ()
    subkind: str = ""


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A link that a draft claims between two subjects."""

    type: str
    source: Ref
    target: Ref
    role: str = ""
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """One piece of evidence to be recorded. ``payload`` is what arrived, as it was; ``line`` is where, for messages."""

    source: str
    key: str
    kind: str
    observed_at: str
    reliability: str
    credibility: str
    marking: Marking
    legal_basis: str
    parties: tuple[PartyDraft, ...]
    claims: tuple[ClaimDraft, ...] = ()
    payload: JsonValue = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A draft in the form of a record, and what was wrong with it: a draft with problems is not recorded."""

    draft: RecordDraft
    descriptions: tuple[Description, ...]
    claims: tuple[Claim, ...]
    content: str
    problems: tuple[Problem, ...]


def subject_of(ids: Ids, ref: Ref) -> str:
    """The id of the subject that a reference names."""
    return ref.id or ids.subject(ref.source, ref.key, personal=ref.personal)


def identifier_ref(scheme: str, normalised: str, country: str = "") -> Ref:
    """The subject of an identifier: the same for every source, keyed where it is personal data.

    Passport 12345 of one country is not passport 12345 of another, nor surely the one of which no country is known.
    """
    known = SCHEMES[scheme]
    key = f"{normalised}@{country}" if known.national and country else normalised
    return Ref(f"identifier/{scheme}", key, personal=known.personal)


def settle(ids: Ids, draft: RecordDraft) -> Settled:
    """Checks a draft and gives it ids."""
    problems = list(_broken_text(draft))
    descriptions: list[Description] = []
    claims = [kept for claim in draft.claims if (kept := _claim(ids, claim, draft.line, problems)) is not None]
    for party in draft.parties:
        if party.kind not in KINDS:
            remedy = f"Use one of {', '.join(KINDS)}."
            problems.append(Problem("kind", f"There is no kind {party.kind!r}.", draft.line, remedy))
            continue
        description = _description(ids, party, draft.line, problems)
        descriptions.append(description)
        for item in description.identifiers:
            if item.subject:
                descriptions.append(_identifier(item))
                claims.append(Claim("IDENTIFIED_BY", description.subject, item.subject))
    kept_descriptions = _distinct(descriptions)
    content = ids.content(_content(draft, kept_descriptions, claims))
    return Settled(draft, kept_descriptions, tuple(sorted(set(claims))), content, tuple(problems))


def _broken_text(draft: RecordDraft) -> Iterator[Problem]:
    """Halves of characters, which broken files bring and no store can hold."""
    names = [name.text for party in draft.parties for name in party.names]
    given: dict[str, JsonValue] = {"source": draft.source, "key": draft.key, "names": names, "payload": draft.payload}
    for name, value in given.items():
        try:
            canonical(value).encode()
        except UnicodeEncodeError:
            message = "The text holds half of a character, which cannot be kept."
            yield Problem(name, message, draft.line, "Write it again as UTF-8 from what it was made from.")


def _claim(ids: Ids, claim: ClaimDraft, line: int | None, problems: list[Problem]) -> Claim | None:
    if claim.type not in LINK_TYPES:
        remedy = f"Use one of {', '.join(LINK_TYPES)}."
        problems.append(Problem("type", f"There is no link type {claim.type!r}.", line, remedy))
        return None
    ends = subject_of(ids, claim.source), subject_of(ids, claim.target)
    dates = (_date("from", claim.valid_from, line, problems), _date("to", claim.valid_to, line, problems))
    return Claim(claim.type, *ends, claim.role, *dates)


def _date(name: str, text: str, line: int | None, problems: list[Problem]) -> str:
    if not text:
        return ""
    try:
        return canonical_value("occurred_at", text)
    except ValueError as error:
        problems.append(Problem(name, str(error), line, "Correct the date, or leave it out."))
        return ""


def _description(ids: Ids, party: PartyDraft, line: int | None, problems: list[Problem]) -> Description:
    values: list[tuple[str, str]] = []
    for name, given in party.values.items():
        if name not in KINDS[party.kind].properties:
            message = f"A {KINDS[party.kind].label.lower()} has no property {name!r}."
            remedy = f"Use one of {', '.join(KINDS[party.kind].properties)}."
            problems.append(Problem(name, message, line, remedy))
            continue
        for text in given:
            try:
                values.append((name, canonical_value(name, text)))
            except ValueError as error:
                problems.append(Problem(name, str(error), line, "Correct the value, or leave it out."))
    return Description(
        subject_of(ids, party.ref),
        party.kind,
        tuple(sorted({name for name in party.names if clean(name.text)})),
        tuple(sorted(set(values))),
        _identifiers(ids, party, line, problems),
        party.subkind,
    )


def _identifiers(ids: Ids, party: PartyDraft, line: int | None, problems: list[Problem]) -> tuple[Identified, ...]:
    found: set[Identified] = set()
    for scheme, as_seen, country in party.identifiers:
        if scheme in SCHEMES:
            found.add(_identified(ids, check(scheme, as_seen, country or None, party.kind)))
        else:
            message = f"There is no identifier scheme {scheme!r}."
            problems.append(Problem(scheme, message, line, f"Use one of {', '.join(sorted(SCHEMES))}."))
    # By all that tells two apart: in the order of a set, which differs from run to run, the same row would seem edited.
    return tuple(sorted(found, key=lambda item: (item.scheme, item.normalised, item.as_seen, item.country)))


def _identified(ids: Ids, found: Identifier) -> Identified:
    # "N/A" and "0000000" are kept as seen, but they are nobody's: as a subject they would join strangers.
    bare = not found.normalised or found.why.startswith(("empty", "placeholder"))
    subject = "" if bare else subject_of(ids, identifier_ref(found.scheme, found.normalised, found.country or ""))
    return Identified(
        found.scheme, found.as_seen, found.normalised, found.valid, found.why, found.country or "", subject,
        strong=joins(found),
    )  # fmt: skip


def _identifier(item: Identified) -> Description:
    valid = {True: "yes", False: "no", None: "unknown"}[item.valid]
    values = [("scheme", item.scheme), ("valid", valid)] + ([("country", item.country)] if item.country else [])
    return Description(
        item.subject, "Identifier", (Named(item.as_seen),), tuple(sorted(values)), (), SCHEMES[item.scheme].subkind
    )


def _distinct(descriptions: list[Description]) -> tuple[Description, ...]:
    return tuple(dict.fromkeys(descriptions))


def _content(draft: RecordDraft, descriptions: tuple[Description, ...], claims: list[Claim]) -> JsonValue:
    return [
        draft.kind, draft.observed_at, draft.reliability, draft.credibility, draft.marking.text, draft.legal_basis,
        [[d.subject, d.kind, d.subkind, [[n.text, n.kind, n.lang] for n in d.names], [list(v) for v in d.values],
          [[i.scheme, i.as_seen, i.country] for i in d.identifiers]] for d in descriptions],
        [[c.type, c.source, c.target, c.role, c.valid_from, c.valid_to] for c in claims],
        draft.payload,
    ]  # fmt: skip
