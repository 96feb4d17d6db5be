"""What somebody may see, as the lists of visibility classes that every query takes."""

from __future__ import annotations

from dataclasses import dataclass

from graphintel.model.marking import Clearance, VisibilityClass
from graphintel.queries.store import Store

Classes = dict[int, VisibilityClass]


@dataclass(frozen=True, slots=True)
class View:
    """The classes of which a clearance sees at least one marking, and those of which it sees every one."""

    clearance: Clearance
    visible: tuple[int, ...]
    complete: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """The registry as this process last read it, and the views worked out from it."""

    registered: int
    classes: Classes
    views: dict[Clearance, View]


def view_of(store: Store, clearance: Clearance, registered: int | None = None) -> View:
    """What the clearance sees now.

    ``registered`` is the number of classes where the caller has just read it along with something else: it spares a
    question to the store. A class that is not known yet is not seen: the registry may lag, it never opens anything.
    """
    known = _known(store, registered)
    view = known.views.get(clearance)
    if view is None:
        visible = tuple(id_ for id_, each in known.classes.items() if each.seen_by(clearance))
        complete = tuple(id_ for id_ in visible if known.classes[id_].wholly_seen_by(clearance))
        view = known.views.setdefault(clearance, View(clearance, visible, complete))
    return view


def _known(store: Store, registered: int | None) -> _Known:
    known: _Known = store.memory.get(_Known) or _Known(-1, {}, {})
    if known.registered == registered:
        return known
    row = store.read("visibility.classes", known=known.registered)[0]
    if row["classes"] is not None:
        classes = {int(id_): VisibilityClass.parse(texts) for id_, *texts in row["classes"]}
        known = _Known(row["registered"], classes, {})
        store.memory[_Known] = known
    return known
