"""Wires the parts of a running installation together: settings in, a platform out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypedDict

from graphintel.errors import StartRefused
from graphintel.model.ids import Ids
from graphintel.queries.store import Store
from graphintel.security.cursors import Cursors
from graphintel.security.journal import Journal
from graphintel.security.keys import Keys
from graphintel.security.oidc import Client, Provider
from graphintel.security.passwords import Passwords
from graphintel.security.query_texts import QueryTexts
from graphintel.security.seal_log import SealLog
from graphintel.security.second_factors import FactorSecrets
from graphintel.server import ManagedNeo4j
from graphintel.services.account import Account
from graphintel.services.audit import Audit
from graphintel.services.backups import Backups
from graphintel.services.charts import Charts
from graphintel.services.check import Check
from graphintel.services.counters import Counters
from graphintel.services.credentials import Credentials
from graphintel.services.decisions import Decisions
from graphintel.services.delegations import Delegations
from graphintel.services.demo import Demo
from graphintel.services.emergencies import Emergencies
from graphintel.services.entities import Entities
from graphintel.services.export import Exports
from graphintel.services.figures import Figures
from graphintel.services.gauges import Gauges
from graphintel.services.intake import Intake
from graphintel.services.keeping import Keeping
from graphintel.services.lately import Changes
from graphintel.services.leads import Leads
from graphintel.services.limits import Limits
from graphintel.services.neighbourhood import Neighbourhood
from graphintel.services.oidc import Oidc
from graphintel.services.operations import Operations
from graphintel.services.paths import Paths
from graphintel.services.purposes import Purposes
from graphintel.services.records import Records
from graphintel.services.registers import Registers
from graphintel.services.sealing import Sealing
from graphintel.services.search import Search
from graphintel.services.second_factors import Demanded, SecondFactors
from graphintel.services.sessions import Sessions
from graphintel.services.statistics import NetworkStatistics
from graphintel.services.subgraph import Subgraphs
from graphintel.services.tokens import Tokens
from graphintel.services.trail import Trail
from graphintel.services.units import Units
from graphintel.services.uploads import Uploads
from graphintel.services.users import Users
from graphintel.services.vocabularies import Vocabularies
from graphintel.services.why import Why
from graphintel.settings import Settings, StoreAddress

LIMITS_FILE = "limits.sqlite"
CHANGES_FILE = "users.changed"
JOURNAL = "journal"
QUERY_KEYS = "keys/queries"


@dataclass(frozen=True, slots=True)
class Platform:
    """A running installation: everything that the web and the command line call."""

    settings: Settings
    store: Store
    keys: Keys = field(repr=False)
    ids: Ids = field(repr=False)
    limits: Limits
    purposes: Purposes
    sessions: Sessions
    second_factors: SecondFactors
    oidc: Oidc
    account: Account
    tokens: Tokens
    users: Users
    units: Units
    emergencies: Emergencies
    delegations: Delegations
    why: Why
    vocabularies: Vocabularies
    search: Search
    registers: Registers
    entities: Entities
    neighbourhood: Neighbourhood
    paths: Paths
    subgraphs: Subgraphs
    statistics: NetworkStatistics
    exports: Exports
    records: Records
    decisions: Decisions
    leads: Leads
    charts: Charts
    intake: Intake
    uploads: Uploads
    check: Check
    operations: Operations
    figures: Figures
    gauges: Gauges
    demo: Demo
    trail: Trail
    sealing: Sealing
    audit: Audit

    def close(self) -> None:
        """Brings what is on record into the store, and gives the connections back."""
        self.sealing.close()
        self.trail.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class SignIn(TypedDict):
    """The parts that know who somebody is."""

    limits: Limits
    purposes: Purposes
    sessions: Sessions
    second_factors: SecondFactors
    oidc: Oidc
    account: Account
    tokens: Tokens
    users: Users
    units: Units
    emergencies: Emergencies
    delegations: Delegations
    why: Why


class Housekeeping(TypedDict):
    """The parts that keep the installation going."""

    uploads: Uploads
    check: Check
    operations: Operations
    figures: Figures
    gauges: Gauges


class Reading(TypedDict):
    """The parts that mostly read, each of which leaves an entry of that."""

    search: Search
    registers: Registers
    entities: Entities
    neighbourhood: Neighbourhood
    paths: Paths
    decisions: Decisions
    leads: Leads


def connect(settings: Settings, *, passwords: Passwords | None = None) -> Platform:
    """The platform on the database that the settings name, or on the managed one where it runs."""
    address = store_address(settings)
    return platform_on(settings, Store(address.uri, address.user, address.password), passwords or Passwords())


def platform_on(settings: Settings, store: Store, passwords: Passwords) -> Platform:
    """The platform on a store that is there already."""
    keys = Keys(settings.secret(), settings.passing_secret())
    ids, changes = Ids(keys.key("ids")), Changes(settings.home / CHANGES_FILE)
    store.purpose_required = settings.purpose_required
    store.audit_key = keys.key("audit")
    trail = (keeping := _keeping(settings, store)).trail
    subgraphs, intake = Subgraphs(store, trail), Intake(store, ids, trail)
    limits = Limits(store, Counters(settings.home / LIMITS_FILE))
    return Platform(
        settings=settings,
        store=store,
        keys=keys,
        ids=ids,
        vocabularies=Vocabularies(store, changes),
        subgraphs=subgraphs,
        statistics=NetworkStatistics(subgraphs, trail),
        exports=Exports(store, subgraphs, limits),
        records=Records(store, ids),
        charts=Charts(store, subgraphs, trail),
        intake=intake,
        **_housekeeping(settings, store, intake, keeping.journal),
        demo=Demo(store, ids, passwords, changes),
        trail=trail,
        sealing=Sealing(store, keeping.seal_log, trail),
        audit=Audit(store, Cursors(keys), keeping),
        **_sign_in(settings, store, passwords, changes, limits),
        **_reading(store, Cursors(keys), trail, limits),
    )


def _keeping(settings: Settings, store: Store) -> Keeping:
    journal, texts = Journal(settings.home / JOURNAL), QueryTexts(settings.home / QUERY_KEYS)
    seal_log = SealLog(settings.seals_file, settings.audit_syslog)
    return Keeping(Trail(store, journal, texts, store.audit_key), journal, texts, seal_log)


def _sign_in(settings: Settings, store: Store, passwords: Passwords, changes: Changes, limits: Limits) -> SignIn:
    credentials, purposes = Credentials(store, passwords, limits), Purposes(store, changes)
    keys = Keys(settings.secret(), settings.passing_secret())
    secrets = FactorSecrets(keys.key("second factor"), keys.key("recovery codes"))
    factors = SecondFactors(store, secrets, limits, changes, Demanded(settings.second_factor, settings.demo))
    return {
        "limits": limits,
        "purposes": purposes,
        "sessions": (sessions := Sessions(store, credentials, factors, purposes, changes)),
        "oidc": Oidc(_provider(settings), sessions, keys),
        "second_factors": factors,
        "account": Account(store, passwords, credentials, changes, settings.passing_file),
        "tokens": Tokens(store, purposes, changes),
        "users": Users(store, passwords, changes),
        "units": Units(store, changes),
        "emergencies": Emergencies(store, changes),
        "delegations": Delegations(store, changes),
        "why": Why(store),
    }


def _provider(settings: Settings) -> Provider | None:
    named = settings.oidc
    if named is None:
        return None
    return Provider(Client(named.issuer, named.client_id, named.secret, named.username_claim))


def _reading(store: Store, cursors: Cursors, trail: Trail, limits: Limits) -> Reading:
    return {
        "search": Search(store, cursors, trail, limits),
        "registers": Registers(store, trail),
        "entities": Entities(store, cursors, trail),
        "neighbourhood": Neighbourhood(store, trail),
        "paths": Paths(store, trail),
        "decisions": Decisions(store, trail),
        "leads": Leads(store, trail),
    }


def _housekeeping(settings: Settings, store: Store, intake: Intake, journal: Journal) -> Housekeeping:
    uploads, check = Uploads(store, intake, settings.uploads_folder), Check(store, settings.home)
    figures = Figures(settings.figures_folder, store.timings)
    return {
        "uploads": uploads,
        "check": check,
        "operations": Operations(store, settings, journal, uploads, check, figures),
        "figures": figures,
        "gauges": Gauges(store, settings, journal, uploads),
    }


def backups(settings: Settings, environment: Mapping[str, str]) -> Backups:
    """The backups of an installation, whether it runs or not."""
    return Backups(settings, connect, environment)


def store_address(settings: Settings) -> StoreAddress:
    """Where the database answers; StartRefused where none is named and the managed one does not run."""
    address = settings.store or ManagedNeo4j(settings).address()
    if address is None:
        raise StartRefused(
            f"No database runs in {settings.neo4j_home}. Start it with: graphintel db start "
            "(or set GRAPHINTEL_NEO4J_URI to one that runs)"
        )
    return address
