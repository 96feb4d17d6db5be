"""What lies on records and their relationships, against what follows from the records themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphintel.model.difference import Difference
from graphintel.model.marking import Marking, class_id
from graphintel.model.record_json import load_claims, load_description
from graphintel.model.records import Record, live
from graphintel.queries.records import description_row
from graphintel.queries.store import Row, Transaction

UNSEARCHED = ("names", "identifiers", "text")


@dataclass(frozen=True, slots=True)
class Fix:
    """How a difference is repaired before everything is derived anew: a named query, and a row for it."""

    query: str
    row: Mapping[str, Any]


Finding = tuple[Difference, Fix | None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Records as they are stored, with all editions of each, and what lies on their relationships."""

    records: dict[str, Record]
    rows: dict[str, Row]

    @property
    def live(self) -> list[Record]:
        """The editions that count."""
        return list(live(self.records.values()).values())


def read(tx: Transaction, subjects: Iterable[str]) -> Evidence:
    """Every edition of every record that ever described or mentioned the subjects."""
    rows = {row["record"]["id"]: row for row in tx.run("check.records", ids=sorted(subjects))}
    return Evidence({id_: _record(row) for id_, row in rows.items()}, rows)


def keys_of(records: Iterable[Record]) -> dict[str, set[str]]:
    """Per subject the strong identifiers that any record, one taken back included, ever gave it."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for description in record.descriptions:
            strong = (i for i in description.identifiers if i.strong)
            found[description.subject] |= {f"{item.scheme}:{item.normalised}" for item in strong}
    return found


def compare(evidence: Evidence) -> Iterator[Finding]:
    """Where records, descriptions and mentions are not as they should be."""
    counting = {record.id for record in evidence.live}
    for id_, record in evidence.records.items():
        row = evidence.rows[id_]
        yield from _of_record(record, row["record"], is_live=id_ in counting)
        yield from _of_descriptions(record, row["descriptions"], is_live=id_ in counting)
        yield from _of_mentions(record, row["mentions"], is_live=id_ in counting)


def _record(row: Row) -> Record:
    stored = row["record"]
    said = sorted((properties for properties, _subject in row["descriptions"]), key=_number)
    return Record(
        stored["id"], stored["source"], stored["key"], stored["kind"], stored["edition"], stored["attempt"],
        stored["content_hash"], stored["recorded_at"], stored.get("observed_at") or "", stored["reliability"],
        stored["credibility"], Marking.parse(stored["marking"]), stored.get("legal_basis") or "",
        stored.get("batch") or "", tuple(load_description(each["said"]) for each in said),
        load_claims(stored["claims"]) if stored.get("claims") else (), stored.get("retracted_at") or "",
    )  # fmt: skip


def _number(properties: Mapping[str, Any]) -> int:
    return int(properties["id"].rpartition("#")[2])


def _of_record(record: Record, stored: Row, *, is_live: bool) -> Iterator[Finding]:
    expected = {"live": is_live, "visibility": class_id([record.marking]), "register": record.marking.register}
    for name, value in expected.items():
        if stored.get(name) != value:
            fix = Fix("check.set_record", {"id": record.id, "properties": {name: value}})
            yield Difference("record", record.id, name, stored.get(name), value), fix


def _of_descriptions(record: Record, stored: Iterable[Any], *, is_live: bool) -> Iterator[Finding]:
    rows = sorted(stored, key=lambda pair: _number(pair[0]))
    for place, (properties, subject) in enumerate(rows):
        description = record.descriptions[place]
        if _number(properties) != place:
            # What a record said is evidence: once it is gone, nothing brings it back but a backup.
            yield Difference("description", f"{record.id}#{place}", "said", None, "a description"), None
            return
        wanted = description_row(record, description, place)["properties"]
        wanted |= {"live": is_live} | ({} if is_live else dict.fromkeys(UNSEARCHED))
        if subject != description.subject:
            yield Difference("description", properties["id"], "subject", subject, description.subject), None
        fix = Fix("check.set_description", {"record": record.id, "id": properties["id"], "properties": wanted})
        for name, value in wanted.items():
            if properties.get(name) != value:
                yield Difference("description", properties["id"], name, properties.get(name), value), fix


def _of_mentions(record: Record, stored: Iterable[Any], *, is_live: bool) -> Iterator[Finding]:
    described = {description.subject for description in record.descriptions}
    wanted = record.subjects - described
    found = {subject: bool(counts) for counts, subject in stored}
    for subject in sorted(wanted | found.keys()):
        row = {"record": record.id, "subject": subject, "live": is_live}
        name = f"mentions {subject}"
        if subject not in wanted:
            yield Difference("record", record.id, name, found[subject], None), Fix("check.unmention", row)
        elif found.get(subject) != is_live:
            yield Difference("record", record.id, name, found.get(subject), is_live), Fix("check.mention", row)
