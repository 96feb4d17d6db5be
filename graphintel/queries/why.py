"""What decides whether somebody sees a record, without what the record says."""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.model.marking import Marking
from graphintel.queries.store import Store
from graphintel.queries.visibility import View


@dataclass(frozen=True, slots=True)
class RecordState:
    """A record's marking and state. ``withdrawn`` by a later edition that the viewer does not see.

    It ``describes`` so many subjects; of all that it names, the viewer sees some, and so many are ``unseen``.
    """

    id: str
    marking: Marking
    live: bool
    retracted: bool
    replaced: bool
    withdrawn: bool
    describes: int
    subjects: int
    unseen: int


def record(store: Store, view: View, id_: str) -> RecordState | None:
    """The state of a record as it is for whoever has the view."""
    rows = store.read("why.record", id=id_, visible=view.visible)
    if not rows:
        return None
    row = rows[0]
    return RecordState(
        row["id"], Marking.parse(row["marking"]), row["live"], row["retracted"], row["replaced"], row["withdrawn"],
        row["describes"], row["subjects"], row["unseen"],
    )  # fmt: skip
