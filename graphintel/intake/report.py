"""What became of a batch, row by row where it matters: everything that was read is accounted for."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from graphintel.intake.claims import Unresolved
from graphintel.intake.rows import Note, Rejected

# A file of rubbish must not make a report that nobody can open. Beyond this only the count goes on, and it says so.
MOST_LISTED = 10_000
T = TypeVar("T")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class FileReport:
    """What became of one file; ``rule`` is empty for one that no rule of the mapping takes."""

    name: str
    rule: str
    size: int = 0
    sha256: str = ""
    read: int = 0
    accepted: int = 0
    corrected: int = 0
    unchanged: int = 0
    rejected: int = 0
    unknown_columns: Sequence[str] = ()


@dataclass(slots=True)
class LinkReport:
    """What became of the links that one rule of the mapping makes."""

    name: str
    type: str
    counted: bool
    made: int = 0
    unresolved: int = 0


@dataclass(slots=True)
class Report:
    """What became of a batch.

    ``accepted`` are new or corrected records, ``corrected`` those of them that replace an earlier one of the same key,
    ``unchanged`` rows that say nothing new.
    """

    mapping: str
    mapping_sha256: str
    source: str
    marking: str
    grade: str
    legal_basis: str
    dry_run: bool
    batch: str = ""
    state: str = "running"
    files: list[FileReport] = field(default_factory=list)
    links: list[LinkReport] = field(default_factory=list)
    rejections: list[Rejected] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    preview: list[Mapping[str, object]] = field(default_factory=list)
    not_listed: Counter[str] = field(default_factory=Counter)

    @property
    def totals(self) -> dict[str, int]:
        """The counts of all files together, and of the links that count."""
        counts = {
            name: sum(getattr(file, name) for file in self.files)
            for name in ("read", "accepted", "corrected", "unchanged", "rejected")
        }
        counted = [link for link in self.links if link.counted]
        return {
            **counts,
            "links_made": sum(link.made for link in counted),
            "links_unresolved": sum(link.unresolved for link in counted),
        }

    def reject(self, file: FileReport, found: Sequence[Rejected]) -> None:
        """A row that is not loaded, with every reason that there is."""
        file.rejected += 1
        self._count_beyond("rejections", len(found) - _append(self.rejections, found))

    def tell(self, notes: Sequence[Note]) -> None:
        """What people should know of rows that were loaded."""
        self._count_beyond("notes", len(notes) - _append(self.notes, notes))

    def link(self, made: Counter[str], unresolved: Sequence[Unresolved]) -> None:
        """The links that a row made, and the references that became none."""
        by_name = {link.name: link for link in self.links}
        for name, count in made.items():
            by_name[name].made += count
        for each in unresolved:
            by_name[each.link].unresolved += 1
        self._count_beyond("unresolved", len(unresolved) - _append(self.unresolved, unresolved))

    def as_dict(self) -> dict[str, object]:
        """The whole report, for ``--json``, the API and the store."""
        named = {name: asdict(self)[name] for name in self.__slots__ if name != "not_listed"}
        return {**named, **self.totals, "not_listed": dict(self.not_listed)}

    def _count_beyond(self, what: str, number: int) -> None:
        if number:
            self.not_listed[what] += number


def as_csv(report: Mapping[str, Any]) -> str:
    """Rejections, unresolved references and notes as one table that a spreadsheet opens and runs nothing of.

    It takes the report as ``as_dict`` gives it, so that a stored one makes the same table.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("what", "file", "line", "field", "message", "remedy"))
    writer.writerows([_harmless(cell) for cell in row] for row in _lines(report))
    return text.getvalue()


def _lines(report: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    for each in report.get("rejections", ()):
        yield "rejected", each["file"], each["line"], each["field"], each["reason"], each["remedy"]
    for each in report.get("unresolved", ()):
        yield f"unresolved: {each['why']}", each["file"], each["line"], each["link"], each["message"], ""
    for each in report.get("notes", ()):
        yield "note", each["file"], each["line"] or "", each["field"], each["message"], ""
    for what, count in sorted(report.get("not_listed", {}).items()):
        yield "not listed", "", "", what, str(count), ""


def _append(into: list[T], found: Sequence[T]) -> int:
    room = max(MOST_LISTED - len(into), 0)
    into.extend(found[:room])
    return min(room, len(found))


def _harmless(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
