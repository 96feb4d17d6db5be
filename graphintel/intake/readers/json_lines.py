"""Rows of JSON Lines: one object a line.

The column of a nested value is its path, ``name.given``; a list makes a cell of several values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from graphintel.i18n import gettext as _
from graphintel.intake.readers.delimited import unreadable_cell
from graphintel.intake.readers.files import InputFile, open_text, physical_lines
from graphintel.intake.readers.form import LONGEST_RECORD, Form
from graphintel.intake.rows import Cell, Rejected, Row

_DEEPEST = 20


class _TooDeep(ValueError):
    """An object nested deeper than any honest row."""


def rows(file: InputFile, form: Form) -> Iterator[Row | Rejected]:
    """The rows of the file, and in their place those that cannot be read."""
    with open_text(file, form.encoding) as stream:
        for line, text, length in physical_lines(stream, LONGEST_RECORD):
            if length > len(text):
                reason = _(
                    "the line has %(length)s characters; at most %(most)s are read.", length=length, most=LONGEST_RECORD
                )
                yield Rejected(file.name, line, "", reason, _("Split the object, or leave out what is too long."))
            elif text.strip(" \t\r\n\x1a"):
                yield _row(file, line, text)


def _row(file: InputFile, line: int, text: str) -> Row | Rejected:
    try:
        # Numbers stay as they are written: 007 and 1.10 are codes more often than amounts.
        found = json.loads(
            text.rstrip("\x1a"), parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object
        )
        if not isinstance(found, dict):
            reason = _("the line holds no JSON object.")
            return Rejected(file.name, line, "", reason, _("Write every row as {...} on a line of its own."))
        values: dict[str, list[str]] = {}
        _flatten(found, "", values, 0)
    except (ValueError, RecursionError) as error:
        reason = _("the line is no JSON: %(error)s.", error=error)
        return Rejected(file.name, line, "", reason, _("Write every row as {...} on a line of its own."))
    cells: dict[str, Cell] = {name: given[0] if len(given) == 1 else tuple(given) for name, given in values.items()}
    rejected = next(
        (bad for name, given in values.items() for text in given if (bad := unreadable_cell(file, line, {name: text}))),
        None,
    )
    return rejected or Row(file.name, line, cells, found)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("the name %(name)s stands twice in one object", name=twice))
    return found


def _flatten(value: object, path: str, into: dict[str, list[str]], depth: int) -> None:
    if depth > _DEEPEST:
        raise _TooDeep(_("objects are nested deeper than %(levels)s levels", levels=_DEEPEST))
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(inner, f"{path}.{key}" if path else key, into, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _flatten(inner, path, into, depth + 1)
    elif isinstance(value, bool):
        into.setdefault(path, []).append("true" if value else "false")
    elif value is not None:
        into.setdefault(path, []).append(str(value))
