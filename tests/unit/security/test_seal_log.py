import socket
from pathlib import Path

import pytest

from graphintel.model.chain import Seal, seal
from graphintel.security.seal_log import SealLog, SealLogUnwritable

KEY = b"k" * 32


def seals(count: int) -> list[Seal]:
    made: list[Seal] = []
    for _number in range(count):
        made.append(seal(KEY, made[-1] if made else None, ["mac"], "2026-01-01T00:00:00.000000Z"))
    return made


def test_digests_are_added_and_read_back(tmp_path: Path) -> None:
    made, kept = seals(3), SealLog(tmp_path / "audit" / "seals.log")

    kept.append(made[:1])
    kept.append(made[1:])

    assert kept.digests() == {each.number: each.digest for each in made}
    assert kept.last() == 3
    assert (tmp_path / "audit" / "seals.log").stat().st_mode & 0o777 == 0o600
    assert SealLog(tmp_path / "none").digests() == {}


def test_a_line_that_a_crash_tore_is_written_anew(tmp_path: Path) -> None:
    made, path = seals(3), tmp_path / "seals.log"
    SealLog(path).append(made[:2])
    path.write_bytes(path.read_bytes()[:-20])

    assert SealLog(path).last() == 1
    SealLog(path).append(made[1:])

    assert SealLog(path).digests() == {each.number: each.digest for each in made}


def test_two_seals_under_one_number_hide_neither(tmp_path: Path) -> None:
    one, kept = seals(1)[0], SealLog(tmp_path / "seals.log")
    other = seal(KEY, None, ["other"], one.at)

    kept.append([one])
    kept.append([other])

    assert kept.digests() == {1: ""}


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "seals.log").mkdir()

    with pytest.raises(SealLogUnwritable, match=r"seals\.log"):
        SealLog(tmp_path / "seals.log").append(seals(1))


def test_syslog_is_told_each_seal_and_its_absence_stops_nothing(tmp_path: Path) -> None:
    made = seals(2)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as heard:
        heard.bind(("127.0.0.1", 0))
        heard.settimeout(10)
        SealLog(tmp_path / "seals.log", f"127.0.0.1:{heard.getsockname()[1]}").append(made)
        told = [heard.recv(2_000).decode() for _ in made]

    SealLog(tmp_path / "seals.log", str(tmp_path / "no-socket")).append(made)

    assert [f"graphintel audit seal {each.number} " in line for each, line in zip(made, told, strict=True)] == [
        True
    ] * 2
    assert made[1].digest in told[1]
