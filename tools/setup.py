"""Makes the environment of the project: .venv with exactly what the lock files name. Uses the standard library only.

``python tools/setup.py core`` for running it, ``python tools/setup.py test`` for testing it too.
A second run that has nothing to do is over at once.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOWEST = (3, 11)
GROUPS = {"core": ("core",), "test": ("test", "core")}
"""What each group stands in for: the lock of the tests holds that of running as well."""


def main() -> int:
    """Brings the environment up to date; 0 where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("group", choices=GROUPS)
    group: str = parser.parse_args().group
    if sys.version_info[:2] < LOWEST:
        return _refuse("graphintel needs Python 3.11 or newer.", "sudo apt-get install python3 python3-venv")
    wanted = _fingerprint(group)
    if _stamp(group).is_file() and _stamp(group).read_text(encoding="utf-8") == wanted and PYTHON.exists():
        return 0
    uv = shutil.which("uv")
    if uv is None and not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return _refuse(
            f"Python {version} on this machine lacks its venv module.", f"sudo apt-get install python{version}-venv"
        )
    print(f"Setting up .venv ({group}) with {'uv' if uv else 'pip'} ...", file=sys.stderr)
    try:
        _make_environment(uv)
        _install(uv, group)
    except subprocess.CalledProcessError as failure:
        return _refuse(
            f"The installation ended with status {failure.returncode}; the lines above say why.",
            "make setup   (again, once the network or the proxy answers)",
        )
    for covered in GROUPS[group]:
        _stamp(covered).write_text(_fingerprint(covered), encoding="utf-8")
    return 0


def _make_environment(uv: str | None) -> None:
    """A new environment where there is none, or one of another Python."""
    if PYTHON.exists() and _runs_same_python():
        return
    if uv:
        _run(uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV))
    else:
        _run(sys.executable, "-m", "venv", "--clear", str(VENV))


def _runs_same_python() -> bool:
    code = "import sys; print(*sys.version_info[:2])"
    asked = subprocess.run([str(PYTHON), "-c", code], check=False, capture_output=True, text=True)
    return asked.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _install(uv: str | None, group: str) -> None:
    lock = str(ROOT / "requirements" / f"{group}.txt")
    if uv:
        pip, of_environment = [uv, "pip"], ["--quiet", "--python", str(PYTHON)]
    else:
        _run(str(PYTHON), "-m", "ensurepip", "--upgrade", "--default-pip", quiet=True)
        pip, of_environment = [str(PYTHON), "-m", "pip"], ["--quiet", "--disable-pip-version-check"]
    install = [*pip, "install", *of_environment]
    # The lock is complete (the check below holds it to that), so nothing is resolved: a pip before 23.3 looks for a
    # package with an extra ("pydantic[email]") past the pin of the package itself, and fails once a newer one is out.
    _run(*install, "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", lock)
    _run(*install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    _run(*pip, "check", *of_environment)


def _run(*command: str, quiet: bool = False) -> None:
    # An environment that happens to be active must not be the one that is changed.
    environment = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    output = subprocess.DEVNULL if quiet else None
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=output)


def _stamp(group: str) -> Path:
    return VENV / f".installed-{group}"


def _fingerprint(group: str) -> str:
    """Changes when anything that was installed from changes, the place included: an editable install knows it."""
    digest = hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode())
    for file in (ROOT / "requirements" / f"{group}.txt", ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _refuse(sentence: str, command: str) -> int:
    print(f"{sentence} This brings it: {command}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
