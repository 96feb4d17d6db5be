"""A small network of a few markings, written through the one write path, for tests to read.

Vesk --directs--> Kalvik --involved in--> Seizure
|                  | \
     |                  |  phone --- Brent --involved in--> Seizure
+--knows--> Olin (op-harbour)
Веск is another subject that may be the same person as Vesk.
"""

from __future__ import annotations

from graphintel.bootstrap import Platform
from graphintel.model.drafts import ClaimDraft, PartyDraft, RecordDraft, Ref, settle, subject_of
from graphintel.model.marking import Marking
from graphintel.model.records import Named
from graphintel.model.times import now
from graphintel.queries import records

PHONE = ("phone", "+372 5555 0199", "")


def ref(key: str) -> Ref:
    """A subject of this network."""
    return Ref("harbour", key)


def harbour(platform: Platform) -> dict[str, str]:
    """Writes the network; the ids of its subjects by name."""
    drafts = [
        _party("vesk", "Person", "Ilmar Vesk", "suspects/restricted", {"birth_date": ("1984-03-14",)}),
        _party("веск", "Person", "Илмар Веск", "suspects/restricted", {"birth_date": ("1985",)}),
        _party("olin", "Person", "Marta Olin", "suspects/confidential/op-harbour", {"nationality": ("EE",)}),
        _party("kalvik", "Business", "Kalvik Shipping", "suspects/unclassified", {"country": ("EE",)}, PHONE),
        _party("brent", "Business", "Brent Trade", "suspects/restricted", {"country": ("LV",)}, PHONE),
        _party("seizure", "Seizure", "SZ-2026-00318", "seizures/unclassified", {"occurred_at": ("2026-02-03",)}),
        _link("1", "suspects/restricted", "DIRECTS", "vesk", "kalvik"),
        _link("2", "suspects/confidential/op-harbour", "ASSOCIATED_WITH", "vesk", "olin"),
        _link("3", "seizures/unclassified", "INVOLVED_IN", "kalvik", "seizure"),
        _link("4", "suspects/restricted", "INVOLVED_IN", "brent", "seizure"),
    ]
    settled = [settle(platform.ids, draft) for draft in drafts]
    assert [each.problems for each in settled] == [()] * len(settled)
    records.add(platform.store, settled, by="tests", batch="", at=now())
    names = ("vesk", "веск", "olin", "kalvik", "brent", "seizure")
    return {name: subject_of(platform.ids, ref(name)) for name in names}


def hub(platform: Platform, spokes: int) -> str:
    """A vessel that so many containers travelled on; its id."""
    drafts = [_party("hub", "Vessel", "Aurora", "suspects/unclassified", {})]
    for number in range(spokes):
        name = f"container-{number}"
        drafts.append(_party(name, "Container", f"Box {number}", "seizures/unclassified", {}))
        drafts.append(_link(name, "seizures/unclassified", "CARRIED_ON", name, "hub"))
    records.add(platform.store, [settle(platform.ids, d) for d in drafts], by="tests", batch="", at=now())
    return subject_of(platform.ids, ref("hub"))


def _party(
    key: str, kind: str, name: str, marking: str, values: dict[str, tuple[str, ...]], *numbers: tuple[str, str, str]
) -> RecordDraft:
    party = PartyDraft(ref(key), kind, (Named(name),), values, numbers)
    return _record(key, kind, marking, (party,), ())


def _link(key: str, marking: str, type_: str, source: str, target: str) -> RecordDraft:
    return _record(f"link-{key}", "link", marking, (), (ClaimDraft(type_, ref(source), ref(target)),))


def _record(
    key: str, kind: str, marking: str, parties: tuple[PartyDraft, ...], claims: tuple[ClaimDraft, ...]
) -> RecordDraft:
    return RecordDraft(
        "harbour",
        key,
        kind,
        "2026-01-15",
        "B",
        "2",
        Marking.parse(marking),
        "Customs Act 12",
        parties,
        claims,
        {"key": key},
    )
