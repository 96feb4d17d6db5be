from collections.abc import Callable
from pathlib import Path

import pytest

from graphintel.intake.drafting import Filing
from graphintel.intake.mapping.model import IntakeMapping
from graphintel.intake.readers.files import InputFile
from graphintel.intake.run import Run
from graphintel.intake.terms import Terms, seeded
from graphintel.model.drafts import RecordDraft
from graphintel.model.grading import Grade
from graphintel.model.marking import Marking

Write = Callable[..., InputFile]
Drafts = Callable[..., tuple[list[RecordDraft], Run]]


@pytest.fixture
def filing() -> Filing:
    return Filing(Marking.parse("suspects/restricted"), Grade.parse("B2"), "Customs Act s. 12")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of that name and text or bytes."""

    def to_file(content: str | bytes, name: str = "list.csv") -> InputFile:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return InputFile(name, path)

    return to_file


@pytest.fixture
def drafts(filing: Filing) -> Drafts:
    """Drafts everything in the files; the drafts and the run with its report."""

    def of(mapping: IntakeMapping, *files: InputFile, terms: Terms | None = None) -> tuple[list[RecordDraft], Run]:
        run = Run(mapping, files, filing, terms or seeded(), dry_run=True)
        return [draft for assigned in run.assigned for draft in run.drafts(assigned)], run

    return of
