"""Dates and numbers as the reader writes them; a date is never shown more precisely than it is known."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_datetime
from babel.dates import format_skeleton as format_parts
from babel.numbers import format_decimal

from graphintel.i18n import language

YEAR, MONTH, DAY = 4, 7, 10


def day(text: str | None) -> str:
    """An ISO date of any precision: ``1984``, ``Mar 1984``, ``14 Mar 1984``; what is not one is shown as it is."""
    if not text:
        return ""
    try:
        match len(text):
            case n if n == YEAR:
                return text
            case n if n == MONTH:
                return format_parts("yMMM", date.fromisoformat(f"{text}-01"), locale=_locale())
            case _:
                return format_date(date.fromisoformat(text[:DAY]), format="medium", locale=_locale())
    except ValueError:
        return text


def moment(text: str | None) -> str:
    """An ISO time in UTC, to the minute; what is only a date is shown as ``day`` does."""
    if not text or len(text) <= DAY:
        return day(text)
    try:
        return format_datetime(datetime.fromisoformat(text), format="medium", locale=_locale()) + " UTC"
    except ValueError:
        return text


def number(value: float) -> str:
    """A number with its digits grouped."""
    return format_decimal(value, locale=_locale())


def _locale() -> str:
    # English as administrations outside North America write it: 14 Mar 2026.
    return "en_GB" if language() == "en" else language()
