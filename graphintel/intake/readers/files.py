"""Files as they are handed in: found, digested, and their encoding proved before the first row is read."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from graphintel.errors import Invalid, NotFound, Problem
from graphintel.i18n import gettext as _

_CHUNK = 1 << 20
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file and the name that people know it by: an upload lies elsewhere than its name says."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Examined:
    """A file whose every byte was read once: how long it is, and the digest that tells it from any other."""

    file: InputFile
    size: int
    sha256: str
    lines: int


def find(paths: Iterable[Path]) -> list[InputFile]:
    """The files that the paths name, those of a folder in the order of their names; hidden ones are left alone."""
    found: list[InputFile] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(item for item in path.iterdir() if item.is_file() and not item.name.startswith("."))
            found.extend(InputFile(item.name, _inside(path, item)) for item in inside)
        elif path.is_file():
            found.append(InputFile(path.name, path))
        else:
            raise NotFound(_("There is no file or folder %(path)s.", path=path))
    return found


def _inside(folder: Path, item: Path) -> Path:
    """The item, which lies in the folder: what a delivery only links to may be a secret of this machine."""
    if not item.resolve().is_relative_to(folder.resolve()):
        message = _("%(name)s is a link that leads out of the folder.", name=item.name)
        raise Invalid(Problem("file", message, remedy=_("Name the file itself, or take the link out of the folder.")))
    return item


def examine(file: InputFile, encoding: str) -> Examined:
    """Reads the file once; Invalid names the line and the byte that the encoding does not allow."""
    digest, size = hashlib.sha256(), 0
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 0
    try:
        with file.path.open("rb") as stream:
            for chunk in iter(lambda: stream.read(_CHUNK), b""):
                _refuse_foreign_mark(file, chunk if size == 0 else b"", encoding)
                held = len(decoder.getstate()[0])
                lines += _decoded_lines(file, decoder, chunk, (size - held, lines), encoding)
                digest.update(chunk)
                size += len(chunk)
        held = len(decoder.getstate()[0])
        _decoded_lines(file, decoder, b"", (size - held, lines), encoding)
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotFound(_("The file %(name)s cannot be read: %(reason)s.", name=file.name, reason=reason)) from error
    return Examined(file, size, digest.hexdigest(), lines)


def open_text(file: InputFile, encoding: str) -> TextIO:
    """The file as text with its line ends as they are; a byte order mark is no text."""
    return file.path.open(encoding="utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding, newline="")


def physical_lines(stream: TextIO, longest: int) -> Iterator[tuple[int, str, int]]:
    """Lines by number, each cut after ``longest`` characters, with its full length: one line never fills the memory."""
    number = 0
    while text := stream.readline(longest):
        number += 1
        length = len(text)
        while not text.endswith(("\n", "\r")) and length >= longest and (more := stream.readline(_CHUNK)):
            length += len(more)
            if more.endswith(("\n", "\r")):
                break
        yield number, text, length


def _refuse_foreign_mark(file: InputFile, start: bytes, encoding: str) -> None:
    if codecs.lookup(encoding).name != "utf-8":
        return
    for mark, other in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            message = _("the file begins with the mark of %(other)s and is not UTF-8.", other=other.upper())
            remedy = _("Save it as UTF-8, or name its encoding in the mapping (encoding: %(other)s).", other=other)
            raise Invalid(Problem(file.name, message, 1, remedy))


def _decoded_lines(
    file: InputFile, decoder: codecs.IncrementalDecoder, chunk: bytes, before: tuple[int, int], encoding: str
) -> int:
    offset, lines = before
    try:
        return decoder.decode(chunk, final=not chunk).count("\n")
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode(encoding, "replace")
        byte = f"0x{error.object[error.start]:02X}"
        at = offset + error.start + 1
        message = _(
            "byte %(at)s of the file, %(byte)s, is not %(encoding)s.", at=at, byte=byte, encoding=encoding.upper()
        )
        remedy = _("Save the file as UTF-8, or name its encoding in the mapping (encoding: windows-1252, for example).")
        raise Invalid(Problem(file.name, message, lines + good.count("\n") + 1, remedy)) from error
