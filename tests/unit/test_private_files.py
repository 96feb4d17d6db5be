from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graphintel.errors import StartRefused
from graphintel.private_files import private_folder, read_secret, secret_in, write_private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = secret_in(tmp_path / "key")
    second = secret_in(tmp_path / "key")

    assert first == second
    assert len(first) >= 32
    assert mode(tmp_path / "key") == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_of_many_who_make_a_secret_at_once_all_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        secrets = set(pool.map(lambda _: secret_in(tmp_path / "key"), range(64)))

    assert len(secrets) == 1


def test_a_secret_that_others_can_read_is_refused_with_the_command_that_mends_it(tmp_path: Path) -> None:
    file = tmp_path / "key"
    write_private(file, "secret")
    file.chmod(0o644)

    with pytest.raises(StartRefused, match=r"can be read by others \(mode 0644\).*chmod 600"):
        read_secret(file)


def test_an_empty_secret_is_refused(tmp_path: Path) -> None:
    write_private(tmp_path / "key", "\n")

    with pytest.raises(StartRefused, match="is empty"):
        secret_in(tmp_path / "key")


def test_a_folder_that_others_can_enter_is_closed(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o755)

    private_folder(tmp_path / "home")

    assert mode(tmp_path / "home") == 0o700
