"""``graphintel export``: entities and the links among them as a file."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option
from graphintel.errors import Conflict, Invalid, Problem
from graphintel.queries.neighbourhood import MOST
from graphintel.services.export import FORMATS
from graphintel.settings import Settings

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("entities", metavar="ID...", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default=None, help="Else by the file's ending.")
@click.option("--out", type=FILE, required=True, help="The file to write.")
@click.option("--title", default="", help="What the export is called.")
@click.option("--around", type=click.IntRange(0, MOST), default=0, help="Also so many of the entities linked to each.")
@click.option("--overwrite", is_flag=True, help="Replace a file of that name.")
@json_option
@click.pass_obj
def export(
    settings: Settings, /, entities: tuple[str, ...], format_: str | None, out: Path, title: str, around: int,
    *, overwrite: bool,
) -> None:  # fmt: skip
    """Writes entities, by their ids, and the links among them into a file under its highest marking."""
    chosen = format_ or out.suffix.lstrip(".").lower()
    if chosen not in FORMATS:
        raise Invalid(Problem("--format", f"is none of {', '.join(FORMATS)}, and the file's name does not say."))
    if out.exists() and not overwrite:
        raise Conflict(f"{out} is there already. Name another file, or say --overwrite.")
    with acting(settings) as (platform, actor):
        ids = dict.fromkeys(entities)
        for entity in entities if around else ():
            graph = platform.neighbourhood.around(actor, entity, limit=around, type_=[])
            ids.update(dict.fromkeys(node["id"] for node in graph["nodes"]))
        file = platform.exports.make(actor, chosen, list(ids), title=title or out.stem)
    out.write_bytes(file.content)
    payload = {"file": str(out), "format": chosen, "bytes": len(file.content), "entities": len(ids)}
    answer(payload, lambda console: console.print(f"Wrote {out} ({len(file.content):,} bytes).", markup=False))
