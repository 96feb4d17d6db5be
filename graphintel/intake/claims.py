"""Drafts the links of a row: between its parties, and to whoever it refers to by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphintel.i18n import gettext as _
from graphintel.intake.lookups import Found, Lookup, Why
from graphintel.intake.mapping.model import End, LinkRule, Pick
from graphintel.intake.parties import Party
from graphintel.intake.picking import RowReader, shown
from graphintel.model.drafts import ClaimDraft, Ref


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference by name that became no link, and why."""

    file: str
    line: int
    link: str
    name: str
    why: Why
    message: str
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Claimed:
    """The links of a row: those made, counted by rule, and the references that became none."""

    claims: list[ClaimDraft] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)
    unresolved: list[Unresolved] = field(default_factory=list)


class Claims:
    """Drafts links; knows who is listed under which name."""

    def __init__(self, lookups: Mapping[str, Lookup]) -> None:
        self._lookups = lookups

    def draft(self, reader: RowReader, rules: Iterable[LinkRule], parties: Mapping[str, Sequence[Party]]) -> Claimed:
        """The links of a row."""
        claimed = Claimed()
        for rule in rules:
            if not reader.fulfils(rule.when):
                continue
            sources = list(self._refs(reader, rule, rule.source, parties, claimed))
            targets = list(self._refs(reader, rule, rule.target, parties, claimed))
            since, until = _date(reader, rule.valid_from), _date(reader, rule.valid_to)
            for source, target in ((s, t) for s in sources for t in targets):
                if source == target:
                    claimed.unresolved.append(_unresolved(reader, rule, source.key, Found(None, "itself")))
                    continue
                claimed.claims.append(ClaimDraft(rule.type, source, target, rule.role, since, until))
                claimed.made[rule.name] += 1
        return claimed

    def _refs(
        self, reader: RowReader, rule: LinkRule, end: End, parties: Mapping[str, Sequence[Party]], claimed: Claimed
    ) -> Iterator[Ref]:
        if end.pick is None:
            yield from (party.ref for party in parties.get(end.party, ()))
            return
        for name, cut in _names(reader, end.pick):
            found = Found(None, "cut") if cut else self._lookups[end.lookup].find(name)
            if found.ref is None:
                claimed.unresolved.append(_unresolved(reader, rule, name, found))
            else:
                yield found.ref
        astray = (_unresolved(reader, rule, text, Found(None, "astray")) for text in _astray(reader, end.pick))
        claimed.unresolved.extend(astray)


def _names(reader: RowReader, pick: Pick) -> Iterator[tuple[str, bool]]:
    yield from ((picked.text, False) for picked in reader.pick(pick))
    if pick.list and (cut := reader.facts(pick.list).cut) is not None and cut[0] in pick.labels:
        yield cut[1], True


def _astray(reader: RowReader, pick: Pick) -> Iterator[str]:
    """Texts in which the label stands, but not where a fact begins: ``Riga. Linked To: X``, ``(Linked To: X)``."""
    if not pick.list:
        return
    facts = reader.facts(pick.list)
    elsewhere = [text for label in facts.by_label if label not in pick.labels for text in facts.of([label], whole=True)]
    label = re.compile(rf"\b(?:{'|'.join(map(re.escape, pick.labels))})(?![^\W_])", re.IGNORECASE)
    for text in (*facts.rest, *elsewhere, *facts.of(pick.labels)):
        yield from (text for _found in label.finditer(text))


def _date(reader: RowReader, pick: Pick | None) -> str:
    return next((found.text for found in reader.pick(pick)), "") if pick is not None else ""


def _unresolved(reader: RowReader, rule: LinkRule, name: str, found: Found) -> Unresolved:
    quoted, keys = shown(name), ", ".join(found.candidates)
    messages: dict[Why, str] = {
        "ambiguous": _("%(name)s is the name of several: %(keys)s.", name=quoted, keys=keys),
        "nobody": _("%(name)s is the name of nobody who is listed.", name=quoted),
        "cut": _("%(name)s is cut off where the cell ends, so it may not be the whole name.", name=quoted),
        "astray": _("%(text)s does not have the form that is expected here.", text=quoted),
        "itself": _("%(name)s is linked to itself.", name=quoted),
    }
    row = reader.row
    return Unresolved(row.file, row.line, rule.name, name, found.why, messages[found.why], found.candidates)
