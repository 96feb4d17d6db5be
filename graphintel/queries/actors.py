"""Users as they are stored: what they are called, what they may see, and the hash of the password."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphintel.model.marking import Clearance, Level
from graphintel.model.times import now
from graphintel.queries.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class StoredActor:
    """A user; the role is text here, since what roles mean is none of the store's business.

    ``registered`` is how many visibility classes there were when he was read, where that was read along.
    """

    id: str
    username: str
    display_name: str
    role: str
    clearance: Clearance
    unit: str | None = None
    disabled: bool = False
    password: str | None = field(default=None, repr=False)
    created_at: str = ""
    last_seen: str | None = None
    registered: int | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    version: int = 1
    second_factor: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What binds a user now beside his role: his unit, where there is one of that code, the units below, his days.

    ``emergency`` is the one that lasts, by its properties, ``delegations`` what others handed to him and may still do.
    """

    unit: str | None = None
    below: frozenset[str] = frozenset()
    valid_from: str | None = None
    valid_until: str | None = None
    emergency: Mapping[str, Any] | None = None
    delegations: tuple[Mapping[str, Any], ...] = ()


def stored_actor(row: Mapping[str, Any]) -> StoredActor:
    """A user from a row that holds his properties."""
    clearance = Clearance(frozenset(row["registers"]), Level[row["level"]], frozenset(row["groups"]))
    return StoredActor(
        row["id"], row["username"], row["display_name"], row["role"], clearance, row["unit"], row["disabled"],
        row.get("password"), row.get("created_at", ""), row.get("last_seen"), row.get("registered"),
        row.get("valid_from"), row.get("valid_until"), row.get("version") or 1,
        bool(row.get("second_factor")),
    )  # fmt: skip


def add(tx: Transaction, actor: StoredActor) -> None:
    """Adds a user; Conflict where the name is taken."""
    tx.run("actors.add", **parameters(actor))


def parameters(actor: StoredActor) -> dict[str, object]:
    """A user as the parameters of the queries that write one."""
    return {
        "id": actor.id,
        "username": actor.username,
        "display_name": actor.display_name,
        "role": actor.role,
        "registers": sorted(actor.clearance.registers),
        "level": actor.clearance.level.name,
        "groups": sorted(actor.clearance.groups),
        "unit": actor.unit,
        "password": actor.password,
        "valid_from": actor.valid_from,
        "valid_until": actor.valid_until,
        "at": now(),
    }


def by_username(store: Store, username: str) -> StoredActor | None:
    """The user of that name, with the hash of his password."""
    rows = store.read("actors.by_username", username=username)
    return stored_actor(rows[0]) if rows else None


def by_id(store: Store, id_: str) -> StoredActor | None:
    """The user of that id as he is now, for work that goes on in his name."""
    rows = store.read("actors.by_id", id=id_)
    return stored_actor(rows[0]) if rows else None


def standing(store: Store, actor: str) -> Standing:
    """What binds a user today beside his role."""
    rows = store.read("actors.standing", id=actor, at=now())
    if not rows:
        return Standing()
    row = rows[0]
    days = row["valid_from"], row["valid_until"]
    return Standing(row["unit"], frozenset(row["below"]), *days, row["emergency"], tuple(row["delegations"]))


def everyone(store: Store) -> list[StoredActor]:
    """Every user, by name."""
    return [stored_actor(row) for row in store.read("actors.all")]


def names(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """The names to show for users, by id."""
    return {row["id"]: row["display_name"] for row in store.read("actors.names", ids=sorted(set(ids)))}


def set_disabled(tx: Transaction, username: str, *, disabled: bool) -> str | None:
    """Disables or enables a user; his id, None where there is no such user."""
    rows = tx.run("actors.set_disabled", username=username, disabled=disabled)
    return str(rows[0]["id"]) if rows else None


def change(tx: Transaction, actor: StoredActor, *, sign_out: bool) -> int | None:
    """Changes a user who is still at ``actor.version``; the new version, None where he is not at it any more."""
    given = {name: value for name, value in parameters(actor).items() if name not in {"username", "password"}}
    rows = tx.run("actors.change", version=actor.version, sign_out=sign_out, **given)
    return int(rows[0]["version"]) if rows else None


def set_password(tx: Transaction, actor: str, password: str) -> None:
    """Replaces the hash of a user's password."""
    tx.run("actors.set_password", id=actor, password=password)


def password_of(store: Store, actor: str) -> str | None:
    """The hash of a user's password; None where there is no such user, or he has none."""
    rows = store.read("actors.password_of", id=actor)
    return rows[0]["password"] if rows else None
