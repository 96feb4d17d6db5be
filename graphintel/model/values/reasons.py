"""Why a value passed or failed, as a code with parameters, and the sentence for people that belongs to it.

A reason is stored as text, ``check_digit_expected:expected=9,found=8``, and becomes a sentence only when somebody reads
it, in his language. The sentences are marked with :func:`N_` so that they are extracted for translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_UNSAFE = re.compile(r"[^\w .()<-]")


def N_(sentence: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Marks a sentence for translation and returns it unchanged."""
    return sentence


REASONS: Mapping[str, str] = {
    "check_digit_fits": N_("The check digit fits."),
    "check_digit_ten": N_(
        "The check digit fits, but its sum leaves 10, which owners avoid when they give out numbers."
    ),
    "check_digit_expected": N_("The check digit should be %(expected)s and is %(found)s."),
    "check_digits_expected": N_("The two check digits should be %(expected)s and are %(found)s."),
    "check_digit_optional": N_(
        "Position 9 is %(found)s and not %(expected)s; outside North America and China no check digit is required."
    ),
    "checks_fit": N_("All check digits of the machine-readable zone fit."),
    "checks_fail": N_("Check digits of the machine-readable zone do not fit: %(parts)s."),
    "company_number": N_(
        "This is no ship's number (its last digit should be %(expected)s), but it passes as a company's number."
    ),
    "ship_number": N_(
        "This is no company's number (its last digit should be %(expected)s), but it passes as a ship's number."
    ),
    "listed": N_("The code is in the list."),
    "list_fits": N_("The form is right and its country or chapter exists; the list of codes itself was not consulted."),
    "not_listed": N_("The code is not in the list."),
    "withdrawn": N_("The code was withdrawn in %(until)s."),
    "shape_fits": N_("The form is right; nothing in the number itself can be checked."),
    "not_checkable": N_("Numbers of this kind carry nothing that can be checked."),
    "placeholder": N_("This looks like a placeholder, not like a number that was given out."),
    "empty": N_("Nothing legible was given."),
    "too_long": N_("%(length)s characters were given, far more than any such number has; the first %(kept)s are kept."),
    "unknown_scheme": N_("This kind of identifier is not known, so nothing was checked."),
    "country_unknown": N_("%(found)s is no country code."),
    "country_differs": N_("The number is right in itself, but belongs to %(number)s while %(stated)s was stated."),
    "prefix_unknown": N_("The prefix %(prefix)s is not in the table of countries."),
    "no_ship_station": N_("Ships' numbers begin with 2 to 7; this is the number of another kind of station."),
    "length_for_country": N_("In its country this number has %(expected)s characters and not %(found)s."),
    "chapter_unknown": N_("There is no chapter %(chapter)s; chapters run from 01 to 97 without 77."),
    "phone_fits": N_("The number fits the numbering plan of its country."),
    "phone_unassigned": N_("No such number exists in the numbering plan of its country."),
    "phone_country_needed": N_("Without a country or a leading + the number cannot be checked."),
    "shape_imo": N_("An IMO number has seven digits."),
    "shape_mmsi": N_("An MMSI has nine digits."),
    "shape_call_sign": N_("A call sign has three to seven letters and digits, at least one of them a letter."),
    "shape_container": N_("A container number has three letters, then U, J or Z, then seven digits."),
    "shape_mrz": N_("A machine-readable zone has three lines of 30, two of 36 or two of 44 letters, digits and <."),
    "shape_vin": N_("A vehicle identification number has 17 letters and digits, never I, O or Q."),
    "shape_lei": N_("A legal entity identifier has 18 letters and digits and two check digits."),
    "shape_iban": N_("An IBAN has a country, two check digits and up to 30 letters and digits."),
    "shape_awb": N_("An air waybill number has eleven digits: three for the airline and eight for the waybill."),
    "shape_uic": N_("A wagon number has twelve digits."),
    "shape_eni": N_("A European vessel number has eight digits."),
    "shape_aircraft": N_("A registration mark has two to eight letters and digits."),
    "shape_icao24": N_("An aircraft address has six hexadecimal digits and is not all 0 or all F."),
    "shape_locode": N_("A location code has a country of two letters and three of A to Z and 2 to 9."),
    "shape_hs": N_("A commodity code has 2, 4 or 6 digits, nationally 8 to 10."),
    "shape_imei": N_("An IMEI has fifteen digits."),
    "shape_email": N_("An e-mail address has a name, an @ and a domain with a dot."),
    "shape_website": N_("A website has a domain with a dot."),
    "shape_mrn": N_("A movement reference number has two digits of the year, a country and 14 letters and digits."),
    "shape_eori": N_("An EORI number has a country and up to 15 letters and digits."),
}


def reason(code: str, **parameters: object) -> str:
    """A reason as it is stored; the code must have its sentence in :data:`REASONS`."""
    if code not in REASONS:
        message = f"The reason {code!r} has no sentence in reasons.py."
        raise KeyError(message)
    if not parameters:
        return code
    # Found characters may come from the outside: whatever could break the stored form is replaced.
    return code + ":" + ",".join(f"{key}={_UNSAFE.sub('?', str(value))}" for key, value in parameters.items())


def sentence(why: str, translate: Callable[[str], str] = str) -> str:
    """The sentence of a stored reason, through the given translation; a reason of another edition is shown as it is."""
    code, _, rest = why.partition(":")
    if code not in REASONS:
        return why
    given = {key: value for key, mark, value in (part.partition("=") for part in rest.split(",")) if mark}
    try:
        return translate(REASONS[code]) % given
    except (KeyError, ValueError):
        return why
