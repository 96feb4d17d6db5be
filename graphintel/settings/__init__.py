"""Settings: read once from the environment, frozen, and handed over. A test builds its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import platformdirs

from graphintel.errors import Invalid, Problem
from graphintel.private_files import private_folder, read_secret, secret_in
from graphintel.settings import readers


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where a database answers, and as whom to ask it."""

    uri: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """The provider that people may sign in at, and what this installation is to it."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    username_claim: str = "preferred_username"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an installation may set; each field names its variable in ``VARIABLES``."""

    home: Path = field(default_factory=lambda: Path(platformdirs.user_data_dir("graphintel", appauthor=False)))
    cache: Path = field(default_factory=lambda: Path(platformdirs.user_cache_dir("graphintel", appauthor=False)))
    store: StoreAddress | None = None
    neo4j_port: int = 0
    neo4j_heap: str = "512m"
    neo4j_pagecache: str | None = None
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
    certificate: Path | None = None
    certificate_key: Path | None = None
    behind_proxy: bool = False
    trusted_proxies: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    metrics_token: str | None = field(default=None, repr=False)
    purpose_required: frozenset[str] = frozenset()
    second_factor: frozenset[str] = frozenset({"administrator"})
    oidc: OidcSettings | None = None
    backup_folder: Path | None = None
    backup_every: int = 0
    backup_keep: tuple[int, int, int] = (7, 4, 12)
    backup_key: Path | None = None

    @property
    def backup_key_file(self) -> Path:
        """Holds the key of the backups; a copy of it belongs where they are not."""
        return self.backup_key or self.home / "backup.key"

    @property
    def backups(self) -> Path:
        """The folder of the backups that name themselves."""
        return self.backup_folder or self.home / "backups"

    @property
    def jobs_folder(self) -> Path:
        """The folder of the queue of jobs and of the notes of who works through it."""
        return self.home / "jobs"

    @property
    def uploads_folder(self) -> Path:
        """The folder of uploaded files whose batches have not ended."""
        return self.home / "uploads"

    @property
    def figures_folder(self) -> Path:
        """The folder where the processes of the server write down what they have counted."""
        return self.home / "figures"

    @property
    def neo4j_home(self) -> Path:
        """The folder of the managed database."""
        return self.home / "neo4j"

    @property
    def seals_file(self) -> Path:
        """Where the digests of the audit trail's seals are listed outside of the store."""
        return self.audit_log or self.home / "audit" / "seals.log"

    @property
    def passing_file(self) -> Path:
        """Holds what is mixed into the keys that may change: rotating the secrets writes it anew."""
        return self.home / "passing.key"

    def passing_secret(self) -> str:
        """What rotating the secrets changes; nothing before the first time."""
        return read_secret(self.passing_file) or ""

    def secret(self) -> str:
        """The key of keyed ids and of what is encrypted: as set, or made once into a 0600 file of the data folder."""
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
        found["oidc"] = _oidc(found, problems)
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


def _oidc(found: Mapping[str, object], problems: list[Problem]) -> OidcSettings | None:
    issuer, client = str(found.get("oidc_issuer", "")), str(found.get("oidc_client_id", ""))
    file, secret = found.get("oidc_secret_file"), str(found.get("oidc_secret", ""))
    if not issuer:
        return None
    if not secret and isinstance(file, Path):
        secret = read_secret(file) or ""
    missing = "is missing, while GRAPHINTEL_OIDC_ISSUER names a provider."
    if not client:
        problems.append(Problem("GRAPHINTEL_OIDC_CLIENT_ID", missing))
    if not secret:
        remedy = "Set it, or GRAPHINTEL_OIDC_CLIENT_SECRET_FILE to a file (0600) that holds it."
        problems.append(Problem("GRAPHINTEL_OIDC_CLIENT_SECRET", missing, remedy=remedy))
    return OidcSettings(issuer, client, secret, str(found.get("oidc_claim", "preferred_username")))


VARIABLES: Mapping[str, tuple[str, Callable[[str], object], str]] = {
    "GRAPHINTEL_HOME": ("home", readers.folder, "Folder of the data; default: the user's data folder."),
    "GRAPHINTEL_CACHE": (
        "cache",
        readers.folder,
        "Folder of downloads, shared by installations; default: the user's cache folder.",
    ),
    "GRAPHINTEL_NEO4J_URI": (
        "store_uri",
        readers.uri,
        "An external Neo4j 5 or newer, or a cluster, instead of the managed one.",
    ),
    "GRAPHINTEL_NEO4J_USER": ("store_user", str, "Account at the external database; default: neo4j."),
    "GRAPHINTEL_NEO4J_PASSWORD": ("store_password", str, "Password at the external database."),
    "GRAPHINTEL_NEO4J_PORT": ("neo4j_port", readers.port, "Port of the managed database; default: a free one."),
    "GRAPHINTEL_NEO4J_HEAP": ("neo4j_heap", readers.memory, "Java heap of the managed database; default: 512m."),
    "GRAPHINTEL_NEO4J_PAGECACHE": (
        "neo4j_pagecache",
        readers.memory,
        "Page cache of the managed database; default: an eighth of the memory, from 256m to 4g.",
    ),
    "GRAPHINTEL_MAVEN_MIRROR": ("maven_mirror", readers.mirror, "Mirror that the database's jars are fetched from."),
    "GRAPHINTEL_SECRET_KEY": (
        "secret_key",
        readers.secret,
        "Key of keyed ids and of what is encrypted; default: generated into a file only its owner can read.",
    ),
    "GRAPHINTEL_HOST": ("host", str, "Address that the web server listens on; default: 127.0.0.1."),
    "GRAPHINTEL_PORT": ("port", readers.port, "Port that the web server listens on; default: 8000."),
    "GRAPHINTEL_LANGUAGE": ("language", readers.language, "Language where the reader asks for none; default: en."),
    "GRAPHINTEL_DEMO": ("demo", readers.flag, "Set while the demo network is served."),
    "GRAPHINTEL_LOG_LEVEL": ("log_level", readers.level, "debug, info, warning or error; default: warning."),
    "GRAPHINTEL_LOG_JSON": ("log_json", readers.flag, "Log lines as JSON; default: off."),
    "GRAPHINTEL_REDIS_URL": (
        "redis_url",
        readers.redis,
        "A Redis that holds the queue of jobs instead of a file of the data folder.",
    ),
    "GRAPHINTEL_JOBS_APART": ("jobs_apart", readers.flag, "`serve` leaves the jobs to `jobs work`; default: off."),
    "GRAPHINTEL_AUDIT_LOG": (
        "audit_log",
        readers.folder,
        "File that lists the seals of the audit trail; default: audit/seals.log in the data folder.",
    ),
    "GRAPHINTEL_AUDIT_SYSLOG": (
        "audit_syslog",
        readers.syslog,
        "Also sends each seal there: HOST:PORT by UDP, or the path of a socket such as /dev/log; default: nowhere.",
    ),
    "GRAPHINTEL_CERTIFICATE": (
        "certificate",
        readers.folder,
        "File with the certificate (PEM, with its chain) under which `serve` encrypts.",
    ),
    "GRAPHINTEL_CERTIFICATE_KEY": ("certificate_key", readers.folder, "File with its key (PEM, 0600, no password)."),
    "GRAPHINTEL_BEHIND_PROXY": ("behind_proxy", readers.flag, "A proxy before `serve` encrypts; default: off."),
    "GRAPHINTEL_TRUSTED_PROXIES": (
        "trusted_proxies",
        readers.proxies,
        "Addresses or networks of the proxies whose word on address, host and scheme counts; default: none.",
    ),
    "GRAPHINTEL_ALLOWED_HOSTS": (
        "allowed_hosts",
        readers.hosts,
        "Names under which people reach it; `*.example` is every name below. Default: the certificate's, and loopback.",
    ),
    "GRAPHINTEL_METRICS_TOKEN": (
        "metrics_token",
        readers.secret,
        "Bearer token for `/metrics` from elsewhere than this machine; default: refused.",
    ),
    "GRAPHINTEL_PURPOSE_REQUIRED": (
        "purpose_required",
        readers.purposes,
        "Registers whose readers have to name a purpose first, and `search` for whoever searches; default: none.",
    ),
    "GRAPHINTEL_SECOND_FACTOR": (
        "second_factor",
        readers.second_factor,
        "Who must give a code beside the password: `administrators`, `everybody`, or roles; default: administrators.",
    ),
    "GRAPHINTEL_OIDC_ISSUER": (
        "oidc_issuer",
        readers.issuer,
        "OpenID Connect provider that people may sign in at, as it names itself; default: none.",
    ),
    "GRAPHINTEL_OIDC_CLIENT_ID": ("oidc_client_id", str, "What this installation is called there."),
    "GRAPHINTEL_OIDC_CLIENT_SECRET": ("oidc_secret", str, "Its secret there."),
    "GRAPHINTEL_OIDC_CLIENT_SECRET_FILE": ("oidc_secret_file", readers.folder, "File (0600) that holds it instead."),
    "GRAPHINTEL_OIDC_USERNAME_CLAIM": (
        "oidc_claim",
        str,
        "Which claim of the provider is the user name here; default: preferred_username.",
    ),
    "GRAPHINTEL_BACKUP_FOLDER": (
        "backup_folder",
        readers.folder,
        "Folder of the backups that name themselves; default: `backups` in the data folder.",
    ),
    "GRAPHINTEL_BACKUP_EVERY": (
        "backup_every",
        readers.span,
        "How often `serve` makes one by itself (12h, 1d); default: never.",
    ),
    "GRAPHINTEL_BACKUP_KEEP": (
        "backup_keep",
        readers.keep,
        "How many daily, weekly and monthly ones stay; default: 7,4,12.",
    ),
    "GRAPHINTEL_BACKUP_KEY": (
        "backup_key",
        readers.folder,
        "File with the key of the backups; default: `backup.key` in the data folder, made with the first one.",
    ),
}
