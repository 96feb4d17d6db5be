"""What became of the last backup, as the installation remembers it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NOTE = "backups.json"


def last_backup(home: Path) -> dict[str, Any]:
    """What became of the last backup of an installation; empty where none was ever made."""
    try:
        found: dict[str, Any] = json.loads((home / NOTE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found
