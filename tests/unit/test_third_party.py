from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([a-z0-9._-]+)==", re.MULTILINE)


def locked(name: str) -> set[str]:
    return set(PINNED.findall((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")))


def test_every_package_that_is_installed_for_running_has_its_notice() -> None:
    notices = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| ([a-z0-9._-]+) \| \S", notices, re.MULTILINE)) - {"package"}

    assert named == locked("core")


def test_the_lock_of_the_tests_holds_the_lock_of_running() -> None:
    assert locked("core") <= locked("test")


@pytest.mark.parametrize("name", ["core", "test"])
def test_a_lock_pins_hashes_and_names_no_host(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")

    assert "http" not in re.sub(r"flask-httpauth", "", text)
    assert "--index-url" not in text
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
