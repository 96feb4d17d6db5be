"""Where to draw what no chart has placed."""

from __future__ import annotations

import math
from collections.abc import Sequence

SPACING = 120.0


def circle(ids: Sequence[str]) -> dict[str, tuple[float, float]]:
    """The ids on a circle wide enough that no two touch."""
    radius = max(SPACING * len(ids) / (2 * math.pi), SPACING)
    return {
        id_: (radius * math.cos(2 * math.pi * at / len(ids)), radius * math.sin(2 * math.pi * at / len(ids)))
        for at, id_ in enumerate(ids)
    }
