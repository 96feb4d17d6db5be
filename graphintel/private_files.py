"""Files that only their owner may read: passwords, keys, configuration."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

from graphintel.errors import StartRefused

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def private_folder(path: Path) -> Path:
    """Makes a folder that only its owner may enter; an existing one is tightened."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.chmod(0o700)
    return path


def require_writable(folder: Path) -> None:
    """Holds that files can be written into a folder; StartRefused says why not."""
    trial = folder / f".trial.{os.getpid()}.{secrets.token_hex(4)}"
    try:
        private_folder(folder)
        write_private(trial, "x")
        trial.unlink()
    except OSError as error:
        raise StartRefused(
            f"The data folder {folder} cannot be written ({error.strerror}), so nothing that is read could be put on "
            "record. Nothing was started. Make room or make it writable, or name another one in GRAPHINTEL_HOME."
        ) from error


def write_private(path: Path, text: str) -> None:
    """Writes a 0600 file so that it is never there half, nor readable by others for a moment."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)


def read_secret(path: Path) -> str | None:
    """The secret in a 0600 file, None where there is no file; StartRefused where others may read it."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if mode & OTHERS:
        raise StartRefused(
            f"{path} holds a secret and can be read by others (mode {stat.S_IMODE(mode):04o}). "
            f"Nothing was started. Give the secret up or, if nobody saw it, run: chmod 600 {path}"
        )
    secret = path.read_text(encoding="utf-8").strip()
    if not secret:
        raise StartRefused(f"{path} should hold a secret and is empty. Put the secret back from a backup.")
    return secret


def secret_in(path: Path) -> str:
    """The secret in a 0600 file, generated at the first time; of two who generate it at once, one wins for both."""
    known = read_secret(path)
    if known is not None:
        return known
    partial = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    # Hexadecimal: one that begins with a hyphen would be read as an option where it is handed to a program.
    write_private(partial, secrets.token_hex(32) + "\n")
    # A hard link is refused where the name exists already: what another process put there meanwhile stays.
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(partial)
    partial.unlink()
    return secret_in(path)
