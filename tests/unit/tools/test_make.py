from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import setup

ROOT = Path(__file__).parents[3]


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    }
    return subprocess.run(
        ["make", *arguments],  # noqa: S607 - whichever make the machine has.
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=environment,
    )


def test_make_alone_lists_the_targets() -> None:
    listed = re.findall(r"^  make (\S+)", make().stdout, re.MULTILINE)

    assert {"setup", "demo", "serve", "test", "check", "integration", "browser", "bench", "docs", "seed"} <= set(listed)


def test_a_machine_without_python_is_told_the_command_that_brings_it() -> None:
    done = make("setup", "HOST_PYTHON=")

    assert done.returncode != 0
    assert "needs Python 3.11 or newer. This brings it: sudo apt-get install python3 python3-venv" in done.stderr


def test_a_python_without_its_venv_module_is_told_the_package_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["setup.py", "core"])
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    status = setup.main()

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert status == 1
    assert f"sudo apt-get install python{version}-venv" in capsys.readouterr().err
    assert not (tmp_path / ".venv").exists()


def test_the_environment_is_made_anew_when_a_lock_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "pyproject.toml").write_text("")
    lock = tmp_path / "requirements" / "core.txt"
    lock.write_text("one")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    before = setup._fingerprint("core")

    lock.write_text("two")

    assert setup._fingerprint("core") != before


def program(folder: Path, fails_for: str) -> str:
    """Stands where Python would: writes down what it is told to run, and fails for one of them."""
    file = folder / "python"
    file.write_text(f'#!/bin/sh\necho "ran $*"\ncase "$1" in *{fails_for}*) exit 1 ;; esac\n')
    file.chmod(0o755)
    return str(file)


def test_a_bench_that_cannot_run_is_named_and_does_not_keep_the_others_from_running(tmp_path: Path) -> None:
    done = make("bench", "SETUP=@true", f"PY={program(tmp_path, fails_for='demo')}")

    ran = re.findall(r"^ran bench/(.*)$", done.stdout, re.MULTILINE)
    assert ran == ["chaos.py", "demo.py", "explorer.py", "intake.py", "load.py", "reads.py"]
    assert done.returncode != 0
    assert "Could not measure: demo\n" in done.stderr


def test_arguments_reach_the_bench_that_is_named_and_no_other(tmp_path: Path) -> None:
    done = make("bench", "SETUP=@true", f"PY={program(tmp_path, 'none')}", "BENCH=reads", "ARGS=--scale large")

    assert re.findall(r"^ran (.*)$", done.stdout, re.MULTILINE) == ["bench/reads.py --scale large"]
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("ARGS=--scale large", "ARGS is for one bench, which BENCH names: chaos demo explorer intake load reads."),
        ("BENCH=speed", "There is no bench speed. BENCH is one of: chaos demo explorer intake load reads."),
    ],
)
def test_arguments_for_no_bench_and_a_bench_that_there_is_not_are_refused(
    tmp_path: Path, given: str, sentence: str
) -> None:
    done = make("bench", "SETUP=@true", f"PY={program(tmp_path, 'none')}", given)

    assert done.returncode != 0
    assert sentence in done.stderr
    assert "ran" not in done.stdout
