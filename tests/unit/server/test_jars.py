from __future__ import annotations

import hashlib
from pathlib import Path

from graphintel.server.jars import Jar, inspect, locked_jars


def jar(name: str, content: bytes) -> Jar:
    path = f"org/example/{name}/1.0/{name}-1.0.jar"
    return Jar(f"{name}-1.0.jar", path, len(content), hashlib.sha256(content).hexdigest())


def test_the_lock_names_every_jar_once() -> None:
    jars = locked_jars()

    assert len({jar.file for jar in jars}) == len(jars) == 213
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in jars)


def test_coordinates_follow_from_the_path_with_and_without_a_classifier() -> None:
    by_file = {jar.file: jar.coordinates for jar in locked_jars()}

    assert by_file["annotations-5.26.30.jar"] == ("org.neo4j", "annotations", "5.26.30", "")
    native = next(file for file in by_file if file.endswith("linux-aarch_64.jar") and "epoll" in file)
    assert by_file[native][0] == "io.netty"
    assert by_file[native][3] == "linux-aarch_64"


def test_a_folder_is_compared_byte_by_byte(tmp_path: Path) -> None:
    whole, changed, cut, absent = (jar(name, b"right") for name in ("whole", "changed", "cut", "absent"))
    (tmp_path / whole.file).write_bytes(b"right")
    (tmp_path / changed.file).write_bytes(b"wrong")
    (tmp_path / cut.file).write_bytes(b"rig")

    found = inspect(tmp_path, (whole, changed, cut, absent))

    assert found.missing == (absent,)
    assert [bad.file for bad, _ in found.tampered] == [changed.file, cut.file]
    assert "SHA-256" in found.tampered[0][1]
    assert found.tampered[1][1] == "it has 3 bytes instead of 5"
