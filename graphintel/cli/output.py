"""What commands print: answers to stdout, everything else to stderr; with ``--json`` the answer is one line of JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import orjson
import rich_click as click
from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.segment import Segment

from graphintel.errors import GraphintelError, Invalid, Problem

JSON_KEY = "graphintel.json"
# What a terminal would obey instead of showing it, or show in another order: names come from seized papers and files.
ORDERS = (*range(9), *range(11, 32), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
SHOWN = dict.fromkeys(ORDERS, "\N{REPLACEMENT CHARACTER}")


class Terminal(Console):
    """Where a command prints: colours are the program's alone, whatever the text holds."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """What is to be written, with characters that give orders to a terminal replaced by a visible one."""
        for segment in super().render(renderable, options):
            text = segment.text if segment.control else segment.text.translate(SHOWN)
            yield Segment(text, segment.style, segment.control)


def _remember(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls it so.
    context.find_root().meta[JSON_KEY] = value


json_option = click.option(
    "--json",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_remember,
    help="Print the answer as one JSON object on the last line of stdout.",
)
"""Decorator that gives a command ``--json``; the command then prints through :func:`answer`."""


def wants_json() -> bool:
    """True where the running command was given ``--json``."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.find_root().meta.get(JSON_KEY))


def answer(payload: Mapping[str, object], show: Callable[[Console], None]) -> None:
    """Prints the answer: as one JSON line where that was asked for, else as ``show`` draws it."""
    if wants_json():
        click.echo(dumps(payload))
    else:
        show(Terminal(highlight=False))


def note(sentence: str) -> None:
    """Says something beside the answer, on stderr."""
    Terminal(stderr=True, highlight=False, soft_wrap=True).print(escape(sentence))


def show_error(error: GraphintelError, *, as_json: bool) -> None:
    """One red sentence on stderr, or one a problem; with ``--json`` an object on stdout as well."""
    console = Terminal(stderr=True, highlight=False, soft_wrap=True)
    problems = error.problems if isinstance(error, Invalid) else ()
    for sentence in [problem.sentence() for problem in problems] or [error.message]:
        console.print(f"[bold red]{escape(sentence)}[/]")
    if as_json:
        print_error(error.code, error.message, problems)


def print_error(code: str, message: str, problems: Sequence[Problem] = ()) -> None:
    """The object on stdout of a command that failed under ``--json``."""
    listed = [problem.as_dict() for problem in problems]
    click.echo(dumps({"error": {"code": code, "message": message, "problems": listed}}))


def dumps(payload: Mapping[str, object]) -> str:
    """One line of JSON; what JSON does not know becomes text."""
    return orjson.dumps(payload, default=str).decode()


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on stderr that follows (sentence, done, total); a total of 0 only spins. Not drawn where nobody looks."""
    console = Terminal(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, int] = {}

        def report(sentence: str, done: int, total: int) -> None:
            if sentence not in tasks:
                if not console.is_terminal:
                    note(f"{sentence} ...")
                tasks[sentence] = bar.add_task(escape(sentence), total=total or None)
            bar.update(bar.task_ids[tasks[sentence]], completed=done)

        yield report
