"""On whose behalf a command acts: a token from the environment or answers to a prompt, never an argument.

Arguments stand in the list of processes and in the history of the shell, for everybody to read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import rich_click as click

from graphintel.bootstrap import Platform, connect
from graphintel.errors import NotAllowed, NotFound
from graphintel.model.events import coming_from, set_purpose
from graphintel.security.actor import Actor
from graphintel.security.policy import NotSignedIn
from graphintel.services.actors import identified
from graphintel.settings import Settings

TOKEN = "GRAPHINTEL_TOKEN"  # noqa: S105 - the name of the variable
# Why whoever answers the prompt asks; a token has its own.
PURPOSE, LEGAL_BASIS = "GRAPHINTEL_PURPOSE", "GRAPHINTEL_LEGAL_BASIS"


@contextmanager
def running(settings: Settings) -> Iterator[Platform]:
    """The platform, for as long as the command runs."""
    with connect(settings) as platform, coming_from("cli"):
        yield platform


@contextmanager
def acting(settings: Settings) -> Iterator[tuple[Platform, Actor]]:
    """The platform and the user who acts."""
    with running(settings) as platform:
        actor = _known(platform)
        try:
            yield platform, actor
        except (NotAllowed, NotFound) as error:
            platform.trail.refused(actor, error.code, command=_command())
            raise


def _known(platform: Platform) -> Actor:
    """The user who acts; that nobody known does is on record."""
    try:
        return acting_user(platform)
    except NotSignedIn as error:
        platform.trail.refused(None, error.code, command=_command())
        raise


def _command() -> str:
    """The command that runs, without what was typed after it."""
    context = click.get_current_context(silent=True)
    return "" if context is None else context.command_path


def acting_user(platform: Platform) -> Actor:
    """The user of the token in the environment, else the one who answers the prompt with name and password."""
    token = os.environ.get(TOKEN, "").strip()
    if token:
        bearer = platform.tokens.bearer(token)
        set_purpose(bearer.purpose, bearer.legal_basis)
        return bearer.actor
    actor = proven_user(platform)[0]
    named = (os.environ.get(name, "").strip() for name in (PURPOSE, LEGAL_BASIS))
    set_purpose(*platform.purposes.checked(*named))
    return actor


def proven_user(platform: Platform, *, setting_up: bool = False) -> tuple[Actor, str]:
    """The user who answers the prompt, with a code where he has one, and his password, for what no token may do.

    Only who is about to set his second factor up is let in without the one that his role must have.
    """
    try:
        username = ask("User")
        password = ask_hidden("Password")
        found = platform.sessions.authenticate(username, password, lambda: ask("Code"), setting_up=setting_up)
    except click.Abort as nobody:
        raise NotSignedIn(f"This needs a user: set {TOKEN} to an API token, or answer the prompt.") from nobody
    return identified(platform.store, found), password


def ask(question: str) -> str:
    """The answer to a question on the terminal, or the next line of what is piped in."""
    if not sys.stdin.isatty():
        return _piped()
    return str(click.prompt(question, err=True))


def ask_hidden(question: str, *, twice: bool = False) -> str:
    """As ``ask``, without showing what is typed; asked a second time where a slip would lock somebody out."""
    if not sys.stdin.isatty():
        return _piped()
    return str(click.prompt(question, err=True, hide_input=True, confirmation_prompt=twice))


def _piped() -> str:
    line = sys.stdin.readline()
    if not line:
        raise click.Abort
    return line.rstrip("\r\n")
