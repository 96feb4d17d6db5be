from collections.abc import Callable
from pathlib import Path

import pytest

from graphintel.bootstrap import Platform
from graphintel.intake.mapping.model import IntakeMapping
from graphintel.intake.mapping.reading import read
from graphintel.intake.readers.files import InputFile
from graphintel.services.intake import Intake

Write = Callable[..., InputFile]


@pytest.fixture
def intake(platform: Platform) -> Intake:
    return platform.intake


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of that name and text."""

    def to_file(content: str, name: str = "list.csv") -> InputFile:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return InputFile(name, path)

    return to_file


@pytest.fixture
def mapping() -> IntakeMapping:
    return read(PARTIES)


PARTIES = """\
name: parties
source: parties
files:
  - name: parties
    match: ['*.csv']
    record: {key: '{id}', kind: party, marking: marking}
    parties:
      - {as: party, ref: {key: '{id}'}, kind: Business, names: [name], values: [{property: country, column: country}]}
    links:
      - {name: linked, type: ASSOCIATED_WITH, role: linked, source: party, target: {lookup: listed, column: linked}}
lookups:
  listed:
    primary: {file: parties, party: party, name: name}
"""
