"""No pattern of the program explodes: the time that it takes grows with the length of the text and not beyond it.

What people write themselves into mappings runs on another engine (ADR 0006); these are the program's own, by which
names, numbers, dates and questions are read. One that backtracks without end would hang here until the test is cut off.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import graphintel

LONG = 2_000
# Between them they are in every class of characters that the patterns have.
ALPHABET = ("a", "A", "0", "9", "é", "и", "王", " ", "-", "_", ".", "/", ":", "+", "<", "|", "\n", "\\", "$", "'")
PAIRS = ("a ", "0-", "a.", "a/", "0 ", "a0", "A-", "ab", "::", "a\n", "\\'", "$a", "é-", "0.", "aA")


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each compiled pattern that a module of the program holds."""
    for module in pkgutil.walk_packages(graphintel.__path__, "graphintel."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name.removeprefix('graphintel.')}.{name}", value


FOUND = dict(patterns())


def test_there_are_patterns() -> None:
    assert len(FOUND) > 20


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", sorted(FOUND))
def test_a_pattern_comes_to_an_end_on_any_text(name: str) -> None:
    pattern = FOUND[name]
    for unit in (*ALPHABET, *PAIRS):
        for end in ("", "\x00", "!", "é"):
            text = unit * (LONG // len(unit)) + end
            assert not pattern.fullmatch(text) or pattern.search(text)
