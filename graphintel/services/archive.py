"""An archive: files under names, with a list of their sizes and digests at its head, as one encrypted stream."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from graphintel.i18n import gettext as _
from graphintel.model.ids import canonical
from graphintel.private_files import private_folder
from graphintel.security.stream import Damaged, Decrypting, Encrypting

MANIFEST = "manifest.json"
LARGEST_MANIFEST = 256 * 1024 * 1024
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of an archive, as its head lists it."""

    path: str
    size: int
    sha256: str


def files_below(folder: Path, prefix: str) -> dict[str, Path]:
    """The files of a folder and of those in it, by their names in an archive; none where there is no folder."""
    found = sorted(each for each in folder.rglob("*") if each.is_file()) if folder.is_dir() else []
    return {f"{prefix}/{each.relative_to(folder).as_posix()}": each for each in found}


def write(target: BinaryIO, key: bytes, files: Mapping[str, Path], about: Mapping[str, object]) -> None:
    """Writes files, and what is to be known about them, into one encrypted stream."""
    listed = [Listed(name, path.stat().st_size, _digest(path)) for name, path in files.items()]
    head = canonical({**about, "files": [[each.path, each.size, each.sha256] for each in listed]}).encode()
    stream = Encrypting(target, key)
    with tarfile.open(fileobj=cast("Any", stream), mode="w|", format=tarfile.PAX_FORMAT) as tar:
        _add(tar, MANIFEST, io.BytesIO(head), len(head))
        for each in listed:
            with files[each.path].open("rb") as source:
                _add(tar, each.path, source, each.size)
    stream.close()


def read(source: BinaryIO, key: bytes, folder: Path | None) -> dict[str, Any]:
    """What is known about an archive, once every byte of it is proved; its files go into the folder, if one is given.

    Damaged where anything is missing, changed or not listed. Nothing is written outside of the folder.
    """
    stream = Decrypting(source, key)
    with tarfile.open(fileobj=cast("Any", stream), mode="r|") as tar:
        about = _manifest(tar)
        expected = {name: Listed(name, size, sha256) for name, size, sha256 in about["files"]}
        # Iterating would begin with the list again, which has been read.
        while (member := tar.next()) is not None:
            listed = expected.pop(member.name, None)
            content = tar.extractfile(member)
            if listed is None or content is None or not member.isreg():
                raise Damaged(_("The archive holds %(name)s, which it does not list.", name=member.name))
            _take(listed, cast("BinaryIO", content), folder)
    # What is behind the last file is read as well: the last chunk is what proves that nothing was cut off.
    while stream.read(PIECE):
        continue
    if expected:
        raise Damaged(_("The archive lists %(name)s and does not hold it.", name=min(expected)))
    return about


def _add(tar: tarfile.TarFile, name: str, source: BinaryIO, size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    tar.addfile(member, source)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    first = tar.next()
    content = tar.extractfile(first) if first is not None else None
    if first is None or content is None or first.name != MANIFEST or first.size > LARGEST_MANIFEST:
        raise Damaged(_("The archive does not begin with the list of what is in it."))
    about: dict[str, Any] = json.loads(content.read())
    return about


def _take(listed: Listed, content: BinaryIO, folder: Path | None) -> None:
    digest, size = hashlib.sha256(), 0
    target = None if folder is None else _place(folder, listed.path)
    with target.open("xb") if target is not None else io.BytesIO() as stream:
        while piece := content.read(PIECE):
            digest.update(piece)
            size += len(piece)
            if target is not None:
                stream.write(piece)
    if (size, digest.hexdigest()) != (listed.size, listed.sha256):
        raise Damaged(_("%(name)s is not what the archive lists.", name=listed.path))


def _place(folder: Path, name: str) -> Path:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Damaged(_("The archive holds %(name)s, which leads out of it.", name=name))
    private_folder((folder / path).parent)
    return folder / path
