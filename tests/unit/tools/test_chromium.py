from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.chromium import VARIABLE, NoChromiumError, find_chromium, starts


@pytest.fixture(autouse=True)
def unremembered() -> Iterator[None]:
    find_chromium.cache_clear()
    yield
    find_chromium.cache_clear()


def program(folder: Path, name: str, script: str) -> str:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)


def test_a_program_counts_only_when_it_says_that_it_is_chromium(tmp_path: Path) -> None:
    good = program(tmp_path, "chromium", "echo Chromium 150.0")
    stub = program(tmp_path, "stub", "echo 'install it from the store' >&2; exit 1")

    assert starts(good)
    assert not starts(stub)
    assert not starts(str(tmp_path / "nowhere"))


def test_the_first_one_on_the_path_that_starts_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "chromium", "exit 1")
    good = program(tmp_path, "google-chrome", "echo Google Chrome 150.0")
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_chromium() == good


def test_a_named_one_that_does_not_start_is_an_error_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))

    with pytest.raises(NoChromiumError, match=rf"{VARIABLE} names .*nowhere, which does not start"):
        find_chromium()
