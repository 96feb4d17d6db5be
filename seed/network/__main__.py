"""Writes the demo network beside its generator: ``python -m seed.network``."""

from __future__ import annotations

from pathlib import Path

from .build import build, decision_lines, record_lines

FOLDER = Path(__file__).parent.parent


def main() -> None:
    """Writes both files anew."""
    network = build()
    (FOLDER / "network.jsonl").write_text("".join(record_lines(network)), encoding="utf-8", newline="\n")
    (FOLDER / "decisions.jsonl").write_text("".join(decision_lines(network)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
