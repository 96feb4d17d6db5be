"""What was archived comes back byte by byte, and an archive that is not what it lists is refused."""

from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path
from typing import Any, cast

import pytest

from graphintel.model.ids import canonical
from graphintel.security.stream import Damaged, Encrypting
from graphintel.services import archive

KEY = bytes(32)
EMPTY = hashlib.sha256().hexdigest()


def written(files: dict[str, Path]) -> bytes:
    target = io.BytesIO()
    archive.write(target, KEY, files, {"made_at": "2026-03-14"})
    return target.getvalue()


def forged(head: dict[str, object], members: dict[str, bytes]) -> bytes:
    """An archive of whoever has the key, which holds what it likes."""
    target = io.BytesIO()
    stream = Encrypting(target, KEY)
    with tarfile.open(fileobj=cast("Any", stream), mode="w|") as tar:
        for name, content in ({archive.MANIFEST: canonical(head).encode()} | members).items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    stream.close()
    return target.getvalue()


def test_files_come_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "from" / "deep").mkdir(parents=True)
    (tmp_path / "from" / "deep" / "big").write_bytes(bytes(range(256)) * 12_000)
    (tmp_path / "from" / "Илмар").write_bytes(b"")
    files = archive.files_below(tmp_path / "from", "x")

    about = archive.read(io.BytesIO(written(files)), KEY, tmp_path / "to")

    assert about["made_at"] == "2026-03-14"
    back = archive.files_below(tmp_path / "to" / "x", "x")
    assert {name: path.read_bytes() for name, path in back.items()} == {
        name: path.read_bytes() for name, path in files.items()
    }


@pytest.mark.parametrize(
    ("listed", "members"),
    [
        ([["a", 1, "0" * 64]], {"a": b"x"}),
        ([["a", 1, "0" * 64]], {}),
        ([], {"a": b"x"}),
        ([["../a", 0, EMPTY]], {"../a": b""}),
        ([["/a", 0, EMPTY]], {"/a": b""}),
    ],
)
def test_what_is_not_as_it_is_listed_is_refused(
    listed: list[object], members: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()

    with pytest.raises(Damaged):
        archive.read(io.BytesIO(forged({"files": listed}, members)), KEY, tmp_path / "in")

    assert [each.name for each in tmp_path.iterdir()] == ["in"]
    assert not Path("/a").exists()


def test_a_full_disk_ends_it() -> None:
    file = Path(archive.__file__)

    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(OSError, match="No space"):
        archive.write(full, KEY, {"a": file}, {})
