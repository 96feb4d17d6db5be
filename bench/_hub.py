"""A company that 10,000 others deal with, and 800 of these who deal with each other, recorded as any evidence is."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from typing import Any

from graphintel.bootstrap import Platform
from graphintel.model.drafts import ClaimDraft, PartyDraft, RecordDraft, Ref, settle, subject_of
from graphintel.model.marking import Marking
from graphintel.model.records import Named
from graphintel.model.times import now
from graphintel.queries import records
from graphintel.services.charts import ChartDraft
from graphintel.services.users import NewUser

LINKS = 10_000
CHART_NODES, CHART_LINKS = 800, 1_200
HUB = Ref("bench", "hub")
HUB_NAME = "Baltic Freight Forwarding"
KINDS = {"Person": "DIRECTS", "Business": "OWNS", "Consignment": "CONSIGNED_TO", "Container": "ASSOCIATED_WITH"}
MARKING = Marking.parse("suspects/restricted")
USER = "bench"
CHUNK = 1_000
COLUMNS, SPACING, CLEARING = 42, 90, 4


class World:
    """What the bench looks at, and who looks."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.password = secrets.token_urlsafe(24)
        self.hub = subject_of(platform.ids, HUB)

    def load(self) -> str:
        """Records all of it; the id of a saved chart with 2,000 elements."""
        settled = [settle(self.platform.ids, draft) for draft in drafts()]
        problems = [problem for each in settled for problem in each.problems]
        if problems:
            raise SystemExit(f"The drafts of the bench are wrong: {problems[0]}")
        for start in range(0, len(settled), CHUNK):
            chunk = settled[start : start + CHUNK]
            records.add(self.platform.store, chunk, by="bench", batch="", at=now())
        users, registers = self.platform.users, ["suspects"]
        first = users.add_first(NewUser("root", "administrator", registers, "secret", [], self.password, "Root"))
        analyst = users.add(first, NewUser(USER, "analyst", registers, "secret", [], self.password, "Bench"))
        state = {"nodes": [place | {"pinned": False, "hidden": False} for place in self.places()]}
        return str(self.platform.charts.save(analyst, ChartDraft("Two thousand", state))["id"])

    def places(self) -> list[dict[str, Any]]:
        """Where the 800 lie: in rows, with a clearing in the middle to take hold of."""
        spots = clearing_in_the_middle()
        ids = (subject_of(self.platform.ids, party(number)) for number in range(CHART_NODES))
        return [{"id": id_, "x": x, "y": y} for id_, (x, y) in zip(ids, spots, strict=False)]


def clearing_in_the_middle() -> Iterator[tuple[int, int]]:
    """Places in rows around the origin, none of them near it."""
    rows = CHART_NODES // COLUMNS + 4
    for row in range(rows):
        for column in range(COLUMNS):
            x, y = column - COLUMNS // 2, row - rows // 2
            if max(abs(x), abs(y)) >= CLEARING:
                yield x * SPACING, y * SPACING


def pairs() -> list[tuple[int, int]]:
    """Who of the 800 deals with whom: each with the next, and every second with somebody else."""
    near = [(number, (number + 1) % CHART_NODES) for number in range(CHART_NODES)]
    far = [(number, (number + 43) % CHART_NODES) for number in range(0, CHART_NODES, 2)]
    return (near + far)[:CHART_LINKS]


def party(number: int) -> Ref:
    """One of those who deal with the hub."""
    return Ref("bench", f"party {number}")


def drafts() -> Iterator[RecordDraft]:
    """The records: the hub's own, one for each party, one for each dealing."""
    chance = random.Random(11)
    yield draft("hub", "Business", (PartyDraft(HUB, "Business", (Named(HUB_NAME),)),), ())
    for number in range(LINKS):
        kind = chance.choice(list(KINDS))
        said = PartyDraft(party(number), kind, (Named(f"{kind} {number:05d}"),))
        yield draft(f"party {number}", kind, (said,), (ClaimDraft(KINDS[kind], party(number), HUB),), chance)
    for one, other in pairs():
        claim = ClaimDraft("COMMUNICATED_WITH", party(one), party(other))
        yield draft(f"dealing {one} {other}", "Communication", (), (claim,), chance)


def draft(
    key: str, kind: str, parties: tuple[PartyDraft, ...], claims: tuple[ClaimDraft, ...],
    chance: random.Random | None = None,
) -> RecordDraft:  # fmt: skip
    """A record of the bench."""
    observed, grade = ("2025-01-01", "B2")
    if chance is not None:
        observed, grade = f"2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}", chance.choice(["B2", "C3"])
    return RecordDraft("bench", key, kind, observed, grade[0], grade[1], MARKING, "Bench", parties, claims, None)
