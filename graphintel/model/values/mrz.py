"""Machine-readable zones of travel documents (ICAO 9303): TD1, TD2 and TD3, visas MRV-A and MRV-B."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graphintel.model.values import countries
from graphintel.model.values.check_digits import icao
from graphintel.model.values.names import clean
from graphintel.model.values.outcome import Outcome, fails, passes, settle

# Form by number of characters. A second line without the line of names, and TD1 without its third, are read as well:
# names carry no check digits, and a torn or half-copied zone still has them all.
_SIZES = {90: "TD1", 60: "TD1", 72: "TD2", 36: "TD2", 88: "TD3", 44: "TD3"}
_VISAS = {"TD2": "MRV-B", "TD3": "MRV-A"}
_SHORT = frozenset({36, 44, 60})


@dataclass(frozen=True, slots=True)
class Check:
    """One check digit: the part it belongs to, the characters it covers, where it stands and whether it fits."""

    part: str
    covered: tuple[int, ...]
    at: int
    fits: bool


@dataclass(frozen=True, slots=True)
class Mrz:
    """A zone, read into its fields; dates are YYMMDD as they stand there, for the century is not in the zone."""

    form: str
    document_code: str
    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    optional: str
    checks: tuple[Check, ...]

    @property
    def failing(self) -> tuple[str, ...]:
        """The parts whose check digit does not fit."""
        return tuple(check.part for check in self.checks if not check.fits)


def normalise(text: str) -> str:
    """The zone on one line: capitals, digits and fillers, nothing else."""
    return settle(
        text, lambda value: re.sub(r"[^A-Z0-9<]", "", clean(value).upper().replace("«", "<<").replace("‹", "<"))
    )


def parse(text: str) -> Mrz:
    """Reads a zone; ValueError where it has another length. Failing check digits are told, not raised."""
    zone = normalise(text)
    form = _SIZES.get(len(zone))
    if form is None:
        raise ValueError(f"A machine-readable zone has 90, 72 or 88 characters; this one has {len(zone)}.")
    if form == "TD1":
        return _parse_card(zone)
    if len(zone) not in _SHORT and zone[0] == "V":
        form = _VISAS[form]
    return _parse_page(form, zone)


def check(text: str, _country: str | None = None) -> Outcome:
    """Checks all check digits of a zone."""
    zone = normalise(text)
    if len(zone) not in _SIZES:
        return fails(zone, "shape_mrz")
    read = parse(zone)
    issuer = countries.by_code(read.issuer)
    country = issuer.alpha2 if issuer else None
    if read.failing:
        return fails(zone, "checks_fail", country, parts=" ".join(read.failing))
    return passes(zone, country, why="checks_fit")


def suspect_positions(text: str) -> Iterable[int]:
    """The characters among which a single wrong one must lie: what the first failing check digit covers, and itself."""
    zone = normalise(text)
    failing = [found for found in parse(zone).checks if not found.fits] if len(zone) in _SIZES else []
    return sorted({*failing[0].covered, failing[0].at}) if failing else ()


def _parse_page(form: str, zone: str) -> Mrz:
    """Two lines: passport, larger card, visa."""
    width = 44 if form in {"TD3", "MRV-A"} else 36
    names = zone[:width] if len(zone) > width else ""
    start = len(names)
    line = zone[start:]
    surname, given = _names(names[5:])
    checks = [_check(zone, "document", range(start, start + 9), start + 9), *_dates(zone, start + 13, start + 21)]
    if form == "TD3":
        checks.append(_check(zone, "personal", range(start + 28, start + 42), start + 42))
    if form in {"TD2", "TD3"}:
        covered = (*range(start, start + 10), *range(start + 13, start + 20), *range(start + 21, start + width - 1))
        checks.append(_check(zone, "composite", covered, start + width - 1))
    optional = {"TD3": line[28:42], "TD2": line[28:35]}.get(form, line[28:])
    issuer = names[2:5] or line[10:13]
    birth, sex, expiry = line[13:19], line[20], line[21:27]
    return Mrz(
        form, _field(names[:2]), _field(issuer), surname, given, _field(line[:9]), _field(line[10:13]),
        birth, sex, expiry, _field(optional), tuple(checks),
    )  # fmt: skip


def _parse_card(zone: str) -> Mrz:
    """Three lines of 30: identity card."""
    surname, given = _names(zone[60:])
    number, document = _card_number(zone)
    composite = (*range(5, 30), *range(30, 37), *range(38, 45), *range(48, 59))
    checks = (document, *_dates(zone, 30, 38), _check(zone, "composite", composite, 59))
    optional = "" if zone[14] == "<" else _field(zone[15:30])
    return Mrz(
        "TD1", _field(zone[:2]), _field(zone[2:5]), surname, given, number, _field(zone[45:48]),
        zone[30:36], zone[37], zone[38:44], optional, checks,
    )  # fmt: skip


def _card_number(zone: str) -> tuple[str, Check]:
    """The number of a card; longer ones go on in the optional field, their check digit last."""
    rest = zone[15:30].partition("<")[0]
    if zone[14] != "<" or len(rest) < 2:  # noqa: PLR2004 - at least one character and the check digit
        return _field(zone[5:14]), _check(zone, "document", range(5, 14), 14)
    end = 15 + len(rest) - 1
    covered = (*range(5, 15), *range(15, end))
    return _field(zone[5:14] + rest[:-1]), _check(zone, "document", covered, end)


def _dates(zone: str, birth: int, expiry: int) -> tuple[Check, Check]:
    return (
        _check(zone, "birth", range(birth, birth + 6), birth + 6, re.compile(r"[0-9<]{6}")),
        _check(zone, "expiry", range(expiry, expiry + 6), expiry + 6, re.compile(r"[0-9<]{6}")),
    )


def _check(zone: str, part: str, covered: Iterable[int], at: int, form: re.Pattern[str] | None = None) -> Check:
    places = tuple(covered)
    text = "".join(zone[place] for place in places)
    # An empty optional field may leave its check digit out.
    empty = part == "personal" and zone[at] == "<" and not text.strip("<")
    fits = empty or (zone[at] == icao(text) and (form is None or form.fullmatch(text) is not None))
    return Check(part, places, at, fits)


def _names(line: str) -> tuple[str, str]:
    surname, _, given = line.partition("<<")
    return " ".join(surname.replace("<", " ").split()), " ".join(given.replace("<", " ").split())


def _field(text: str) -> str:
    return text.rstrip("<")
