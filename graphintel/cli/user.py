"""``graphintel user``: who may use this installation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.bootstrap import Platform
from graphintel.cli.acting import acting, acting_user, ask, ask_hidden, proven_user, running
from graphintel.cli.output import answer, json_option, note
from graphintel.model.marking import REGISTERS, Clearance, Level
from graphintel.queries.actors import StoredActor
from graphintel.security.actor import Actor, Role
from graphintel.security.passwords import random_password
from graphintel.security.tokens import new_secret
from graphintel.services.users import NewUser
from graphintel.settings import Settings

NONE = "none"


@click.group()
def user() -> None:
    """Adds, lists, changes and disables users. The first of an installation is an administrator and needs no other."""


@user.command()
@click.argument("username")
@click.option("--role", type=click.Choice([str(role) for role in Role]), required=True, help="What the user does here.")
@click.option(
    "--register", "registers", multiple=True, type=click.Choice(REGISTERS), help="A register to see; several times."
)
@click.option(
    "--level", type=click.Choice(list(Level.__members__)), default="unclassified", show_default=True,
    help="The highest level to see.",
)  # fmt: skip
@click.option("--group", "groups", multiple=True, help="A need-to-know group to be in; several times.")
@click.option("--name", default="", help="The name to show.")
@click.option("--unit", default=None, help="The code of the unit that the user is in.")
@click.option("--from", "valid_from", default=None, metavar="DAY", help="The first day of the clearance: 2026-03-14.")
@click.option("--until", "valid_until", default=None, metavar="DAY", help="The last day of the clearance.")
@click.option("--random-password", "invent", is_flag=True, help="Invent a password and print it, once.")
@json_option
@click.pass_obj
def add(settings: Settings, /, username: str, *, invent: bool, name: str, **given: Any) -> None:  # noqa: ANN401
    """Adds USERNAME. The password is asked for, or read from what is piped in, never given as an argument."""
    new = NewUser(
        username,
        given["role"],
        list(given["registers"]),
        given["level"],
        list(given["groups"]),
        "",
        name,
        given["unit"],
        given["valid_from"],
        given["valid_until"],
    )
    with running(settings) as platform:
        first = platform.users.none_yet()
        administrator = None if first else acting_user(platform)
        password = random_password() if invent else ask_hidden(f"Password of {username}", twice=True)
        added = _add(platform, administrator, replace(new, password=password))
    payload = described(added)
    if invent:
        payload["password"] = password
        note("The password is shown this once.")
    sentence = f"Added {added.username} ({added.role})." + (f" Password: {password}" if invent else "")
    answer(payload, lambda console: console.print(sentence, markup=False))


def _add(platform: Platform, administrator: Actor | None, new: NewUser) -> Actor:
    if administrator is None:
        return platform.users.add_first(new)
    return platform.users.add(administrator, new)


@user.command("list")
@json_option
@click.pass_obj
def list_users(settings: Settings) -> None:
    """Lists the users with role and clearance."""
    with acting(settings) as (platform, actor):
        found = platform.users.all(actor)
    answer({"items": [described(each) for each in found]}, lambda console: _show(console, found))


@user.command()
@click.argument("username")
@click.option("--role", type=click.Choice([str(role) for role in Role]), default=None, help="What the user does here.")
@click.option("--register", "registers", multiple=True, type=click.Choice((*REGISTERS, NONE)), help="All to be seen.")
@click.option("--level", type=click.Choice(list(Level.__members__)), default=None, help="The highest level to see.")
@click.option("--group", "groups", multiple=True, help="All need-to-know groups to be in; none for no group.")
@click.option("--name", "display_name", default=None, help="The name to show.")
@click.option("--unit", default=None, help="The code of the unit that the user is in; none for no unit.")
@click.option("--from", "valid_from", default=None, metavar="DAY", help="First day of the clearance; none for any.")
@click.option("--until", "valid_until", default=None, metavar="DAY", help="Last day of the clearance; none for any.")
@json_option
@click.pass_obj
def change(settings: Settings, /, username: str, **given: Any) -> None:  # noqa: ANN401
    """Changes what is named of USERNAME and leaves the rest; who is signed in as him is signed out."""
    changes = {name: _given(name, value) for name, value in given.items() if value not in {None, ()}}
    with acting(settings) as (platform, actor):
        version = platform.users.one(actor, username).version
        changed = platform.users.change(actor, username, changes, version=version)
    answer(described(changed), lambda console: console.print(f"Changed {changed.username}.", markup=False))


def _given(name: str, value: Any) -> Any:  # noqa: ANN401 - what an option takes
    if isinstance(value, tuple):
        return [each for each in value if each != NONE]
    return "" if value == NONE and name != "display_name" else value


@user.command()
@click.argument("username")
@json_option
@click.pass_obj
def disable(settings: Settings, username: str) -> None:
    """Disables USERNAME: running sessions end, tokens stop working."""
    with acting(settings) as (platform, actor):
        platform.users.disable(actor, username)
    answer({"username": username, "disabled": True}, lambda console: console.print(f"Disabled {username}."))


@user.command()
@click.argument("username")
@json_option
@click.pass_obj
def enable(settings: Settings, username: str) -> None:
    """Enables USERNAME again."""
    with acting(settings) as (platform, actor):
        platform.users.enable(actor, username)
    answer({"username": username, "disabled": False}, lambda console: console.print(f"Enabled {username}."))


@user.command()
@click.argument("username", required=False)
@json_option
@click.pass_obj
def password(settings: Settings, username: str | None) -> None:
    """Changes one's own password; for USERNAME, who forgot his, an administrator has one invented and printed, once."""
    with running(settings) as platform:
        if username is None:
            actor, current = proven_user(platform)
            platform.account.change_password(actor, current, ask_hidden("New password", twice=True))
            answer({"username": actor.username}, lambda console: console.print("Changed. Every session has ended."))
            return
        invented = platform.account.reset_password(acting_user(platform), username)
    note("The password is shown this once. The sessions of its user have ended.")
    payload = {"username": username, "password": invented}
    answer(payload, lambda console: console.print(f"Password of {username}: {invented}", markup=False))


@user.command("second-factor")
@json_option
@click.pass_obj
def second_factor(settings: Settings) -> None:
    """Sets one's own second factor up, or another one in its place, and prints the recovery codes, once."""
    with running(settings) as platform:
        actor, _password = proven_user(platform, setting_up=True)
        session = new_secret()
        begun = platform.second_factors.begin(actor, session)
        note(f"Put this secret into the application for codes: {begun.secret}")
        note(f"Or open this address with it: {begun.link}")
        codes = platform.second_factors.confirm(actor, ask("Code that it shows"), session)
    note("Every session has ended. Each recovery code works once; they are shown this once.")
    answer({"username": actor.username, "recovery_codes": codes}, lambda console: console.print("\n".join(codes)))


@user.command("reset-second-factor")
@click.argument("username")
@json_option
@click.pass_obj
def reset_second_factor(settings: Settings, username: str) -> None:
    """Removes the second factor of USERNAME, who lost his telephone; his sessions end."""
    with acting(settings) as (platform, actor):
        platform.second_factors.reset(actor, username)
    answer({"username": username, "second_factor": False}, lambda console: console.print(f"Reset for {username}."))


def described(found: Actor | StoredActor) -> dict[str, Any]:
    """A user for ``--json``."""
    return {
        "id": found.id,
        "username": found.username,
        "display_name": found.display_name,
        "role": str(found.role),
        "clearance": clearance_text(found.clearance),
        "unit": found.unit,
        "valid_from": found.valid_from,
        "valid_until": found.valid_until,
        "disabled": found.disabled,
    }


def clearance_text(clearance: Clearance) -> str:
    """Registers, level and groups as text, in the form of a marking."""
    groups = f"/{'+'.join(sorted(clearance.groups))}" if clearance.groups else ""
    return f"{'+'.join(sorted(clearance.registers)) or 'none'}/{clearance.level.name}{groups}"


def _show(console: Console, found: list[StoredActor]) -> None:
    table = Table("user", "name", "role", "clearance", "unit", "state", "last seen")
    for each in found:
        state = "disabled" if each.disabled else "active"
        clearance = clearance_text(each.clearance)
        table.add_row(
            each.username, each.display_name, each.role, clearance, each.unit or "", state, each.last_seen or ""
        )
    console.print(table)
