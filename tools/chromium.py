"""Finds a Chromium for the browser tests: on PATH, else from the system's package manager, else playwright's own.

``python tools/chromium.py`` prints its path, or one sentence that says how to get one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
VARIABLE = "GRAPHINTEL_CHROMIUM"
# Only root installs for everyone without being asked for a password.
PACKAGE_MANAGERS = (
    ("apt-get", (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "chromium"))),
    ("dnf", (("install", "-y", "-q", "chromium"),)),
    ("zypper", (("--non-interactive", "--quiet", "install", "chromium"),)),
    ("pacman", (("-Sy", "--noconfirm", "chromium"),)),
    ("apk", (("add", "--quiet", "chromium"),)),
)
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
PATIENCE_SECONDS = 600


class NoChromiumError(Exception):
    """There is none, and none could be brought."""


@cache
def find_chromium() -> str:
    """Path of a Chromium that starts; NoChromiumError with one clear sentence where there is none."""
    named = os.environ.get(VARIABLE)
    if named:
        if starts(named):
            return named
        raise NoChromiumError(f"{VARIABLE} names {named}, which does not start; set it to a Chromium or leave it out.")
    found = _on_path() or _playwrights() or _from_package_manager() or _from_playwright()
    if found is None:
        raise NoChromiumError(
            "The browser tests need Chromium and none could be found or fetched: install it "
            f"(Debian: sudo apt-get install chromium), or let {VARIABLE} name one."
        )
    return found


def starts(path: str) -> bool:
    """True where the program says its version: some systems ship a stub that only points at a store."""
    try:
        asked = subprocess.run(
            [path, "--version"], check=False, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0 and "Chrom" in asked.stdout


def _on_path() -> str | None:
    paths = (shutil.which(name) for name in NAMES)
    return next((path for path in paths if path and starts(path)), None)


def _from_package_manager() -> str | None:
    if os.geteuid() != 0:
        return None
    for name, steps in PACKAGE_MANAGERS:
        manager = shutil.which(name)
        if manager is None:
            continue
        print(f"Fetching Chromium with {name} ...", file=sys.stderr)
        if all(_quietly(manager, *step) for step in steps):
            return _on_path()
    return None


def _from_playwright() -> str | None:
    print("Fetching Chromium with playwright ...", file=sys.stderr)
    install = (sys.executable, "-m", "playwright", "install")
    # Only root can bring the libraries that it needs too, and only on systems that playwright knows.
    complete = os.geteuid() == 0 and _quietly(*install, "--with-deps", "chromium")
    return _playwrights() if complete or _quietly(*install, "chromium") else None


def _playwrights() -> str | None:
    """The Chromium that playwright downloaded for itself, if it did."""
    code = "from playwright.sync_api import sync_playwright as p\nwith p() as w: print(w.chromium.executable_path)"
    asked = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    path = asked.stdout.strip()
    return path if path and Path(path).exists() and starts(path) else None


def _quietly(*command: str) -> bool:
    # apt-get heeds the names of proxies in small letters only.
    proxies = {name.lower(): os.environ[name] for name in PROXIES if name in os.environ}
    environment = {**proxies, **os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            env=environment,
            timeout=PATIENCE_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    try:
        print(find_chromium())
    except NoChromiumError as error:
        sys.exit(str(error))
