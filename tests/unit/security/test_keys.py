from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graphintel.errors import Invalid
from graphintel.security.keys import Keys, keys_at


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret.key"

    first = keys_at(path)

    assert keys_at(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["secret.key"]


def test_all_who_start_together_get_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: keys_at(tmp_path / "secret.key").secret, range(32)))

    assert len(found) == 1


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    keys_at(path)
    path.chmod(0o644)

    with pytest.raises(Invalid, match="chmod 600"):
        keys_at(path)


def test_a_cut_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    keys_at(path)
    path.write_text("short")

    with pytest.raises(Invalid, match="no secret"):
        keys_at(path)


def test_a_key_serves_one_purpose() -> None:
    keys = Keys("a secret of more than thirty-two characters")

    assert keys.key("cursor") == keys.key("cursor")
    assert keys.key("cursor") != keys.key("ids")
    assert "secret of" not in repr(keys)
