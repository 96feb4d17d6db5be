import pytest

from graphintel.settings import Settings
from graphintel.web.hosts import allowed_hosts, host_name, is_allowed


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("intel.example", "intel.example"),
        ("Intel.Example.:8443", "intel.example"),
        ("[::1]:8000", "::1"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("", None),
        ("[::1", None),
        ("a@intel.example", "intel.example"),
    ],
)
def test_a_host_is_named_without_its_port(host: str, name: str | None) -> None:
    assert host_name(host) == name


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("intel.example", True),
        ("a.customs.example", True),
        ("a.b.customs.example", True),
        ("customs.example", False),
        ("evilcustoms.example", False),
        ("intel.example.evil.test", False),
        ("localhost", True),
        ("", False),
    ],
)
def test_only_listed_names_and_what_lies_below_a_star_are_allowed(name: str, *, allowed: bool) -> None:
    hosts = allowed_hosts(Settings(allowed_hosts=("intel.example", "*.customs.example")))

    assert is_allowed(name, hosts) is allowed
