from xml.etree import ElementTree as ET

import pytest

from graphintel.security.keys import Keys
from graphintel.security.second_factors import (
    SECONDS,
    FactorSecrets,
    link,
    matching_step,
    new_factor_secret,
    picture,
    recovery_codes,
)

# RFC 6238, appendix B: the secret is 12345678901234567890, of the codes of eight digits the last six.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
VECTORS = [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]


@pytest.fixture(scope="module")
def secrets() -> FactorSecrets:
    keys = Keys("a secret")
    return FactorSecrets(keys.key("second factor"), keys.key("recovery codes"))


@pytest.mark.parametrize(("at", "code"), VECTORS)
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    assert matching_step(SECRET, code, at=at) == at // SECONDS


@pytest.mark.parametrize(("late", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_ahead_or_behind(late: int, taken: bool) -> None:  # noqa: FBT001 - a case
    at, code = VECTORS[1]

    assert (matching_step(SECRET, code, at=at + late * SECONDS) is not None) == taken


@pytest.mark.parametrize("typed", ["287 082", " 287082 "])
def test_spaces_in_a_code_do_not_matter(typed: str) -> None:
    assert matching_step(SECRET, typed, at=59) == 1


@pytest.mark.parametrize("typed", ["", "28708", "2870820", "-87082", "٢٨٧٠٨٢", "²87082", "ABCDEF", "2" * 1000])
def test_what_is_no_code_matches_nothing(typed: str) -> None:
    assert matching_step(SECRET, typed, at=59) is None


def test_a_hidden_secret_is_read_by_its_user_and_its_key_alone(secrets: FactorSecrets) -> None:
    secret = new_factor_secret()

    hidden = secrets.hide(secret, "ada")

    assert secret not in hidden
    assert secrets.reveal(hidden, "ada") == secret
    assert secrets.reveal(hidden, "otto") is None
    assert FactorSecrets(Keys("another").key("second factor"), b"").reveal(hidden, "ada") is None
    assert secrets.reveal("no base64", "ada") is None


def test_recovery_codes_differ_and_count_however_they_are_typed(secrets: FactorSecrets) -> None:
    codes = recovery_codes()

    assert len({*codes, *recovery_codes()}) == 20
    code = codes[0]
    kept = secrets.recovery_hash(code, "ada")
    assert kept == secrets.recovery_hash(f" {code.lower().replace('-', ' ')} ", "ada")
    assert kept != secrets.recovery_hash(code, "otto")
    assert kept != secrets.recovery_hash(codes[1], "ada")


def test_the_link_names_product_and_user() -> None:
    assert link(SECRET, "ada@customs") == f"otpauth://totp/graphintel:ada%40customs?secret={SECRET}&issuer=graphintel"


def test_the_picture_is_svg_without_style_or_script() -> None:
    root = ET.fromstring(picture(link(SECRET, "ada")))  # noqa: S314 - our own

    assert {each.tag for each in root.iter()} == {"svg", "path"}
    assert {name for each in root.iter() for name in each.keys()} == {"viewBox", "class", "fill", "stroke", "d"}  # noqa: SIM118
