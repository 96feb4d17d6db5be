"""The one table of identifier schemes: label, look, check and rights. A new scheme is one entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graphintel.model.values import aircraft, codes, contacts, container, iban, imo, lei, mrz, papers, stations, vin
from graphintel.model.values import transport_numbers as carriers
from graphintel.model.values.outcome import Outcome
from graphintel.model.values.reasons import N_

Checker = Callable[[str, str | None], Outcome]


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of identifier.

    ``subkind`` decides the icon. Valid identifiers of a ``strong_join`` scheme join their bearers; all others only
    propose. ``personal`` ones are personal data: ids that come from them are keyed. Of ``national`` ones each country
    gives out its own, so that equal numbers of two countries are two identifiers. ``check_digit`` says that
    corrections of any character mean something, ``positions`` where they are tried, and ``forms`` gives further forms
    to search by.
    """

    name: str
    label: str
    subkind: str
    check: Checker
    strong_join: bool = False
    personal: bool = False
    national: bool = False
    check_digit: bool = False
    alphabet: str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    positions: Callable[[str], Iterable[int]] | None = None
    forms: Callable[[str], tuple[str, ...]] = lambda _normalised: ()


def _with(prefix: str) -> Callable[[str], tuple[str, ...]]:
    return lambda number: (prefix + number,)


def _without_check_digit(number: str) -> tuple[str, ...]:
    return (number[:-1],)


def _national_number(number: str) -> tuple[str, ...]:
    return (number.lstrip("+"), "00" + number.lstrip("+"))


def _zone_number(zone: str) -> tuple[str, ...]:
    try:
        return (mrz.parse(zone).number,)
    except ValueError:
        return ()


DIGITS = "0123456789"

SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        # Conveyances
        Scheme(
            "imo",
            N_("IMO ship number"),
            "registration",
            imo.check_ship,
            strong_join=True,
            check_digit=True,
            alphabet=DIGITS,
            forms=_with("IMO"),
        ),
        Scheme("mmsi", N_("MMSI"), "registration", stations.check_mmsi),
        Scheme("call_sign", N_("Call sign"), "registration", stations.check_call_sign),
        Scheme("eni", N_("European vessel number"), "registration", carriers.check_eni),
        Scheme(
            "container",
            N_("Container number"),
            "registration",
            container.check,
            strong_join=True,
            check_digit=True,
            forms=_without_check_digit,
        ),
        Scheme(
            "vin",
            N_("Vehicle identification number"),
            "registration",
            vin.check,
            check_digit=True,
            forms=lambda number: (number[-8:],),
        ),
        Scheme(
            "plate", N_("Vehicle registration plate"), "registration", papers.check_any, personal=True, national=True
        ),
        Scheme("aircraft_registration", N_("Aircraft registration"), "registration", aircraft.check_registration),
        Scheme("icao24", N_("Aircraft address (24 bit)"), "registration", aircraft.check_icao24),
        Scheme("uic", N_("Wagon number"), "registration", carriers.check_uic, check_digit=True, alphabet=DIGITS),
        # Parties
        Scheme(
            "imo_company",
            N_("IMO company number"),
            "registration",
            imo.check_company,
            check_digit=True,
            alphabet=DIGITS,
            forms=_with("IMO"),
        ),
        Scheme("lei", N_("Legal entity identifier"), "registration", lei.check, strong_join=True, check_digit=True),
        Scheme(
            "registration_number", N_("Company registration number"), "registration", papers.check_any, national=True
        ),
        Scheme("tax_id", N_("Tax number"), "registration", papers.check_any, personal=True, national=True),
        Scheme("eori", N_("EORI number"), "registration", papers.check_eori),
        # Documents
        Scheme(
            "mrz",
            N_("Machine-readable zone"),
            "document",
            mrz.check,
            personal=True,
            check_digit=True,
            alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<",
            positions=mrz.suspect_positions,
            forms=_zone_number,
        ),
        Scheme("passport", N_("Passport"), "document", papers.check_any, personal=True, national=True),
        Scheme(
            "national_id", N_("National identity number"), "document", papers.check_any, personal=True, national=True
        ),
        Scheme("driving_licence", N_("Driving licence"), "document", papers.check_any, personal=True, national=True),
        Scheme("visa", N_("Visa"), "document", papers.check_any, personal=True, national=True),
        Scheme("document", N_("Other document"), "document", papers.check_any, personal=True, national=True),
        # Consignments and codes
        Scheme("awb", N_("Air waybill"), "document", carriers.check_awb, check_digit=True, alphabet=DIGITS),
        Scheme("bill_of_lading", N_("Bill of lading"), "document", papers.check_any),
        Scheme("mrn", N_("Movement reference number"), "document", carriers.check_mrn),
        Scheme("seal", N_("Seal"), "seal", papers.check_any),
        Scheme("locode", N_("UN/LOCODE"), "registration", codes.check_locode, strong_join=True),
        Scheme("hs", N_("Commodity code"), "registration", codes.check_hs),
        Scheme("country", N_("Country code"), "registration", codes.check_country),
        # Ways to reach and to pay somebody
        Scheme("phone", N_("Telephone"), "phone", contacts.check_phone, personal=True, forms=_national_number),
        Scheme("imei", N_("IMEI"), "device", contacts.check_imei, personal=True, check_digit=True, alphabet=DIGITS),
        Scheme("email", N_("E-mail"), "email", contacts.check_email, personal=True),
        Scheme("website", N_("Website"), "web", contacts.check_website),
        Scheme("iban", N_("IBAN"), "account", iban.check, personal=True, check_digit=True),
        Scheme("swift_bic", N_("SWIFT/BIC"), "registration", papers.check_any),
        Scheme("account", N_("Bank account"), "account", papers.check_any, personal=True, national=True),
        Scheme("crypto_wallet", N_("Crypto wallet"), "account", papers.check_wallet, personal=True),
    )
}
