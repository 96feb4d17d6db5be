"""Regular expressions of mappings. They come from outside, so they run on RE2, whose time grows only with the text.

No pattern can therefore stop the intake, however it is written; in return there are neither back references nor
lookaround.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import re2  # type: ignore[import-untyped]

_MOST_MEMORY = 1 << 20


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; it always has to match the whole text."""

    text: str
    compiled: Any
    groups: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Compiles a pattern; ValueError says why it cannot be one."""
        options = re2.Options()
        options.log_errors = False
        options.max_mem = _MOST_MEMORY
        try:
            compiled = re2.compile(text, options)
        except re2.error as error:
            raise ValueError(_reason(error)) from error
        return cls(text, compiled, tuple(compiled.groupindex))

    def match(self, text: str) -> Mapping[str, str] | None:
        """The named groups that took part, or None where the text as a whole does not match."""
        found = self.compiled.fullmatch(text)
        if found is None:
            return None
        groups: dict[str, str | None] = found.groupdict()
        given = {name: value for name, value in groups.items() if value is not None}
        return given if "value" in self.groups else {"value": text, **given}


def _reason(error: Exception) -> str:
    given = error.args[0] if error.args else ""
    return given.decode("utf-8", "replace") if isinstance(given, bytes) else str(given)
