"""The jars of Neo4j, pinned by a lock file: which they are, and whether those in a folder are really these."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from graphintel.i18n import gettext as _

VERSION = "5.26.30"
LOCK_FILE = Path(__file__).with_name(f"neo4j-{VERSION}.lock.json")
THREADS = 8
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Jar:
    """One line of the lock."""

    file: str
    path: str
    size: int
    sha256: str

    @property
    def coordinates(self) -> tuple[str, str, str, str]:
        """Group, artifact, version and classifier, as the path in a Maven repository spells them."""
        *group, artifact, version, name = self.path.split("/")
        classifier = name.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
        return ".".join(group), artifact, version, classifier

    def differs(self, file: Path) -> str | None:
        """What is wrong with a file that should be this jar; None where it is this jar."""
        size = file.stat().st_size
        if size != self.size:
            return _("it has %(size)s bytes instead of %(expected)s", size=size, expected=self.size)
        digest = hashlib.sha256()
        with file.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
        found = digest.hexdigest()
        return None if found == self.sha256 else _("its SHA-256 is %(found)s", found=found)


def locked_jars(lock: Path = LOCK_FILE) -> tuple[Jar, ...]:
    """Every jar that the database consists of."""
    return tuple(Jar(**entry) for entry in json.loads(lock.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a folder lacks and what in it is not what it should be, each with the reason."""

    missing: tuple[Jar, ...]
    tampered: tuple[tuple[Jar, str], ...]


def inspect(folder: Path, jars: Iterable[Jar]) -> Inspection:
    """Compares a folder with the lock, every byte of it."""
    wanted = tuple(jars)
    present = [jar for jar in wanted if (folder / jar.file).is_file()]
    with ThreadPoolExecutor(THREADS) as pool:
        reasons = list(pool.map(lambda jar: jar.differs(folder / jar.file), present))
    here = set(present)
    return Inspection(
        missing=tuple(jar for jar in wanted if jar not in here),
        tampered=tuple((jar, reason) for jar, reason in zip(present, reasons, strict=True) if reason),
    )
