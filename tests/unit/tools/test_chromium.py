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


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs on a machine without a browser and without a network, for root."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "browsers"))
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:9")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return tmp_path


def test_where_there_is_none_the_package_manager_brings_it_through_the_proxy(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("http_proxy", raising=False)
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    brought = bare / "chromium"
    program(bare, "apt-get", f"""
        echo "$* $http_proxy" >> '{bare}/asked'
        test "$1" = install || exit 0
        printf '#!/bin/sh\\necho Chromium 150.0\\n' > '{brought}' && /bin/chmod +x '{brought}'
    """)  # fmt: skip

    found = find_chromium()

    assert found == str(brought)
    assert (bare / "asked").read_text().splitlines() == [
        "update -qq http://proxy.example:3128",
        "install -y -qq --no-install-recommends chromium http://proxy.example:3128",
    ]  # fmt: skip
    assert capsys.readouterr().err == "Fetching Chromium with apt-get ...\n"


def test_where_none_can_be_fetched_one_sentence_says_what_to_do(bare: Path) -> None:
    program(bare, "apt-get", "exit 100")

    with pytest.raises(NoChromiumError) as told:
        find_chromium()

    assert str(told.value) == (
        "The browser tests need Chromium and none could be found or fetched: install it "
        f"(Debian: sudo apt-get install chromium), or let {VARIABLE} name one."
    )


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
