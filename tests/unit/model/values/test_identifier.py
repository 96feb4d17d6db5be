"""Every vector of the reference table, and what holds for any text whatever."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graphintel.model.values.identifier import LONGEST, SCHEMES, check, explain, imo_scheme, joins, searchable

ANY_SCHEME = st.sampled_from(sorted(SCHEMES))
# Surrogates, NUL, bidirectional controls and separators included.
ANY_TEXT = st.text(st.characters(), max_size=60) | st.text("0123456789ABCXYZ<+-@./: \u202e\x00٣ß", max_size=400)
CODE_TEXT = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<", min_size=5, max_size=90)

GOOD = [
    ("imo", "IMO 9074729"), ("imo", "9074729"), ("imo", "8814275"), ("container", "CSQU3054383"),
    ("container", "msku 601167-2"), ("mrz", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"),
    ("mrz", "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6"), ("vin", "1M8GDM9AXKP042788"),
    ("vin", "11111111111111111"), ("vin", "1HGCM82633A004352"),
    ("lei", "5493001KJTIIGC8Y1R12"), ("lei", "506700GE1G29325QX363"),
    ("iban", "GB82 WEST 1234 5698 7654 32"), ("awb", "020-12345675"),
    ("awb", "125-12345675"), ("uic", "21-81-2471217-3"), ("locode", "NLRTM"), ("locode", "nl rtm"),
    ("hs", "2402.20"), ("hs", "24"), ("hs", "2402201000"), ("imei", "49-015420-323751-8"),
    ("country", "Netherlands"), ("mmsi", "244123456"),
    ("phone", "+31 10 252 1010"), ("aircraft_registration", "PH-BXA"),
]  # fmt: skip
BAD = [
    ("imo", "9074728"), ("imo", "907472"), ("container", "CSQU3054384"), ("container", "TEMU3947384"),
    ("container", "CSQX3054383"), ("mrz", "L898902C46UTO7408122F1204159ZE184226B<<<<<10"),
    ("vin", "1HGCM82633A004353"), ("vin", "1HGCM8263OA004352"),
    ("lei", "5493001KJTIIGC8Y1R17"), ("iban", "GB82 WEST 1234 5698 7654 33"),
    ("iban", "GB82 WEST 1234"), ("iban", "QQ82WEST12345698765432"),
    ("awb", "020-12345676"), ("uic", "21-81-2471217-4"), ("locode", "NL1TM"), ("locode", "QQRTM"),
    ("hs", "7701"), ("hs", "98"), ("hs", "123"), ("imei", "490154203237519"),
    ("country", "Atlantis"), ("mmsi", "12345678"), ("mmsi", "111244123"), ("email", "nobody"),
    ("phone", "+31 1"), ("icao24", "FFFFFF"), ("icao24", "40006G"), ("eni", "0231234"),
    ("mrn", "24QQ123456789012A4"), ("call_sign", "12"),
]  # fmt: skip
UNKNOWN = [
    ("passport", "AB 123456"), ("national_id", "850101-1234"), ("plate", "京A·12345"), ("seal", "ML-NL 0012345"),
    ("eni", "02312345"), ("icao24", "400065"), ("call_sign", "PBZX"), ("email", "info@example.org"),
    ("website", "www.example.org/a"), ("mrn", "24NL123456789012A4"),
    ("eori", "NL123456789"), ("mmsi", "299123456"), ("crypto_wallet", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "text"), GOOD)
def test_a_number_that_passes_its_check_is_valid(scheme: str, text: str) -> None:
    assert check(scheme, text).valid is True


@pytest.mark.parametrize(("scheme", "text"), BAD)
def test_a_number_that_fails_is_kept_and_says_why(scheme: str, text: str) -> None:
    found = check(scheme, text)

    assert found.valid is False
    assert found.as_seen == text
    assert found.normalised
    assert len(explain(found)) > 15


@pytest.mark.parametrize(("scheme", "text"), UNKNOWN)
def test_a_number_that_nothing_can_be_told_of_is_neither_valid_nor_invalid(scheme: str, text: str) -> None:
    assert check(scheme, text).valid is None


@given(ANY_SCHEME, ANY_TEXT | CODE_TEXT, st.sampled_from([None, "NL", "GB", "US", "Atlantis"]))
@example("website", "www.www.www.www.www.www.www.www.www.www.www.EXAMPLE.org//", None)
@example("email", "mailto:mailto:mailto:mailto:mailto:mailto:mailto:mailto:mailto:A@B.CD", None)
@example("imo", "IMO" * 120 + "9074729", None)
@example("phone", "0044 20 8366 1177 ext. 12", None)
@example("passport", "-" * 400, None)
@settings(max_examples=1500, deadline=None)
def test_normalising_twice_is_normalising_once(scheme: str, text: str, country: str | None) -> None:
    once = check(scheme, text, country)

    again = check(scheme, once.normalised, once.country)

    assert again.normalised == once.normalised


@given(ANY_SCHEME | st.text(max_size=8), ANY_TEXT, st.none() | ANY_TEXT, st.none() | ANY_TEXT)
@settings(max_examples=800, deadline=None)
def test_no_text_whatever_raises_and_everything_can_be_stored_and_explained(
    scheme: str, text: str, country: str | None, bearer: str | None
) -> None:
    found = check(scheme, text, country, bearer)

    assert len(found.as_seen) <= LONGEST
    assert len(found.normalised) <= LONGEST
    (found.as_seen + found.normalised + found.why).encode("utf-8")
    assert "%(" not in explain(found)
    assert all(form for form in searchable(found))


@given(CODE_TEXT)
def test_what_was_seen_stays_as_it_was(text: str) -> None:
    assert check("passport", text).as_seen == text


def test_three_hundred_characters_are_kept_and_different_long_texts_stay_different() -> None:
    one, other = check("passport", "A" * 400), check("passport", "A" * 401)

    assert one.as_seen == "A" * LONGEST
    assert one.valid is False
    assert one.why == "too_long:length=400,kept=300"
    assert one.normalised != other.normalised
    assert explain(one) == "400 characters were given, far more than any such number has; the first 300 are kept."


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\u202e\u202d", "\u200b"])
def test_nothing_legible_is_told_and_has_no_canonical_form(text: str) -> None:
    found = check("passport", text)

    assert (found.normalised, found.valid, found.why) == ("", False, "empty")


def test_illegible_values_of_different_kind_do_not_become_one() -> None:
    assert check("passport", "???").normalised != check("passport", "---").normalised


def test_bidirectional_and_control_characters_do_not_hide_a_number() -> None:
    assert check("container", "CSQU\u202e305\x004383").valid is True


def test_digits_of_other_scripts_and_full_width_letters_read_as_the_same_number() -> None:
    assert check("imo", "٩٠٧٤٧٢٩").normalised == "9074729"
    assert check("container", "ＣＳＱＵ３０５４３８３").valid is True


def test_letters_of_other_scripts_are_not_taken_for_latin_ones() -> None:
    assert check("passport", "СВ123").normalised != check("passport", "SV123").normalised
    assert "SV123" in searchable(check("passport", "СВ123"))


@pytest.mark.parametrize("scheme", sorted(SCHEMES.keys() - {"hs"}))
def test_zeros_are_a_placeholder_and_never_pass(scheme: str) -> None:
    assert check(scheme, "0000000").why == "placeholder"


def test_the_dummy_that_passes_the_ship_check_joins_nothing() -> None:
    assert not joins(check("imo", "1234567"))


@pytest.mark.parametrize(
    ("scheme", "text"),
    [("imo", "9074729"), ("container", "CSQU3054383"), ("lei", "506700GE1G29325QX363"), ("locode", "NLRTM")],
)
def test_listed_schemes_join_when_valid(scheme: str, text: str) -> None:
    assert joins(check(scheme, text))
    assert not joins(check(scheme, text[:-1]))


def test_no_other_scheme_joins_by_itself() -> None:
    assert {scheme.name for scheme in SCHEMES.values() if scheme.strong_join} == {"imo", "container", "lei", "locode"}
    assert not joins(check("passport", "AB123456"))
    assert not joins(check("imo", "4045016", bearer_kind="Business"))


def test_the_bearer_decides_which_imo_check_applies() -> None:
    assert imo_scheme("Vessel") == "imo"
    assert imo_scheme("Business") == "imo_company"
    assert check("imo", "9074729", bearer_kind="Vessel").scheme == "imo"
    assert check("imo", "9074729", bearer_kind="Business").scheme == "imo_company"
    assert check("imo", "9074729", bearer_kind="Business").why == "ship_number:expected=2"


def test_a_stated_country_that_the_number_contradicts_is_told() -> None:
    found = check("mmsi", "244123456", country="Panama")

    assert found.country == "NL"
    assert found.valid is True
    assert explain(found) == "The number is right in itself, but belongs to NL while PA was stated."


def test_the_stated_country_is_kept_where_the_number_names_none() -> None:
    assert check("passport", "AB123456", country="Korea, North").country == "KP"


def test_an_unknown_scheme_is_kept_and_told() -> None:
    found = check("unheard_of", "AB-12")

    assert (found.normalised, found.valid, found.why) == ("AB12", None, "unknown_scheme")


def test_the_sentence_goes_through_the_readers_translation() -> None:
    french = {"The check digit should be %(expected)s and is %(found)s.": "Clé %(expected)s attendue, %(found)s lue."}

    assert explain(check("imo", "9074728"), lambda sentence: french[sentence]) == "Clé 9 attendue, 8 lue."


def test_search_forms_hold_what_people_type() -> None:
    assert {"9074729", "IMO9074729"} <= set(searchable(check("imo", "IMO 9074729")))
    assert "CSQU305438" in searchable(check("container", "CSQU3054383"))
    assert {"+31102521010", "31102521010"} <= set(searchable(check("phone", "+31 10 252 1010")))
    assert "L898902C3" in searchable(check("mrz", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"))
