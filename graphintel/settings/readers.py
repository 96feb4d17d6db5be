"""How the text of a variable is read; ValueError says what would be right."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from urllib.parse import urlsplit

STORE_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
LEVELS = ("debug", "info", "warning", "error")
# Settings know nothing of the model; a test holds that these are its registers.
ASKING = ("seizures", "suspects", "investigations", "search")
# So are these its roles; administrators have to in any case.
ROLES = (
    "officer", "validator", "analyst", "investigator", "risk_officer", "exchange_officer", "supervisor",
    "administrator", "auditor",
)  # fmt: skip
HIGHEST_PORT = 65_535
SHORTEST_SECRET = 32
SPAN = re.compile(r"([1-9]\d{0,3})([mhd])")
SECONDS = {"m": 60, "h": 3_600, "d": 86_400}
KEEP = re.compile(r"(\d{1,3}),(\d{1,3}),(\d{1,3})")
HOST = re.compile(r"(?=.{1,253}$)\*?[a-z0-9._-]*|\[[0-9a-f:.]+\]")


def folder(text: str) -> Path:
    """A folder or file, absolute."""
    return Path(text).expanduser().absolute()


def uri(text: str) -> str:
    """Where a database answers."""
    parts = urlsplit(text)
    if parts.scheme not in STORE_SCHEMES or not parts.hostname:
        raise ValueError(
            f"{text!r} is no database address: SCHEME://HOST:PORT, with a scheme of {', '.join(STORE_SCHEMES)}."
        )
    if parts.username or parts.password:
        raise ValueError("holds an account; set GRAPHINTEL_NEO4J_USER and GRAPHINTEL_NEO4J_PASSWORD instead.")
    return text


def mirror(text: str) -> str:
    """Where jars are mirrored."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{text!r} is not the address of a Maven mirror: https://HOST/PATH.")
    return text.rstrip("/")


def port(text: str) -> int:
    """A port."""
    if not text.isdecimal() or int(text) > HIGHEST_PORT:
        raise ValueError(f"{text!r} is not a port: a number from 0 (any free one) to {HIGHEST_PORT}.")
    return int(text)


def memory(text: str) -> str:
    """An amount of memory."""
    if not re.fullmatch(r"[1-9]\d{0,5}[mg]", text.lower()):
        raise ValueError(f"{text!r} is not an amount of memory: for example 512m or 4g.")
    return text.lower()


def secret(text: str) -> str:
    """A secret that is long enough."""
    if len(text) < SHORTEST_SECRET:
        raise ValueError(f"is too short to be secret: at least {SHORTEST_SECRET} characters.")
    return text


def language(text: str) -> str:
    """A tag of a language."""
    if not re.fullmatch(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*", text):
        raise ValueError(f"{text!r} is not a language tag: for example en or fr.")
    return text


def flag(text: str) -> bool:
    """Yes or no."""
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    if text.lower() not in words:
        raise ValueError(f"{text!r} is neither true nor false.")
    return words[text.lower()]


def level(text: str) -> str:
    """A level of logging."""
    if text.lower() not in LEVELS:
        raise ValueError(f"{text!r} is not a level: one of {', '.join(LEVELS)}.")
    return text.lower()


def proxies(text: str) -> tuple[str, ...]:
    """Addresses or networks, between commas."""
    found = [part.strip() for part in text.split(",") if part.strip()]
    for each in found:
        try:
            ipaddress.ip_network(each)
        except ValueError:
            raise ValueError(
                f"{each!r} is neither an address nor a network: for example 10.0.0.5 or 10.0.0.0/24."
            ) from None
    return tuple(found)


def hosts(text: str) -> tuple[str, ...]:
    """Names of hosts without port, between commas."""
    found = [part.strip().lower() for part in text.split(",") if part.strip()]
    for each in found:
        if not HOST.fullmatch(each):
            raise ValueError(
                f"{each!r} is not the name of a host: for example graphintel.customs.example, without port."
            )
    return tuple(found)


def redis(text: str) -> str:
    """Where a Redis answers."""
    parts = urlsplit(text)
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise ValueError("is not the address of a Redis: redis://HOST:PORT/NUMBER, or rediss:// where it encrypts.")
    return text


def syslog(text: str) -> str:
    """Where a syslog listens."""
    host, _colon, number = text.rpartition(":")
    if not text.startswith("/") and not (host and number.isdecimal() and 0 < int(number) <= HIGHEST_PORT):
        raise ValueError(f"{text!r} is no address of a syslog: HOST:PORT, or the path of a socket such as /dev/log.")
    return text


def purposes(text: str) -> frozenset[str]:
    """Registers, or ``search``, between commas."""
    found = frozenset(part.strip().lower() for part in text.split(",") if part.strip())
    unknown = sorted(found - set(ASKING))
    if unknown:
        raise ValueError(f"{unknown[0]!r} asks for no purpose: any of {', '.join(ASKING)}.")
    return found


def second_factor(text: str) -> frozenset[str]:
    """The roles that must have a second factor: administrators at least, everybody, or further roles between commas."""
    named = {part.strip().lower() for part in text.split(",") if part.strip()} - {"administrators"}
    if named == {"everybody"}:
        return frozenset(ROLES)
    unknown = sorted(named - set(ROLES))
    if unknown:
        known = ", ".join(("administrators", "everybody", *ROLES))
        raise ValueError(f"{unknown[0]!r} is neither a role nor one of the words for several: any of {known}.")
    return frozenset({"administrator", *named})


def issuer(text: str) -> str:
    """The address of a provider, as it names itself."""
    parts = urlsplit(text)
    local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError(f"{text!r} is not the address of a provider: for example https://id.customs.example/realm.")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise ValueError(f"{text!r} is not encrypted: it begins with https://.")
    return text


def span(text: str) -> int:
    """A span of time in seconds."""
    match = SPAN.fullmatch(text.lower())
    if match is None:
        raise ValueError(f"{text!r} is not a span of time: for example 30m, 12h or 1d.")
    return int(match[1]) * SECONDS[match[2]]


def keep(text: str) -> tuple[int, int, int]:
    """How many daily, weekly and monthly ones are kept."""
    match = KEEP.fullmatch(text.replace(" ", ""))
    if match is None or not any(map(int, match.groups())):
        raise ValueError(
            f"{text!r} does not say how many daily, weekly and monthly backups to keep: for example 7,4,12."
        )
    return int(match[1]), int(match[2]), int(match[3])
