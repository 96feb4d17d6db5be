"""Reads what lies in ``seed/``: the controlled vocabularies and the demo network.

The files are checked as if somebody had edited them, because somebody will: an administration keeps its own lists.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.model.decisions import DecisionType
from graphintel.model.draft_json import from_json, ref_from_json
from graphintel.model.drafts import RecordDraft, Ref
from graphintel.model.marking import Marking
from graphintel.resources import seed_folder

SCHEMES_FILE = "schemes.csv"
MODES = frozenset({"person", "sea", "rail", "land", "air", "mail"})
PHASES = frozenset({"", "pre_arrival", "arrival", "post_arrival"})
TERM_COLUMNS = frozenset({"code", "valid_from", "valid_to", "modes", "order", "parent", "phase", "source", "note"})
SCHEME_COLUMNS = frozenset({"scheme", "version", "source"})
REQUIRED = frozenset({"code", "label_en", "order", "source"})


@dataclass(frozen=True, slots=True)
class SchemeSeed:
    """A vocabulary: its name, its version, its labels by language."""

    scheme: str
    version: str
    labels: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class TermSeed:
    """A term of a vocabulary; empty dates are open ends, no modes means all."""

    scheme: str
    code: str
    labels: Mapping[str, str]
    valid_from: str
    valid_to: str
    modes: tuple[str, ...]
    order: int
    parent: str
    phase: str
    source: str
    note: str


class DecisionSeed(NamedTuple):
    """A decision that the demo network ships with."""

    type: DecisionType
    one: Ref
    other: Ref
    why: str
    marking: Marking


def demo_drafts(path: Path | None = None) -> Iterator[RecordDraft]:
    """The records of the demo network, in the order of what they observed."""
    for number, value in _json_lines(path or seed_folder() / "network.jsonl"):
        yield from_json(value, number)


def demo_decisions(path: Path | None = None) -> list[DecisionSeed]:
    """The decisions of the demo network; each is taken after the one before."""
    found: list[DecisionSeed] = []
    for _number, value in _json_lines(path or seed_folder() / "decisions.jsonl"):
        read = cast("dict[str, str]", value)
        ends = ref_from_json(read["one"]), ref_from_json(read["other"])
        kind = cast("DecisionType", read["type"])
        found.append(DecisionSeed(kind, *ends, read["why"], Marking.parse(read["marking"])))
    return found


def schemes(folder: Path | None = None) -> list[SchemeSeed]:
    """The vocabularies in their order; ``folder`` is for tests and for an administration's own lists."""
    path = _vocabularies_folder(folder) / SCHEMES_FILE
    found = [(number, row) for number, row in _rows(path, SCHEME_COLUMNS, frozenset({"scheme", "version", "label_en"}))]
    problems = list(_doubles(path, "scheme", ((number, row["scheme"]) for number, row in found)))
    if problems:
        raise Invalid(problems)
    return [SchemeSeed(row["scheme"], row["version"], _labels(row), row.get("source", "")) for _number, row in found]


def vocabularies(folder: Path | None = None) -> list[TermSeed]:
    """Every term of every vocabulary, list by list; Invalid names each file, line and column that is wrong."""
    terms: list[TermSeed] = []
    problems: list[Problem] = []
    for scheme in schemes(folder):
        found, wrong = _terms(scheme.scheme, _vocabularies_folder(folder) / f"{scheme.scheme}.csv")
        terms += found
        problems += wrong
    if problems:
        raise Invalid(problems)
    return terms


def _vocabularies_folder(folder: Path | None) -> Path:
    return folder if folder is not None else seed_folder() / "vocabularies"


def _terms(scheme: str, path: Path) -> tuple[list[TermSeed], list[Problem]]:
    terms: list[TermSeed] = []
    rows = list(_rows(path, TERM_COLUMNS, REQUIRED))
    codes = frozenset(row["code"] for _number, row in rows)
    problems = list(_doubles(path, "code", ((number, row["code"]) for number, row in rows)))
    for number, row in rows:
        wrong = list(_term_problems(path, number, row, codes))
        problems += wrong
        if not wrong:
            terms.append(_term(scheme, row))
    return sorted(terms, key=lambda term: (term.order, term.code)), problems


def _term(scheme: str, row: Mapping[str, str]) -> TermSeed:
    return TermSeed(
        scheme,
        row["code"],
        _labels(row),
        row.get("valid_from", ""),
        row.get("valid_to", ""),
        tuple(row.get("modes", "").split()),
        int(row["order"]),
        row.get("parent", ""),
        row.get("phase", ""),
        row["source"],
        row.get("note", ""),
    )


def _term_problems(path: Path, number: int, row: Mapping[str, str], codes: frozenset[str]) -> Iterator[Problem]:
    for column in sorted(REQUIRED):
        if not row[column]:
            yield _problem(path, number, column, _("It is empty."), _("Every term needs one."))
    if row["order"] and not row["order"].isdecimal():
        yield _problem(path, number, "order", _("%(value)s is no whole number.", value=row["order"]), "")
    unknown = set(row.get("modes", "").split()) - MODES
    if unknown:
        told = _("Use %(modes)s, or leave it empty.", modes=" ".join(sorted(MODES)))
        yield _problem(path, number, "modes", _("%(value)s is no mode.", value=" ".join(sorted(unknown))), told)
    if row.get("phase", "") not in PHASES:
        yield _problem(path, number, "phase", _("%(value)s is no phase.", value=row["phase"]), "")
    parent = row.get("parent", "")
    if parent and (parent not in codes or parent == row["code"]):
        told = _("Name another term of the same list.")
        yield _problem(path, number, "parent", _("%(value)s is not in this list.", value=parent), told)
    yield from _date_problems(path, number, row)


def _date_problems(path: Path, number: int, row: Mapping[str, str]) -> Iterator[Problem]:
    bounds: list[date] = []
    for column in ("valid_from", "valid_to"):
        text = row.get(column, "")
        if not text:
            continue
        try:
            bounds.append(date.fromisoformat(text))
        except ValueError:
            told = _("Write it as 2026-03-14, or leave it empty.")
            yield _problem(path, number, column, _("%(value)s is no date.", value=text), told)
    if len(bounds) == 2 and bounds[0] > bounds[1]:  # noqa: PLR2004 - both ends
        yield _problem(path, number, "valid_to", _("It lies before valid_from."), "")


def _doubles(path: Path, column: str, found: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, value in found:
        if value in first:
            message = _("%(value)s stands on line %(first)s already.", value=value, first=first[value])
            yield _problem(path, number, column, message, _("A code is used once and never again."))
        first.setdefault(value, number)


def _json_lines(path: Path) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield number, json.loads(line)
        except ValueError as error:
            message = _("The line is no JSON: %(error)s.", error=str(error))
            raise Invalid(
                Problem(path.name, message, number, _("Write the file anew: python -m seed.network."))
            ) from error


def _rows(path: Path, known: frozenset[str], required: frozenset[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row; labels come in any language, other columns must be known."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = _("The file cannot be read as UTF-8 text: %(error)s.", error=str(error))
        raise Invalid(Problem(path.name, message)) from error
    reader = csv.DictReader(lines, strict=True)
    header = frozenset(reader.fieldnames or ())
    unknown = sorted(name for name in header - known if not name.startswith("label_"))
    missing = sorted(required - header)
    if unknown or missing:
        message = _("Unknown columns: %(unknown)s. Missing columns: %(missing)s.", unknown=unknown, missing=missing)
        raise Invalid(Problem(path.name, message, 1))
    try:
        yield from ((reader.line_num, _cells(path, reader.line_num, row)) for row in reader)
    except csv.Error as error:
        message = _("The line is no CSV: %(error)s.", error=str(error))
        raise Invalid(Problem(path.name, message, reader.line_num + 1)) from error


def _cells(path: Path, number: int, row: dict[str, str]) -> dict[str, str]:
    if None in row or None in row.values():
        told = _("Put a text with commas between quotation marks.")
        raise Invalid(_problem(path, number, "columns", _("The line has too many or too few cells."), told))
    return {name: text.strip() for name, text in row.items()}


def _labels(row: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix("label_"): text for name, text in row.items() if name.startswith("label_") and text}


def _problem(path: Path, number: int, column: str, message: str, remedy: str) -> Problem:
    return Problem(f"{path.name}, {column}", message, number, remedy or None)
