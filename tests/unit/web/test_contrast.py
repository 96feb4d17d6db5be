"""The colours of tokens.css keep the contrast that the design promises: WCAG AA for text, 3 for what is drawn."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[3] / "graphintel" / "web" / "static" / "css" / "tokens.css"
HEX = re.compile(r"--([\w-]+):\s*(#[0-9A-Fa-f]{3,6})\b")
TEXT, GRAPHICS = 4.5, 3.0
GROUNDS = ("bg", "surface", "hover", "selected", "canvas")

# Contrast of text on its grounds, light and dark, as the design language states it.
STATED = {
    "text": ((16.2, 17.6, 15.4, 15.2, 17.1), (15.7, 14.6, 12.3, 11.7, 15.3)),
    "text-2": ((7.1, 7.8, 6.8, 6.7, 7.5), (9.5, 8.8, 7.4, 7.1, 9.2)),
    "text-3": ((4.9, 5.4, 4.7, 4.6, 5.2), (6.5, 6.1, 5.1, 4.9, 6.3)),
    "accent-ink": ((7.5, 8.2, 7.2, 7.1, 8.0), (8.3, 7.7, 6.5, 6.2, 8.1)),
}
# One colour on another: what the design states, light and dark, and the least that is allowed.
PAIRS = {
    ("on-accent", "accent"): (7.2, 5.0, TEXT),
    ("ok", "ok-tint"): (6.0, 7.7, TEXT),
    ("warn", "warn-tint"): (6.0, 7.9, TEXT),
    ("bad", "bad-tint"): (5.9, 7.0, TEXT),
    ("border-input", "surface"): (3.4, 4.2, GRAPHICS),
    ("link", "canvas"): (3.2, 4.0, GRAPHICS),
    ("data", "surface"): (5.1, 5.8, GRAPHICS),
    ("focus", "surface"): (7.2, 7.7, GRAPHICS),
}
MARKINGS = {"unclassified": 6.5, "restricted": 7.1, "confidential": 7.5, "secret": 7.8}
# The icon on its filled or tinted sign, and the sign on the canvas, light and dark.
SOLID = {"person": (8.0, 4.9), "business": (4.0, 3.1), "conveyance": (3.8, 3.4), "event": (8.0, 5.4)}
SOLID_ON_CANVAS = {"person": (7.7, 3.8), "business": (3.9, 5.9), "conveyance": (3.7, 5.4), "event": (7.7, 3.4)}
TINTED = {"goods": (5.6, 8.0), "place": (5.0, 7.2), "identifier": (5.6, 7.5), "casework": (5.8, 7.0)}
THEMES = ("light", "dark")


@cache
def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme: the light ones first, the dark ones over them."""
    sheet = TOKENS.read_text(encoding="utf-8")
    light, _, rest = sheet.partition("@media (prefers-color-scheme: dark)")
    _, _, dark = rest.partition(':root[data-theme="dark"]')
    colours = dict(HEX.findall(light))
    if theme == "dark":
        colours |= dict(HEX.findall(dark.partition("}")[0]))
    return colours


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: str, one: str, other: str) -> float:
    colours = tokens(theme)
    lighter, darker = sorted((luminance(colours[one]), luminance(colours[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one() -> None:
    assert (luminance("#fff") + 0.05) / (luminance("#000000") + 0.05) == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", STATED)
def test_text_has_the_contrast_that_the_design_states_on_every_ground(theme: str, text: str) -> None:
    found = [contrast(theme, text, ground) for ground in GROUNDS]

    assert [round(each, 1) for each in found] == list(STATED[text][THEMES.index(theme)])
    assert min(found) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=" on ".join)
def test_a_pair_has_the_contrast_that_the_design_states(theme: str, pair: tuple[str, str]) -> None:
    found = contrast(theme, *pair)

    assert round(found, 1) == PAIRS[pair][THEMES.index(theme)]
    assert found >= PAIRS[pair][2]


@pytest.mark.parametrize("level", MARKINGS)
def test_a_banner_is_readable_and_the_same_in_both_themes(level: str) -> None:
    found = contrast("light", "m-ink", f"m-{level}")

    assert round(found, 1) == MARKINGS[level]
    assert found >= TEXT
    assert tokens("dark")[f"m-{level}"] == tokens("light")[f"m-{level}"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("family", SOLID)
def test_a_filled_sign_shows_its_icon_and_stands_out(theme: str, family: str) -> None:
    at = THEMES.index(theme)

    assert round(contrast(theme, "m-ink", f"k-{family}"), 1) == SOLID[family][at]
    assert round(contrast(theme, f"k-{family}", "canvas"), 1) == SOLID_ON_CANVAS[family][at]
    assert min(contrast(theme, "m-ink", f"k-{family}"), contrast(theme, f"k-{family}", "canvas")) >= GRAPHICS


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("family", TINTED)
def test_a_tinted_sign_shows_its_icon(theme: str, family: str) -> None:
    found = contrast(theme, f"k-{family}-ink", f"k-{family}-tint")

    assert round(found, 1) == TINTED[family][THEMES.index(theme)]
    assert found >= GRAPHICS


def test_the_theme_that_follows_the_system_is_the_one_that_can_be_chosen() -> None:
    sheet = TOKENS.read_text(encoding="utf-8")
    followed = sheet.partition(':root:not([data-theme="light"])')[2].partition("}")[0]
    chosen = sheet.partition(':root[data-theme="dark"]')[2].partition("}")[0]

    assert re.sub(r"\s+", " ", followed) == re.sub(r"\s+", " ", chosen)
