"""Whether the stored graph is what follows from the evidence: for whoever owns the installation.

No user's clearance limits it, so it tells ids and names of fields; values only to the owner who asks for them. What it
came to is kept for the page that says how the installation is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphintel.model.difference import Difference
from graphintel.model.events import Action
from graphintel.model.ids import canonical
from graphintel.model.times import now
from graphintel.private_files import private_folder, write_private
from graphintel.queries import audit, check
from graphintel.queries.store import Store, Transaction

OWNER = "installation"
# A graph that is wrong throughout must not fill the memory with saying so. Beyond this only the count goes on.
MOST_LISTED = 10_000
MOST_IN_AUDIT = 1_000

Progress = Callable[[int, int], None]
Name = tuple[str, str, str]


@dataclass(slots=True)
class Result:
    """What a comparison came to: how much was compared, what differs, and what of that no repair has brought back."""

    at: str
    repair: bool
    subjects: int = 0
    found: int = 0
    left: int = 0
    differences: list[Difference] = field(default_factory=list)
    not_repaired: list[Difference] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """True where the graph now is what follows from the evidence."""
        return not self.left

    def as_dict(self, *, values: bool) -> dict[str, Any]:
        """For whoever asked for it."""
        return {
            "at": self.at, "sound": self.sound, "subjects": self.subjects, "found": self.found,
            "repair": self.repair, "left": self.left,
            "differences": [each.as_dict(values=values) for each in self.differences],
            "not_repaired": [each.as_dict(values=values) for each in self.not_repaired],
        }  # fmt: skip


class Check:
    """Compares the stored graph with the full derivation, and keeps what the last comparison came to."""

    def __init__(self, store: Store, home: Path) -> None:
        self._store = store
        self._file = home / "check.json"

    def run(self, progress: Progress, *, repair: bool = False) -> Result:
        """Compares everything while others go on working; with ``repair`` what differs is derived anew."""
        result, total, seen = Result(now(), repair), check.size(self._store), set[Name]()
        for part in check.parts(self._store, repair=repair, also=_repaired):
            result.subjects += part.subjects
            _add(result.differences, part.differences, seen)
            result.not_repaired.extend(part.left[: MOST_LISTED - len(result.not_repaired)] if repair else ())
            result.left += len(part.left) if repair else 0
            progress(result.subjects, max(total, result.subjects))
        result.found = len(seen)
        result.left = result.left if repair else result.found
        self._note(result)
        return result

    def last(self) -> dict[str, Any] | None:
        """What the last comparison came to, in numbers; None where there was none."""
        try:
            found: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return found

    def _note(self, result: Result) -> None:
        kinds = Counter(each.what for each in result.differences)
        numbers = {
            "at": result.at, "sound": result.sound, "subjects": result.subjects, "found": result.found,
            "repair": result.repair, "left": result.left, "kinds": dict(sorted(kinds.items())),
        }  # fmt: skip

        def work(tx: Transaction) -> None:
            audit.entry(tx, OWNER, Action.graph_checked, [], numbers)

        self._store.transaction(work)
        private_folder(self._file.parent)
        write_private(self._file, canonical(numbers))


def _repaired(tx: Transaction, differences: list[Difference]) -> None:
    """The entry of a repair, in its transaction: what was derived anew, and which fields had differed."""
    fields = sorted({f"{each.what}.{each.field}" for each in differences})
    detail = {"differences": len(differences), "fields": fields[:MOST_IN_AUDIT]}
    audit.entry(tx, OWNER, Action.graph_repaired, sorted({each.id for each in differences}), detail)


def _add(into: list[Difference], found: list[Difference], seen: set[Name]) -> None:
    """Parts overlap where some of one may be the same as some of another: each difference counts once."""
    for each in found:
        name = (each.what, each.id, each.field)
        if name not in seen:
            seen.add(name)
            if len(into) < MOST_LISTED:
                into.append(each)
