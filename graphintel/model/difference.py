"""Where what is stored differs from what follows from the evidence."""

from __future__ import annotations

from dataclasses import dataclass

# What these fields hold may name somebody: it is shown to nobody who does not ask for it.
PERSONAL = frozenset(
    {"caption", "summary", "names", "identifiers", "text", "countries", "key", "first_seen", "last_seen"}
)
WITHHELD = "(differs)"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one thing: what is stored there, and what should be; ``None`` is nothing at all."""

    what: str
    id: str
    field: str
    stored: object = None
    expected: object = None

    def as_dict(self, *, values: bool) -> dict[str, object]:
        """For whoever reads the result; personal values only where they are asked for."""
        hidden = not values and self.field in PERSONAL
        stored, expected = (_withheld(each) if hidden else each for each in (self.stored, self.expected))
        return {"what": self.what, "id": self.id, "field": self.field, "stored": stored, "expected": expected}


def _withheld(value: object) -> object:
    return None if value is None else WITHHELD
