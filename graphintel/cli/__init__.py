"""The command line: one module per group of commands, loaded only when it is asked for.

Exit codes are those of :mod:`graphintel.errors`: 0 done, 1 unexpected, 2 wrong usage, 3 invalid input, 4 not found,
5 not allowed, 6 conflict, 7 database unavailable, 8 start refused, 9 too often, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import NoReturn, cast

import rich_click as click

from graphintel import __version__
from graphintel.cli.output import print_error, show_error
from graphintel.errors import GraphintelError
from graphintel.i18n import gettext as _
from graphintel.i18n import negotiate, use
from graphintel.log import configure, get_logger
from graphintel.settings import Settings

log = get_logger(__name__)

INTERRUPTED = 130

# Command -> module of this package that holds a command of that name.
COMMANDS = {
    "demo": "demo",
    "serve": "serve",
    "db": "db",
    "status": "status",
    "intake": "intake",
    "search": "search",
    "show": "show",
    "path": "path",
    "same": "decisions",
    "apart": "decisions",
    "export": "export",
    "user": "user",
    "unit": "unit",
    "emergency": "emergency",
    "delegation": "delegation",
    "why": "why",
    "token": "token",
    "jobs": "jobs",
    "limits": "limits",
    "secrets": "secrets",
    "audit": "audit",
}


class CommandTable(click.RichGroup):
    """Finds commands in the table above and imports their modules when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so.
        """The commands whose modules are there."""
        return [name for name, module in COMMANDS.items() if find_spec(f"{__name__}.{module}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{__name__}.{COMMANDS[cmd_name]}")
        return cast("click.Command", getattr(module, cmd_name))


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="graphintel")
@click.pass_context
def root(context: click.Context) -> None:
    """Law-enforcement intelligence for Customs administrations on a Neo4j graph."""
    settings = Settings.from_env(os.environ)
    configure(level=settings.log_level, json=settings.log_json)
    use(negotiate([settings.language]))
    context.obj = settings


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a command and ends the process with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(given))


def run(arguments: Sequence[str]) -> int:
    """Runs a command; the exit code. One sentence on stderr says what went wrong."""
    try:
        status = root.main(list(arguments), prog_name="graphintel", standalone_mode=False)
    except GraphintelError as error:
        show_error(error, as_json="--json" in arguments)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        if "--json" in arguments:
            print_error("usage", error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        # The last line of defence: nobody is shown a traceback unasked.
        log.debug("cli.unexpected", exc_info=error)
        sentence = _(
            "Unexpected error (%(kind)s: %(error)s). GRAPHINTEL_LOG_LEVEL=debug shows where.",
            kind=type(error).__name__,
            error=error,
        )
        show_error(GraphintelError(sentence), as_json="--json" in arguments)
        return GraphintelError.exit_code
    return status if isinstance(status, int) else 0
