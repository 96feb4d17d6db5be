"""Numbers that pass their checks and belong, as far as can be helped, to nobody.

IMO numbers begin with 2 or 3, where no ship's does; container owner codes and domains (``.example``) are invented.
Telephone numbers have the form of their country's plan and are drawn at random.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from graphintel.model.values.check_digits import base36, icao, mod97
from graphintel.model.values.identifier import check

OWNERS = ("KLVU", "GVXU", "QNTU", "ZBLU", "WRKU", "OYDU")
_PHONES = {
    "EE": "+372 55{2} {4}",
    "LV": "+371 29{2} {4}",
    "LT": "+370 6{2} {5}",
    "NL": "+31 6 2{7}",
    "DE": "+49 1512 {7}",
    "PL": "+48 51{1} {3} {3}",
    "EC": "+593 99 {3} {4}",
    "AE": "+971 50 {3} {4}",
    "CN": "+86 138 {4} {4}",
    "TR": "+90 532 {3} {2} {2}",
    "UA": "+380 67 {3} {2} {2}",
    "NG": "+234 803 {3} {4}",
    "VN": "+84 91 {3} {2} {2}",
    "BR": "+55 11 9{4} {4}",
    "CY": "+357 99 {6}",
}
_IBAN_LENGTH = {"EE": 20, "LV": 21, "LT": 20, "CY": 28, "AE": 23, "NL": 18, "PL": 28, "DE": 22}
_BANK = {"LV": "QZXL", "NL": "QZXN"}


class Numbers:
    """A source of numbers that never gives one out twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._given: set[str] = set()

    def container(self) -> str:
        """A container number with a fitting check digit, spaced as on the box."""
        stem = self._fresh(lambda: f"{self.random.choice(OWNERS)}{self.digits(6)}")
        digit = next((d for d in "0123456789" if check("container", stem + d).why == "check_digit_fits"), "")
        # Serials whose check comes to ten share the digit 0 with others; owners leave them out, and so does this.
        return f"{stem[:4]} {stem[4:]}-{digit}" if digit else self.container()

    def imo(self) -> str:
        """The IMO number of a ship."""
        return self._fresh(self._imo)

    def phone(self, country: str) -> str:
        """A telephone number in the form of its country's plan."""
        return self._fresh(lambda: self._fill(_PHONES[country]))

    def iban(self, country: str) -> str:
        """An account number with fitting check digits, in groups of four."""
        bank = _BANK.get(country, "")
        body = self._fresh(lambda: bank + self.digits(_IBAN_LENGTH[country] - 4 - len(bank)))
        whole = f"{country}{mod97(body + country)}{body}"
        return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))

    def lei(self) -> str:
        """A legal entity identifier."""
        stem = self._fresh(lambda: f"9845{self.digits(2)}{self.letters(12)}")
        return stem + f"{98 - base36(stem + '00') % 97:02d}"

    def eori(self, country: str) -> str:
        """A trader's number."""
        return self._fresh(lambda: f"{country}{self.digits(9)}")

    def passport(self, letters: str = "") -> str:
        """The number of a passport: two letters, seven digits."""
        return self._fresh(lambda: f"{letters or self.letters(2)}{self.digits(7)}")

    def plate(self, country: str) -> str:
        """A registration plate, roughly as the country has them."""
        return self._fresh(
            lambda: f"{self.digits(3)} {self.letters(3)}" if country == "EE" else f"{self.letters(2)}-{self.digits(4)}"
        )

    def mmsi(self, prefix: str) -> str:
        """The number of a ship's radio station, behind its flag's three digits."""
        return self._fresh(lambda: f"{prefix}9{self.digits(5)}")

    def bill(self) -> str:
        """The number of a bill of lading."""
        return self._fresh(lambda: f"KLV{self.letters(1)}{self.digits(7)}")

    def registration(self, country: str) -> str:
        """The number of a company in its country's register."""
        return self._fresh(lambda: f"{country}-{self.digits(8)}")

    def seal(self) -> str:
        """The number of a seal."""
        return self._fresh(lambda: f"KS{self.digits(6)}")

    def digits(self, count: int) -> str:
        """So many digits, the first not 0."""
        return self.random.choice("123456789") + "".join(self.random.choices("0123456789", k=count - 1))

    def letters(self, count: int) -> str:
        """So many letters of those that are not mistaken for digits."""
        return "".join(self.random.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=count))

    def _fill(self, pattern: str) -> str:
        parts = pattern.replace("}", "{").split("{")
        return "".join(self.digits(int(part)) if at % 2 else part for at, part in enumerate(parts))

    def _imo(self) -> str:
        stem = f"{self.random.choice('23')}{self.digits(5)}"
        return stem + next(digit for digit in "0123456789" if check("imo", stem + digit).valid)

    def _fresh(self, make: Callable[[], str]) -> str:
        for _ in range(1000):
            number = make()
            if number not in self._given:
                self._given.add(number)
                return number
        message = "No number is left that was not given out."
        raise ValueError(message)


def zone(names: str, number: str, country: str, birth: str, sex: str, expiry: str) -> str:
    """The machine-readable zone of a passport (TD3) with fitting check digits; dates as YYMMDD."""
    first = f"P<{country}{names}".ljust(44, "<")[:44]
    document, personal = number.ljust(9, "<"), "<" * 14
    parts = (document + icao(document), birth + icao(birth), expiry + icao(expiry) + personal + "<")
    second = f"{parts[0]}{country}{parts[1]}{sex}{parts[2]}"
    return f"{first}{second}{icao(''.join(parts))}"
