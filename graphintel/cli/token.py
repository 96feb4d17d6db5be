"""``graphintel token``: API tokens, for programs and for this command line itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import rich_click as click
from rich.console import Console
from rich.table import Table

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option, note
from graphintel.queries.tokens import StoredToken
from graphintel.security.policy import Verb
from graphintel.services.tokens import LONGEST_LIFE, USUAL_LIFE, Wanted
from graphintel.settings import Settings


@click.group()
def token() -> None:
    """Creates, lists and revokes API tokens."""


@token.command()
@click.argument("name")
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST_LIFE),
    default=USUAL_LIFE,
    show_default=True,
    help="Days until it ends.",
)
@click.option(
    "--scope",
    multiple=True,
    type=click.Choice([str(verb) for verb in Verb]),
    help="What it is for, several times; without it all that its owner may do, save what asks for the password again.",
)
@click.option("--purpose", default="", help="Why it is used, by its code.")
@click.option("--legal-basis", default="", help="The legal basis of its use.")
@click.option("--user", "username", default=None, help="For another user; for administrators.")
@json_option
@click.pass_obj
def create(settings: Settings, /, name: str, username: str | None, scope: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401
    """Creates a token called NAME and prints it, this once."""
    with acting(settings) as (platform, actor):
        chosen = scope or platform.tokens.usual_scope(actor, username)
        made = platform.tokens.create(actor, Wanted(name, scope=chosen, **given), username)
    note("The token is shown this once. Keep it where only its user can read it.")
    answer(asdict(made), lambda console: console.print(made.token, markup=False, soft_wrap=True))


@token.command("list")
@json_option
@click.pass_obj
def list_tokens(settings: Settings) -> None:
    """Lists one's own tokens; an administrator sees everyone's."""
    with acting(settings) as (platform, actor):
        found = platform.tokens.all(actor)
    answer({"items": [asdict(each) for each in found]}, lambda console: _show(console, found))


@token.command()
@click.argument("token_id", metavar="ID")
@json_option
@click.pass_obj
def revoke(settings: Settings, token_id: str) -> None:
    """Revokes the token of this ID at once; `token list` shows the ids."""
    with acting(settings) as (platform, actor):
        platform.tokens.revoke(actor, token_id)
    answer({"id": token_id, "revoked": True}, lambda console: console.print(f"Revoked {token_id}.", markup=False))


def _show(console: Console, found: list[StoredToken]) -> None:
    table = Table("id", "name", "user", "for", "created", "expires", "revoked", "last used")
    for each in found:
        moments = (each.created_at, each.expires_at, each.revoked_at, each.last_used)
        table.add_row(each.id, each.name, each.owner, " ".join(each.scope), *(moment or "" for moment in moments))
    console.print(table)
