"""Which chunks of a batch are written, and what became of their rows.

So a batch that goes on after its worker died writes nothing twice, leaves nothing out, and accounts for every row as if
nothing had happened.

A chunk is known by a digest of what its rows say. Should the same rows be cut otherwise the second time, because a
vocabulary has changed in between, no digest fits and they are written as if for the first time, which doubles nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from graphintel.intake.report import FileReport, Report
from graphintel.model.drafts import Settled
from graphintel.model.ids import canonical
from graphintel.queries.records import Outcome
from graphintel.services.checking import refuse


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk that is written: what it said, as a digest, and what became of its rows; ``refused`` are lines."""

    digest: str
    accepted: int
    corrected: int
    unchanged: int
    refused: tuple[int, ...]

    @classmethod
    def of(cls, digest: str, chunk: Sequence[Settled], outcome: Outcome) -> Self:
        """The chunk that these rows were, by what became of them."""
        names = set(outcome.refused)
        refused = tuple(each.draft.line or 0 for each in chunk if (each.draft.source, each.draft.key) in names)
        return cls(digest, outcome.added + outcome.corrected, outcome.corrected, outcome.unchanged, refused)

    @property
    def text(self) -> str:
        """As it is stored with its batch."""
        return canonical([self.digest, self.accepted, self.corrected, self.unchanged, list(self.refused)])

    def count(self, report: Report, account: FileReport, chunk: Sequence[Settled]) -> None:
        """Accounts for the rows of the chunk."""
        account.accepted += self.accepted
        account.corrected += self.corrected
        account.unchanged += self.unchanged
        lines = set(self.refused)
        names = [(each.draft.source, each.draft.key) for each in chunk if (each.draft.line or 0) in lines]
        refuse(report, account, chunk, names)


class Written:
    """The chunks of a batch that an earlier attempt has written."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._by_digest: dict[str, deque[Chunk]] = defaultdict(deque)
        for text in texts:
            digest, accepted, corrected, unchanged, refused = json.loads(text)
            self._by_digest[digest].append(Chunk(digest, accepted, corrected, unchanged, tuple(refused)))

    def take(self, digest: str) -> Chunk | None:
        """The chunk of that digest, once for each time that it was written; None where it was not."""
        found = self._by_digest.get(digest)
        return found.popleft() if found else None


def digest_of(file: str, chunk: Sequence[Settled]) -> str:
    """What tells a chunk of a file from any other."""
    digest = hashlib.sha256(canonical([file]).encode())
    for each in chunk:
        said = [each.draft.source, each.draft.key, each.content, each.draft.line]
        digest.update(canonical(said).encode())
    return digest.hexdigest()[:32]
