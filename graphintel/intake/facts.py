"""Cells that list labelled facts, like ``DOB 10 Dec 1948; POB Tehran, Iran; Linked To: HIZBALLAH.``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graphintel.intake.mapping.model import ListRule


@dataclass(slots=True)
class Facts:
    """What a cell lists: facts by label, each without it and as a whole, and those without a label anybody asks for.

    ``cut`` is the last fact where the publisher cut the cell off, with its label: nobody can know how it went on.
    """

    by_label: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    cut: tuple[str, str] | None = None

    def of(self, labels: Iterable[str], *, whole: bool = False) -> list[str]:
        """The texts behind these labels, or with them."""
        return [fact[whole] for label in labels for fact in self.by_label.get(label, ())]


NOTHING: Facts = Facts()


class FactReader:
    """Takes the cells of one list apart; which labels there are is known before the first one."""

    def __init__(self, rule: ListRule, labels: Sequence[str]) -> None:
        self._rule = rule
        self._separator = re.compile(re.escape(rule.separator) + r"\s*")
        self._spelled = {label.casefold(): label for label in (*rule.known, *labels)}
        self._labels = _alternation(self._spelled.values())
        self._ignored = _alternation(rule.ignore, closed=False)
        self._known = frozenset(rule.known) - frozenset(labels)

    def read(self, cell: str) -> Facts:
        """The facts of a cell."""
        text = cell.strip()
        if not text:
            return NOTHING
        facts = Facts()
        cut = 0 < self._rule.cut_at <= len(cell)
        if not cut:
            text = text.removesuffix(self._rule.end) if self._rule.end else text
        parts = [part.strip() for part in self._separator.split(text)]
        if cut:
            facts.cut = self._labelled(parts.pop())
        for part in filter(None, parts):
            label, said = self._labelled(part)
            if not label:
                facts.rest.append(part)
            elif label not in self._known:
                facts.by_label.setdefault(label, []).append((said, part))
        return facts

    def _labelled(self, part: str) -> tuple[str, str]:
        ignored = self._ignored.match(part) if self._ignored else None
        bare = part[ignored.end() :] if ignored else part
        found = self._labels.match(bare) if self._labels else None
        return (self._spelled[found[1].casefold()], bare[found.end() :].strip()) if found else ("", part)


def _alternation(words: Iterable[str], *, closed: bool = True) -> re.Pattern[str] | None:
    """Matches the longest of the words at the start; ``closed`` words end where a letter or digit does not follow.

    These are words, not patterns: Python's own engine reads them in linear time.
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    if not longest_first:
        return None
    end = r"(?![^\W_])[\s:]*" if closed else ""
    return re.compile(f"({'|'.join(map(re.escape, longest_first))}){end}", re.IGNORECASE)
