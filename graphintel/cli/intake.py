"""``graphintel intake``: loads files through a mapping, tries them out first, and shows what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import rich_click as click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from graphintel.cli.acting import acting
from graphintel.cli.output import Terminal, answer, json_option, note
from graphintel.intake.mapping import reading
from graphintel.intake.readers import files as input_files
from graphintel.intake.report import Report, as_csv
from graphintel.services.checking import Asked, check_files, filing
from graphintel.settings import Settings

_SHOWN = 20


@click.group()
def intake() -> None:
    """Loads files, and shows what became of them."""


@intake.command()
@click.argument("paths", metavar="FILE|FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--mapping", "mapping_name", metavar="NAME|FILE.yaml", required=True, help="What the files are.")
@click.option("--marking", default="", help="Who may see it: register/level[/group+group].")
@click.option("--grade", default="", help="Source A to F and information 1 to 6: B2.")
@click.option("--legal-basis", default="", help="What allows the data to be kept.")
@click.option("--observed-at", default="", help="As of when the files speak, where their rows do not say.")
@click.option("--dry-run", is_flag=True, help="Check and preview only. Needs no database and no user.")
@json_option
@click.pass_obj
def load(
    settings: Settings, paths: tuple[Path, ...], mapping_name: str, marking: str, grade: str, legal_basis: str,
    observed_at: str, dry_run: bool,  # noqa: FBT001 - click calls it so
) -> None:  # fmt: skip
    """Loads files, or all files of a folder. Loading again changes nothing; after a break-off it goes on."""
    mapping = reading.find(mapping_name)
    files = input_files.find(paths)
    asked = Asked(marking, grade, legal_basis, observed_at)
    # What is missing is said before anybody is asked for a password.
    under = filing(mapping, asked)
    if dry_run:
        with _bar() as progress:
            report = check_files(mapping, files, under, progress)
    else:
        with acting(settings) as (platform, actor), _bar() as progress:
            report = platform.intake.load(actor, mapping, files, asked, progress=progress)
    heading = {"batch": report.batch, "state": report.state, "dry_run": dry_run}
    answer({**report.totals, **heading, "report": report.as_dict()}, lambda console: _show(console, report))


@intake.command()
@json_option
def mappings() -> None:
    """Lists the mappings that come with the product."""
    items = reading.described()
    answer({"items": items}, lambda console: _show_mappings(console, items))


@intake.command("report")
@click.argument("batch_id", metavar="BATCH")
@click.option("--csv", "table", is_flag=True, help="Rejections, unresolved links and notes as a table.")
@json_option
@click.pass_obj
def report_of(settings: Settings, batch_id: str, table: bool) -> None:  # noqa: FBT001 - click calls it so
    """Shows what became of a BATCH."""
    with acting(settings) as (platform, actor):
        found = platform.intake.batch(actor, batch_id)
    if table:
        click.echo(as_csv(found["report"] or {}), nl=False)
        return
    answer(found, lambda console: _show_batch(console, found))


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr that counts rows; not drawn where nobody looks."""
    console = Terminal(stderr=True)
    columns = (SpinnerColumn(), TextColumn("rows"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("rows", total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=max(total, done))

        yield advance


def _show(console: Console, report: Report) -> None:
    table = Table("file", "read", "accepted", "corrected", "unchanged", "rejected")
    for file in report.files:
        numbers = (file.read, file.accepted, file.corrected, file.unchanged, file.rejected)
        table.add_row(escape(file.name), *map(str, numbers))
    console.print(table)
    for link in report.links:
        console.print(f"{link.name} ({link.type}): {link.made} made, {link.unresolved} not", markup=False)
    lines = [
        *((f"{each.file}, line {each.line}, {each.field}: {each.reason} {each.remedy}") for each in report.rejections),
        *((f"{each.file}, line {each.line}, {each.link}: {each.message}") for each in report.unresolved),
        *((f"{each.file}, line {each.line or '-'}, {each.field}: {each.message}") for each in report.notes),
    ]
    for line in lines[:_SHOWN]:
        console.print(line, markup=False, soft_wrap=True)
    if len(lines) > _SHOWN:
        note(f"{len(lines) - _SHOWN} further lines stand in the report: --json, or graphintel intake report.")
    if report.batch:
        note(f"Batch {report.batch}")


def _show_batch(console: Console, found: dict[str, object]) -> None:
    for name, value in found.items():
        if name != "report":
            console.print(f"{name}: {value}", markup=False, soft_wrap=True)


def _show_mappings(console: Console, items: list[dict[str, object]]) -> None:
    table = Table("name", "what", "files")
    for item in items:
        files = item["files"]
        table.add_row(str(item["name"]), str(item["title"]), ", ".join(files) if isinstance(files, list) else "")
    console.print(table)
