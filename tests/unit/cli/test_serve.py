"""What has to be set before the application is served to other machines."""

from dataclasses import replace
from pathlib import Path

import pytest

from graphintel.cli.serve import require_encryption
from graphintel.errors import StartRefused
from graphintel.security.certificates import names_in
from graphintel.settings import Settings
from tests.certificates import made_in

OPEN = Settings(host="192.0.2.1")
BEHIND = replace(OPEN, behind_proxy=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_machine_alone_needs_nothing(host: str) -> None:
    require_encryption(Settings(host=host))


def test_other_machines_need_encryption_and_the_sentence_says_how() -> None:
    with pytest.raises(StartRefused, match=r"GRAPHINTEL_CERTIFICATE.*--behind-proxy"):
        require_encryption(OPEN)


@pytest.mark.parametrize(
    "settings", [BEHIND, replace(BEHIND, trusted_proxies=("10.0.0.5",)), replace(BEHIND, allowed_hosts=("a.example",))]
)
def test_behind_a_proxy_it_is_known_which_and_under_which_name(settings: Settings) -> None:
    with pytest.raises(StartRefused, match=r"GRAPHINTEL_TRUSTED_PROXIES.*GRAPHINTEL_ALLOWED_HOSTS"):
        require_encryption(settings)


def test_behind_a_listed_proxy_it_is_served() -> None:
    require_encryption(replace(BEHIND, trusted_proxies=("10.0.0.5",), allowed_hosts=("a.example",)))


def test_a_certificate_that_fits_its_key_is_enough_and_says_its_names(tmp_path: Path) -> None:
    certificate, key = made_in(tmp_path)

    require_encryption(replace(OPEN, certificate=certificate, certificate_key=key))

    assert names_in(certificate) == ("intel.example", "127.0.0.1")


@pytest.mark.parametrize("spoil", ["alone", "missing", "another's", "readable", "no certificate"])
def test_a_certificate_that_cannot_be_used_stops_the_start(tmp_path: Path, spoil: str) -> None:
    (tmp_path / "other").mkdir()
    certificate, key = made_in(tmp_path)
    _other, others_key = made_in(tmp_path / "other")
    if spoil == "readable":
        key.chmod(0o644)
    if spoil == "no certificate":
        certificate.write_text("nothing")
    chosen = {"alone": None, "missing": tmp_path / "nowhere.pem", "another's": others_key}.get(spoil, key)

    with pytest.raises(StartRefused):
        require_encryption(replace(OPEN, certificate=certificate, certificate_key=chosen))
