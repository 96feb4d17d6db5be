"""Rows of a delimited file (CSV): streamed, and one broken line never takes its neighbours along."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TextIO

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.intake.readers.files import InputFile, open_text, physical_lines
from graphintel.intake.readers.form import LONGEST_CELL, LONGEST_RECORD, MOST_LINES, Form
from graphintel.intake.rows import Rejected, Row

# The end-of-file character of CP/M and MS-DOS: some publishers still write it on a last line of its own.
_END_OF_FILE = "\x1a"
_DELIMITERS = (",", ";", "\t", "|")

# The limit of the csv module holds for the whole process; ours, set below on every record, is the one that decides.
csv.field_size_limit(max(csv.field_size_limit(), LONGEST_RECORD))


class _Broken(Exception):
    """A record that cannot be put together from its lines."""


class _Feed:
    """Lines for the csv reader, which takes as many as a record needs; what a broken record took is handed back."""

    def __init__(self, stream: TextIO) -> None:
        self._source = physical_lines(stream, LONGEST_RECORD)
        self._held: deque[tuple[int, str, int]] = deque()
        self._taken: list[tuple[int, str, int]] = []
        self._characters = 0
        # Lines up to this one were taken by a broken record before: each stands for itself.
        self._alone_until = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._line()
        if line is None:
            raise StopIteration
        number, text, length = line
        self._taken.append(line)
        self._characters += length
        if length > len(text):
            raise _Broken(
                _("the line has %(length)s characters; at most %(most)s are read.", length=length, most=LONGEST_RECORD)
            )
        if len(self._taken) > 1 and number <= self._alone_until:
            raise _Broken(_("a quote opens here and does not close."))
        if self._characters > LONGEST_RECORD or len(self._taken) > MOST_LINES:
            raise _Broken(_("a quote opens here and does not close within %(lines)s lines or %(most)s characters.",
                            lines=MOST_LINES, most=LONGEST_RECORD))  # fmt: skip
        return text

    def begin(self) -> None:
        """A new record begins with the next line."""
        self._taken.clear()
        self._characters = 0

    @property
    def first_line(self) -> int:
        """Number of the line that the record began on."""
        return self._taken[0][0] if self._taken else 0

    def give_back(self) -> None:
        """Hands back all lines of a broken record but its first."""
        rest = self._taken[1:]
        self._held.extendleft(reversed(rest))
        if rest:
            self._alone_until = max(self._alone_until, rest[-1][0])

    def _line(self) -> tuple[int, str, int] | None:
        line = self._held.popleft() if self._held else next(self._source, None)
        if line is None or not line[1].rstrip().endswith(_END_OF_FILE):
            return line
        following = self._held[0] if self._held else next(self._source, None)
        if following is not None:
            if not self._held:
                self._held.append(following)
            return line
        text = line[1].rstrip().rstrip(_END_OF_FILE)
        return (line[0], text, len(text)) if text else None


def header(file: InputFile, form: Form) -> tuple[str, ...]:
    """The columns of the file under the mapping's names for them; Invalid where one is missing or stands twice."""
    if not form.header:
        return form.columns
    with open_text(file, form.encoding) as stream:
        line, cells = next(_records(file, stream, form), (1, []))
    if isinstance(cells, Rejected):
        raise Invalid(cells.as_problem())
    spelled = {name.casefold(): name for name in form.known}
    names = tuple(spelled.get(cell.strip().casefold(), cell.strip()) for cell in cells)
    for name in form.required:
        if name not in names:
            message = _("%(file)s has no column of this name.", file=file.name)
            remedy = _("Its first line names %(columns)s.", columns=", ".join(filter(None, names)) or _("nothing"))
            raise Invalid(Problem(name, message, line, remedy))
    for name in names:
        if names.count(name) > 1:
            message = _("%(file)s has several columns of this name.", file=file.name)
            raise Invalid(Problem(name or "-", message, line, _("Give every column a name of its own.")))
    return names


def rows(file: InputFile, form: Form) -> Iterator[Row | Rejected]:
    """The rows of the file, and in their place those that cannot be read."""
    names = header(file, form)
    with open_text(file, form.encoding) as stream:
        records = _records(file, stream, form)
        if form.header:
            next(records, None)
        for line, cells in records:
            yield cells if isinstance(cells, Rejected) else _row(file, line, names, cells)


def _records(file: InputFile, stream: TextIO, form: Form) -> Iterator[tuple[int, list[str] | Rejected]]:
    feed = _Feed(stream)
    delimiter = form.delimiter or _delimiter(file, form)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_Broken, csv.Error) as error:
            line = feed.first_line
            yield line, _broken(file, line, error)
            feed.give_back()
            reader = csv.reader(feed, delimiter=delimiter, strict=True)
            continue
        if len(cells) > 1 or (cells and cells[0].strip()):
            yield feed.first_line, cells


def _broken(file: InputFile, line: int, error: Exception) -> Rejected:
    if isinstance(error, _Broken):
        reason = str(error)
    elif "unexpected end" in str(error):
        reason = _("a quote opens here and does not close before the end of the file.")
    else:
        reason = _("the quotes of this line are wrong: %(error)s.", error=error)
    return Rejected(
        file.name, line, "", reason, _("Write a quote inside a quoted cell twice, and close every quoted cell.")
    )


def _delimiter(file: InputFile, form: Form) -> str:
    """The delimiter that gives the first line the most cells; a comma where none gives more than one."""
    with open_text(file, form.encoding) as stream:
        for _number, text, _length in physical_lines(stream, LONGEST_RECORD):
            if text.strip():
                counts = {sign: _cells(text, sign) for sign in _DELIMITERS}
                return max(_DELIMITERS, key=lambda sign: counts[sign])
    return _DELIMITERS[0]


def _cells(text: str, delimiter: str) -> int:
    return max((len(cells) for cells in csv.reader([text], delimiter=delimiter)), default=0)


def _row(file: InputFile, line: int, names: Sequence[str], cells: Sequence[str]) -> Row | Rejected:
    if len(cells) != len(names):
        reason = _(
            "the row has %(found)s cells and the file %(expected)s columns.", found=len(cells), expected=len(names)
        )
        return Rejected(file.name, line, "", reason, _("Check the quotes and delimiters of this line."))
    given = dict(zip(names, cells, strict=True))
    return unreadable_cell(file, line, given) or Row(file.name, line, given, given)


def unreadable_cell(file: InputFile, line: int, cells: dict[str, str]) -> Rejected | None:
    """The first cell that no honest file has: far too long, or with a NUL character in it."""
    for name, cell in cells.items():
        if len(cell) > LONGEST_CELL:
            reason = _(
                "the cell has %(length)s characters; at most %(most)s are read.", length=len(cell), most=LONGEST_CELL
            )
            return Rejected(file.name, line, name, reason, _("Shorten the cell, or check whether a quote is missing."))
        if "\0" in cell:
            reason = _("the cell holds a NUL character.")
            return Rejected(file.name, line, name, reason, _("Remove it: no text has one, the file may be damaged."))
    return None
