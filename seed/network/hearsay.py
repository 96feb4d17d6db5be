"""What people say: letters without a name, hints of the trade, a source that has lied. Every grade that is left."""

from __future__ import annotations

from graphintel.model.drafts import Ref
from graphintel.model.records import Named

from .couriers import HANDLER
from .draft import CONFIDENTIAL, SUSPECT, Said, link, party
from .harbour_people import MARROW, TALVIK
from .world import INFORMANTS, SUSPECTS, World

_CHANDLER = Ref(INFORMANTS, "letter/1#person/0")
_YARD = Ref(INFORMANTS, "letter/2#person/0")
_TWIN = Ref(INFORMANTS, "12-A/3#person/0")
_REPORTS: tuple[tuple[str, str, str, str, str, list[Said]], ...] = (
    (
        "letter/1",
        "2025-10-14",
        "F6",
        SUSPECT,
        "A chandler pays for boats in cash.",
        [party(_CHANDLER, "Person", Named("the Chandler", "weak_alias"), occupation="Ship chandler")],
    ),
    (
        "letter/2",
        "2026-01-05",
        "F3",
        SUSPECT,
        "Somebody in the yard office has a new car.",
        [party(_YARD, "Person", Named("Rein T.", "weak_alias"), occupation="Yard planner")],
    ),
    (
        "12-A/3",
        "2025-05-20",
        "E5",
        CONFIDENTIAL,
        "The man with the tickets has a twin brother abroad.",
        [
            party(_TWIN, "Person", Named("Roland Soosaar", "weak_alias")),
            party(HANDLER, "Person", "Rainer Soosaar"),
            link("RELATED_TO", _TWIN, HANDLER, "sibling"),
        ],
    ),
    (
        "12-A/4",
        "2025-09-01",
        "E4",
        CONFIDENTIAL,
        "The broker owns a racing stable.",
        [party(MARROW, "Person", "J. Marrow", remarks="Said to own a racing stable")],
    ),
    (
        "trade/1",
        "2026-02-11",
        "C2",
        SUSPECT,
        "A release code was used twice within an hour.",
        [party(TALVIK, "Person", "Rein Talvik", remarks="His account looked up a release code twice")],
    ),
    (
        "trade/2",
        "2026-08-03",
        "A3",
        SUSPECT,
        "An agency sells single tickets to the same port of call again and again.",
        [party(Ref(SUSPECTS, "SUS-2026-0033"), "Business", "Siroko Travel", status="watched", country="EE")],
    ),
)


def make(world: World) -> None:
    """Records the hearsay: little of it is right, and the grades say so."""
    for key, day, grade, marking, text, said in _REPORTS:
        world.network.record((INFORMANTS, key, "Report"), day, grade, marking, said, {"text": text})
