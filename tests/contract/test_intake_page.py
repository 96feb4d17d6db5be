"""The page on intake tells of every key that mappings know, and its example is one that works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from graphintel.intake.mapping import parties, picks, reading, rules
from graphintel.intake.mapping.model import Conversion, Otherwise
from graphintel.intake.mapping.template import BUILT_IN, FILTERS
from graphintel.intake.readers.files import InputFile
from graphintel.model.values.names import KINDS as NAME_KINDS
from graphintel.services.checking import Asked, check_files, filing

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "intake.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize(
    "words",
    [
        reading._OPTIONAL, rules._OPTIONAL, parties._OPTIONAL, picks.KEYS, reading.shipped(), NAME_KINDS,
        tuple(filter(None, get_args(Conversion))), get_args(Otherwise), tuple(filter(None, FILTERS)), sorted(BUILT_IN),
        ("column", "separator", "end", "cut_at", "ignore", "known", "observed_at", "marking", "counted", "personal"),
    ],
    ids=["mapping", "file", "party", "pick", "shipped", "names", "as", "otherwise", "filters", "built in", "others"],
)  # fmt: skip
def test_every_key_is_told_of(words: tuple[str, ...]) -> None:
    assert [word for word in words if not re.search(rf"`(?:{{)?{word}\b[^`]*`", PAGE)] == []


def test_the_example_is_a_mapping_that_takes_the_example_file(tmp_path: Path) -> None:
    mapping = reading.read(block("yaml"))
    file = tmp_path / "calls-2026.csv"
    file.write_text(block("csv"), encoding="utf-8")

    under = filing(mapping, Asked("seizures/restricted", "B2", "Customs Act"))
    report = check_files(mapping, [InputFile(file.name, file)], under)

    assert {name: report.totals[name] for name in ("read", "accepted", "rejected")} == {
        "read": 2, "accepted": 2, "rejected": 0,
    }  # fmt: skip
    assert (report.totals["links_made"], report.totals["links_unresolved"]) == (2, 0)
    assert [note.field for note in report.notes] == ["flag"]
