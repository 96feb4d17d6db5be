"""Settings: read once from the environment, frozen, and handed over. A test builds its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import platformdirs

from graphintel.errors import Invalid, Problem
from graphintel.private_files import private_folder, secret_in

STORE_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
LEVELS = ("debug", "info", "warning", "error")
HIGHEST_PORT = 65_535
SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where a database answers, and as whom to ask it."""

    uri: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an installation may set; each field names its variable in ``VARIABLES``."""

    home: Path = field(default_factory=lambda: Path(platformdirs.user_data_dir("graphintel", appauthor=False)))
    cache: Path = field(default_factory=lambda: Path(platformdirs.user_cache_dir("graphintel", appauthor=False)))
    store: StoreAddress | None = None
    neo4j_port: int = 0
    neo4j_heap: str = "512m"
    neo4j_pagecache: str = "256m"
    maven_mirror: str | None = None
    secret_key: str | None = field(default=None, repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    language: str = "en"
    demo: bool = False
    log_level: str = "warning"
    log_json: bool = False
    redis_url: str | None = field(default=None, repr=False)
    jobs_apart: bool = False
    audit_log: Path | None = None
    audit_syslog: str = ""

    @property
    def jobs_folder(self) -> Path:
        """The folder of the queue of jobs and of the notes of who works through it."""
        return self.home / "jobs"

    @property
    def uploads_folder(self) -> Path:
        """The folder of uploaded files whose batches have not ended."""
        return self.home / "uploads"

    @property
    def neo4j_home(self) -> Path:
        """The folder of the managed database."""
        return self.home / "neo4j"

    @property
    def seals_file(self) -> Path:
        """Where the digests of the audit trail's seals are listed outside of the store."""
        return self.audit_log or self.home / "audit" / "seals.log"

    def secret(self) -> str:
        """The key of sessions and keyed ids: as set, or generated once into a 0600 file of the data folder."""
        return self.secret_key or secret_in(private_folder(self.home) / "secret.key")

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> Self:
        """Reads every variable; Invalid lists all that are wrong, each with its name and what would be right."""
        problems: list[Problem] = []
        found: dict[str, object] = {}
        for variable, (name, read, _) in VARIABLES.items():
            text = environment.get(variable, "").strip()
            if not text:
                continue
            try:
                found[name] = read(text)
            except ValueError as error:
                problems.append(Problem(variable, str(error)))
        found["store"] = _store_address(found, problems)
        if problems:
            raise Invalid(problems)
        known = cls.__dataclass_fields__
        return cls(**{name: value for name, value in found.items() if name in known})  # type: ignore[arg-type]


def _store_address(found: Mapping[str, object], problems: list[Problem]) -> StoreAddress | None:
    uri, user, password = (str(found.get(name, "")) for name in ("store_uri", "store_user", "store_password"))
    if not uri:
        return None
    if not password:
        problems.append(
            Problem(
                "GRAPHINTEL_NEO4J_PASSWORD",
                "is missing, while GRAPHINTEL_NEO4J_URI points at a database.",
                remedy="Set it to the password of the account in GRAPHINTEL_NEO4J_USER (default: neo4j).",
            )
        )
    return StoreAddress(uri, user or "neo4j", password)


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _uri(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in STORE_SCHEMES or not parts.hostname:
        raise ValueError(
            f"{text!r} is no database address: SCHEME://HOST:PORT, with a scheme of {', '.join(STORE_SCHEMES)}."
        )
    if parts.username or parts.password:
        raise ValueError("holds an account; set GRAPHINTEL_NEO4J_USER and GRAPHINTEL_NEO4J_PASSWORD instead.")
    return text


def _mirror(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{text!r} is not the address of a Maven mirror: https://HOST/PATH.")
    return text.rstrip("/")


def _redis(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise ValueError("is not the address of a Redis: redis://HOST:PORT/NUMBER, or rediss:// where it encrypts.")
    return text


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > HIGHEST_PORT:
        raise ValueError(f"{text!r} is not a port: a number from 0 (any free one) to {HIGHEST_PORT}.")
    return int(text)


def _memory(text: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,5}[mg]", text.lower()):
        raise ValueError(f"{text!r} is not an amount of memory: for example 512m or 4g.")
    return text.lower()


def _secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET:
        raise ValueError(f"is too short to be secret: at least {SHORTEST_SECRET} characters.")
    return text


def _language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*", text):
        raise ValueError(f"{text!r} is not a language tag: for example en or fr.")
    return text


def _flag(text: str) -> bool:
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


def _syslog(text: str) -> str:
    host, _colon, port = text.rpartition(":")
    if not text.startswith("/") and not (host and port.isdecimal() and 0 < int(port) <= HIGHEST_PORT):
        raise ValueError(f"{text!r} is no address of a syslog: HOST:PORT, or the path of a socket such as /dev/log.")
    return text


def _level(text: str) -> str:
    if text.lower() not in LEVELS:
        raise ValueError(f"{text!r} is not a level: one of {', '.join(LEVELS)}.")
    return text.lower()


VARIABLES: Mapping[str, tuple[str, Callable[[str], object], str]] = {
    "GRAPHINTEL_HOME": ("home", _folder, "Folder of the data; default: the user's data folder."),
    "GRAPHINTEL_CACHE": (
        "cache",
        _folder,
        "Folder of downloads, shared by installations; default: the user's cache folder.",
    ),
    "GRAPHINTEL_NEO4J_URI": (
        "store_uri",
        _uri,
        "An external Neo4j 5 or newer, or a cluster, instead of the managed one.",
    ),
    "GRAPHINTEL_NEO4J_USER": ("store_user", str, "Account at the external database; default: neo4j."),
    "GRAPHINTEL_NEO4J_PASSWORD": ("store_password", str, "Password at the external database."),
    "GRAPHINTEL_NEO4J_PORT": ("neo4j_port", _port, "Port of the managed database; default: a free one."),
    "GRAPHINTEL_NEO4J_HEAP": ("neo4j_heap", _memory, "Java heap of the managed database; default: 512m."),
    "GRAPHINTEL_NEO4J_PAGECACHE": (
        "neo4j_pagecache",
        _memory,
        "Page cache of the managed database; default: 256m.",
    ),
    "GRAPHINTEL_MAVEN_MIRROR": ("maven_mirror", _mirror, "Mirror that the database's jars are fetched from."),
    "GRAPHINTEL_SECRET_KEY": (
        "secret_key",
        _secret,
        "Key of sessions and keyed ids; default: generated into a file only its owner can read.",
    ),
    "GRAPHINTEL_HOST": ("host", str, "Address that the web server listens on; default: 127.0.0.1."),
    "GRAPHINTEL_PORT": ("port", _port, "Port that the web server listens on; default: 8000."),
    "GRAPHINTEL_LANGUAGE": ("language", _language, "Language where the reader asks for none; default: en."),
    "GRAPHINTEL_DEMO": ("demo", _flag, "Set while the demo network is served."),
    "GRAPHINTEL_LOG_LEVEL": ("log_level", _level, "debug, info, warning or error; default: warning."),
    "GRAPHINTEL_LOG_JSON": ("log_json", _flag, "Log lines as JSON; default: off."),
    "GRAPHINTEL_REDIS_URL": (
        "redis_url",
        _redis,
        "A Redis that holds the queue of jobs instead of a file of the data folder.",
    ),
    "GRAPHINTEL_JOBS_APART": ("jobs_apart", _flag, "`serve` leaves the jobs to `jobs work`; default: off."),
    "GRAPHINTEL_AUDIT_LOG": (
        "audit_log",
        _folder,
        "File that lists the seals of the audit trail; default: audit/seals.log in the data folder.",
    ),
    "GRAPHINTEL_AUDIT_SYSLOG": (
        "audit_syslog",
        _syslog,
        "Also sends each seal there: HOST:PORT by UDP, or the path of a socket such as /dev/log; default: nowhere.",
    ),
}
