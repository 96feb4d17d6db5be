"""Investigations and operations: what the third register knows of the stories."""

from __future__ import annotations

from graphintel.model.drafts import Ref

from . import couriers, smoke, wildlife
from .draft import CASE, CASE_HARBOUR, link, party
from .harbour_people import GROMIN, TALVIK
from .harbour_seizures import AURELIA, MAIN
from .seizure import seizure_ref
from .world import CASES, World

HARBOUR_OPERATION = Ref(CASES, "OP-HARBOUR")
SMOKE_OPERATION = Ref(CASES, "OP-SMOKE-RING")


_RING = (MAIN, "SZ-2024-00127", "SZ-2024-00702", "SZ-2025-00204", "SZ-2025-00873", "SZ-2026-00940")
_SMOKES = ("SZ-2024-00655", smoke.MAIN, "SZ-2026-00602")
_CAUGHT = ("SZ-2025-00431", "SZ-2025-00790", "SZ-2026-00112", "SZ-2026-00577")
_SCRAP = ("SZ-2024-00288", "SZ-2025-00049", "SZ-2026-00455")


def _all(references: tuple[str, ...]) -> list[Ref]:
    return [seizure_ref(reference) for reference in references]


_INVESTIGATIONS: tuple[tuple[str, str, str, str, tuple[Ref, ...], Ref | None], ...] = (
    (
        "INV-2026-031",
        "Muuga rip-off ring",
        "2026-03-16",
        CASE_HARBOUR,
        (*_all(_RING), GROMIN, TALVIK, AURELIA),
        HARBOUR_OPERATION,
    ),
    (
        "INV-2026-027",
        "Phoenix companies",
        "2026-01-09",
        CASE,
        (*_all(_SMOKES), smoke.CARGO, smoke.VESTRA),
        SMOKE_OPERATION,
    ),
    (
        "INV-2025-064",
        "Couriers of one travel agency",
        "2025-05-14",
        CASE,
        (*_all(_CAUGHT), couriers.AGENCY, couriers.PAYER),
        None,
    ),
    (
        "INV-2025-118",
        "Scrap containers, wildlife",
        "2025-02-24",
        CASE,
        (*_all(_SCRAP), wildlife.BROKER, wildlife.AGENT),
        None,
    ),
)


def make(world: World) -> None:
    """Records the operations and the investigations."""
    _operation(world, HARBOUR_OPERATION, "Operation Harbour", "2025-04-01", CASE_HARBOUR)
    _operation(world, SMOKE_OPERATION, "Operation Smoke Ring", "2025-12-08", CASE)
    for reference, title, day, marking, targets, operation in _INVESTIGATIONS:
        ref = Ref(CASES, reference)
        said = party(
            ref,
            "Investigation",
            reference,
            title,
            opened_at=day,
            status="open",
            unit="Investigations, unit 2",
            description=title,
        )
        claims = [link("EXAMINES", ref, target, since=day) for target in targets]
        if operation is not None:
            claims.append(link("UNDER", ref, operation, since=day))
        payload = {"ref": reference, "title": title, "opened": day}
        world.network.record((CASES, reference, "Investigation"), day, "A1", marking, [said, *claims], payload)


def _operation(world: World, ref: Ref, name: str, day: str, marking: str) -> None:
    said = party(ref, "Operation", name, opened_at=day, status="running")
    world.network.record((CASES, ref.key, "Operation"), day, "A1", marking, [said], {"name": name, "opened": day})
