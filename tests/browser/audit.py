"""What can be told of a page's accessibility by looking at it in a browser (see audit.js)."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from playwright.sync_api import Page

AUDIT = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands."""
    return cast("list[str]", page.evaluate(AUDIT))
