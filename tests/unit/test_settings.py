from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from graphintel.errors import Invalid, StartRefused
from graphintel.model.marking import REGISTERS
from graphintel.security.actor import Role
from graphintel.services.sight import SEARCH
from graphintel.settings import VARIABLES, OidcSettings, Settings, StoreAddress
from graphintel.settings.readers import ASKING, ROLES, STORE_SCHEMES


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.from_env({})

    assert settings == Settings()
    assert (settings.host, settings.port, settings.store) == ("127.0.0.1", 8000, None)


def test_settings_come_from_the_given_environment_only() -> None:
    settings = Settings.from_env({"GRAPHINTEL_HOME": "/srv/gi", "GRAPHINTEL_PORT": "9000", "GRAPHINTEL_DEMO": "yes"})

    assert (settings.home, settings.port, settings.demo) == (Path("/srv/gi"), 9000, True)
    assert settings.neo4j_home == Path("/srv/gi/neo4j")


@pytest.mark.parametrize("scheme", STORE_SCHEMES)
def test_an_external_database_is_named_under_every_scheme(scheme: str) -> None:
    environment = {"GRAPHINTEL_NEO4J_URI": f"{scheme}://db:7687", "GRAPHINTEL_NEO4J_PASSWORD": "pw"}

    assert Settings.from_env(environment).store == StoreAddress(f"{scheme}://db:7687", "neo4j", "pw")


def test_an_external_database_without_a_password_names_the_variable_that_is_missing() -> None:
    with pytest.raises(Invalid, match="GRAPHINTEL_NEO4J_PASSWORD: is missing"):
        Settings.from_env({"GRAPHINTEL_NEO4J_URI": "bolt://db:7687"})


def test_every_wrong_variable_is_listed_with_its_name() -> None:
    wrong = {
        "GRAPHINTEL_NEO4J_URI": "http://db",
        "GRAPHINTEL_PORT": "70000",
        "GRAPHINTEL_NEO4J_HEAP": "much",
        "GRAPHINTEL_SECRET_KEY": "short",
        "GRAPHINTEL_DEMO": "perhaps",
        "GRAPHINTEL_LANGUAGE": "?",
        "GRAPHINTEL_LOG_LEVEL": "loud",
        "GRAPHINTEL_MAVEN_MIRROR": "ftp://mirror",
        "GRAPHINTEL_TRUSTED_PROXIES": "proxy.example",
        "GRAPHINTEL_ALLOWED_HOSTS": "https://intel.example",
        "GRAPHINTEL_METRICS_TOKEN": "short",
        "GRAPHINTEL_PURPOSE_REQUIRED": "curiosity",
        "GRAPHINTEL_BEHIND_PROXY": "perhaps",
    }

    with pytest.raises(Invalid) as caught:
        Settings.from_env(wrong)

    assert {problem.field for problem in caught.value.problems} == set(wrong)


def test_lists_are_read_between_commas() -> None:
    settings = Settings.from_env(
        {
            "GRAPHINTEL_TRUSTED_PROXIES": "10.0.0.5, 10.1.0.0/24",
            "GRAPHINTEL_ALLOWED_HOSTS": "Intel.Example, *.customs.example",
            "GRAPHINTEL_PURPOSE_REQUIRED": "suspects, search",
        }
    )

    assert settings.trusted_proxies == ("10.0.0.5", "10.1.0.0/24")
    assert settings.allowed_hosts == ("intel.example", "*.customs.example")
    assert settings.purpose_required == {"suspects", "search"}


def test_what_may_ask_for_a_purpose_are_the_registers_and_searching() -> None:
    assert set(ASKING) == {*REGISTERS, SEARCH}


def test_roles_that_must_have_a_second_factor_are_those_of_the_policy_and_administrators_always_do() -> None:
    def read(text: str) -> frozenset[str]:
        return Settings.from_env({"GRAPHINTEL_SECOND_FACTOR": text}).second_factor

    assert set(ROLES) == set(Role)
    assert Settings().second_factor == read("administrators") == {Role.administrator}
    assert read("everybody") == set(Role)
    assert read("auditor, supervisor") == {Role.administrator, Role.auditor, Role.supervisor}
    with pytest.raises(Invalid, match="GRAPHINTEL_SECOND_FACTOR"):
        read("nobody")


def test_an_account_in_the_address_is_refused_without_being_repeated() -> None:
    with pytest.raises(Invalid) as caught:
        Settings.from_env({"GRAPHINTEL_NEO4J_URI": "bolt://me:hunter2@db", "GRAPHINTEL_NEO4J_PASSWORD": "pw"})

    assert "hunter2" not in caught.value.message


def test_secrets_do_not_show_in_a_representation() -> None:
    settings = Settings(secret_key="k" * 40, store=StoreAddress("bolt://db", "neo4j", "hunter2"))

    assert "hunter2" not in repr(settings)
    assert "kkkk" not in repr(settings)


PROVIDER = {"GRAPHINTEL_OIDC_ISSUER": "https://id.customs.example/staff", "GRAPHINTEL_OIDC_CLIENT_ID": "graphintel"}


def test_a_provider_is_named_with_a_secret_from_a_variable_or_from_a_file_of_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "oidc.secret"
    file.write_text("in a file\n")
    file.chmod(0o600)

    direct = Settings.from_env({**PROVIDER, "GRAPHINTEL_OIDC_CLIENT_SECRET": "s3cret"}).oidc
    filed = Settings.from_env({**PROVIDER, "GRAPHINTEL_OIDC_CLIENT_SECRET_FILE": str(file)}).oidc
    file.chmod(0o644)

    assert Settings.from_env({}).oidc is None
    assert direct == OidcSettings("https://id.customs.example/staff", "graphintel", "s3cret")
    assert filed is not None
    assert filed.secret == "in a file"
    assert "s3cret" not in repr(direct)
    with pytest.raises(StartRefused, match="can be read by others"):
        Settings.from_env({**PROVIDER, "GRAPHINTEL_OIDC_CLIENT_SECRET_FILE": str(file)})


@pytest.mark.parametrize(("changed", "named"), [
    ({"GRAPHINTEL_OIDC_CLIENT_ID": ""}, "GRAPHINTEL_OIDC_CLIENT_ID"),
    ({}, "GRAPHINTEL_OIDC_CLIENT_SECRET"),
    ({"GRAPHINTEL_OIDC_ISSUER": "http://id.customs.example"}, "not encrypted"),
    ({"GRAPHINTEL_OIDC_ISSUER": "customs"}, "not the address of a provider"),
])  # fmt: skip
def test_a_provider_that_is_not_named_whole_stops_the_start(changed: dict[str, str], named: str) -> None:
    with pytest.raises(Invalid) as caught:
        Settings.from_env({**PROVIDER, **changed})

    assert named in str([each.as_dict() for each in caught.value.problems])


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


def test_the_secret_is_made_once_where_none_is_set(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")

    assert settings.secret() == settings.secret()
    assert Settings(secret_key="k" * 40).secret() == "k" * 40


def test_every_field_has_a_variable() -> None:
    parts = {"store_uri", "store_user", "store_password"}
    parts |= {"oidc_issuer", "oidc_client_id", "oidc_secret", "oidc_secret_file", "oidc_claim"}
    named = {name for name, _, _ in VARIABLES.values()} - parts

    assert named | {"store", "oidc"} == {field.name for field in fields(Settings)}
