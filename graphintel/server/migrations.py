"""Migrations as files: ``cypher/schema/NNNN_name.cypher``, statements ended by semicolons, each safe to run twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _

FILE_NAME = re.compile(r"(?P<number>\d{4})_(?P<name>[a-z0-9_]+)\.cypher")
# What starts with the first group must go on with the second: a run that was cut off is begun again.
REPEATABLE = (
    (re.compile(r"CREATE\s+(\w+\s+){0,2}?(CONSTRAINT|INDEX)\b", re.IGNORECASE), "IF NOT EXISTS"),
    (re.compile(r"DROP\s+(CONSTRAINT|INDEX)\b", re.IGNORECASE), "IF EXISTS"),
)
# A token is a comment, a quoted text, a semicolon, or one character of anything else.
TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`)|(?P<end>;)|(?P<other>.)""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file."""

    number: int
    name: str
    checksum: str
    statements: tuple[str, ...]

    @property
    def file(self) -> str:
        """``0001_name.cypher``."""
        return f"{self.number:04d}_{self.name}.cypher"


def read_folder(folder: Path) -> tuple[Migration, ...]:
    """All migrations in their order; Invalid where a file is misnamed or out of order, or cannot run twice."""
    files = sorted(folder.glob("*.cypher"))
    migrations, problems = [], []
    for expected, file in enumerate(files, start=1):
        match = FILE_NAME.fullmatch(file.name)
        if match is None or int(match["number"]) != expected:
            remedy = _(
                "The next migration is called %(expected)s_NAME.cypher; numbers have no gaps.",
                expected=format(expected, "04d"),
            )
            problems.append(Problem(file.name, _("is out of order or misnamed."), remedy=remedy))
            continue
        text = file.read_text(encoding="utf-8")
        statements = tuple(split(text))
        problems.extend(_unrepeatable(file.name, statements))
        migrations.append(Migration(expected, match["name"], checksum(text), statements))
    if problems:
        raise Invalid(problems)
    return tuple(migrations)


def checksum(text: str) -> str:
    """SHA-256 of a migration, the same whatever ends its lines."""
    return hashlib.sha256("\n".join(text.splitlines()).strip().encode()).hexdigest()


def split(text: str) -> Iterator[str]:
    """Statements of a text, without comments; a semicolon inside quotes ends nothing."""
    statement: list[str] = []
    for token in TOKEN.finditer(text):
        if token["end"]:
            yield from _whole(statement)
            statement = []
        elif not token["comment"]:
            statement.append(token[0])
    yield from _whole(statement)


def _whole(parts: list[str]) -> Iterator[str]:
    if statement := "".join(parts).strip():
        yield statement


def _unrepeatable(file: str, statements: tuple[str, ...]) -> Iterator[Problem]:
    for statement in statements:
        for pattern, needed in REPEATABLE:
            if pattern.match(statement) and needed not in statement.upper():
                message = _("cannot run twice: %(first)s.", first=repr(statement.splitlines()[0][:80]))
                yield Problem(
                    file,
                    message,
                    remedy=_("Add %(needed)s, so that a run that was cut off can be begun again.", needed=needed),
                )
