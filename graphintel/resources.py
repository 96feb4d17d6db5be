"""Where the queries and the demo network lie: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def cypher_folder() -> Path:
    """The folder of the named queries; ``schema`` in it holds the migrations."""
    return _folder("cypher")


def seed_folder() -> Path:
    """The folder of the vocabularies and the demo network."""
    return _folder("seed")


def _folder(name: str) -> Path:
    shipped = PACKAGE / f"_{name}"
    return shipped if shipped.is_dir() else PACKAGE.parent / name
