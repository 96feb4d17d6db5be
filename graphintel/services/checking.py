"""Checking files before anything is written: under what a batch is filed, and what its rows come to."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.intake.drafting import Filing
from graphintel.intake.mapping.model import IntakeMapping
from graphintel.intake.preview import preview
from graphintel.intake.readers.files import InputFile
from graphintel.intake.report import FileReport, Report
from graphintel.intake.rows import Rejected
from graphintel.intake.run import Assigned, Run
from graphintel.intake.terms import seeded
from graphintel.model.drafts import RecordDraft, Settled, settle
from graphintel.model.grading import Grade
from graphintel.model.ids import Ids
from graphintel.model.marking import Clearance, Marking
from graphintel.model.values.dates import PartialDate

T = TypeVar("T")
Progress = Callable[[int, int], None]

PREVIEWED = 20
_TELL_EVERY = 250
_EXAMPLES = {"marking": "suspects/restricted", "grade": "B2", "legal_basis": "Customs Act s. 12"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody says of a batch; what he leaves empty the mapping must say, and nothing is ever assumed."""

    marking: str = ""
    grade: str = ""
    legal_basis: str = ""
    observed_at: str = ""


def watch_nothing(_done: int, _total: int) -> None:
    """Nobody watches."""


def filing(mapping: IntakeMapping, asked: Asked) -> Filing:
    """Under what a batch is filed; Invalid lists all that is missing or unreadable."""
    problems: list[Problem] = []
    defaults = mapping.defaults
    marking = _read(problems, "marking", asked.marking, Marking.parse) or defaults.marking
    grade = _read(problems, "grade", asked.grade or defaults.grade, Grade.parse)
    observed = _read(problems, "observed_at", asked.observed_at or defaults.observed_at, PartialDate.parse)
    legal_basis = asked.legal_basis.strip() or defaults.legal_basis
    wrong = {problem.field for problem in problems}
    for name, found in (("marking", marking), ("grade", grade), ("legal_basis", legal_basis)):
        if not found and name not in wrong:
            message = _("is needed for every batch, and the mapping %(name)s does not set it.", name=mapping.name)
            remedy = _("For example %(example)s.", example=_EXAMPLES[name])
            problems.append(Problem(name, message, remedy=remedy))
    if problems or marking is None or grade is None:
        raise Invalid(problems)
    return Filing(marking, grade, legal_basis, observed.text if observed else "")


def check_files(
    mapping: IntakeMapping, files: Sequence[InputFile], under: Filing, progress: Progress = watch_nothing
) -> Report:
    """What loading would do, without a store: nothing is known there, so only repeated rows are unchanged."""
    run = Run(mapping, files, under, seeded(), dry_run=True)
    ids = Ids(secrets.token_bytes(32))
    for assigned in run.assigned:
        for settled in settled_rows(run, assigned, ids, None, progress):
            accept_unwritten(run.report, assigned.report, settled.draft)
    run.report.state = "done"
    return run.report


def settled_rows(
    run: Run, assigned: Assigned, ids: Ids, clearance: Clearance | None, progress: Progress
) -> Iterator[Settled]:
    """The rows of a file in the form of records; what cannot be one is rejected in the report."""

    def advance(_rows: int) -> None:
        read = sum(file.read for file in run.report.files)
        if read % _TELL_EVERY == 0:
            progress(read, run.lines)

    for draft in run.drafts(assigned, advance):
        found = settle(ids, draft)
        rejected = [
            Rejected(assigned.report.name, draft.line or 0, problem.field, problem.message, problem.remedy or "")
            for problem in found.problems
        ]
        if clearance is not None and not clearance.sees(draft.marking):
            reason = _("the marking %(marking)s is outside of your clearance.", marking=draft.marking.text)
            remedy = _("Choose one that you are cleared for.")
            rejected.append(Rejected(assigned.report.name, draft.line or 0, "marking", reason, remedy))
        if rejected:
            run.report.reject(assigned.report, rejected)
        else:
            yield found
    progress(sum(file.read for file in run.report.files), run.lines)


def accept_unwritten(report: Report, account: FileReport, draft: RecordDraft) -> None:
    """Counts a row that a dry run would load, and shows the first of them."""
    account.accepted += 1
    if len(report.preview) < PREVIEWED:
        report.preview.append(preview(draft))


def refuse(report: Report, account: FileReport, chunk: Sequence[Settled], names: Sequence[tuple[str, str]]) -> None:
    """Rejects rows that would have replaced records which whoever loads them does not see."""
    for draft in (each.draft for each in chunk if (each.draft.source, each.draft.key) in set(names)):
        reason = _(
            "The source %(source)s has that key already, in a record that you may not replace.", source=draft.source
        )
        remedy = _("Ask somebody with a higher clearance to load it, or load it under another source.")
        report.reject(account, [Rejected(account.name, draft.line or 0, "key", reason, remedy)])


def _read(problems: list[Problem], field: str, text: str, parse: Callable[[str], T]) -> T | None:
    if not text.strip():
        return None
    try:
        return parse(text)
    except ValueError as error:
        problems.append(Problem(field, str(error)))
        return None
