"""``graphintel path``: how two entities are connected."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option, note
from graphintel.model.link_types import LINK_TYPES
from graphintel.queries.paths import MAX_HOPS, MOST
from graphintel.settings import Settings


@click.command()
@click.argument("source", metavar="A")
@click.argument("target", metavar="B")
@click.option(
    "--max-hops", type=click.IntRange(1, MAX_HOPS), default=MAX_HOPS, show_default=True, help="Links at most."
)
@click.option("--k", type=click.IntRange(1, MOST), default=3, show_default=True, help="How many paths.")
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice(list(LINK_TYPES)),
    help="Only links of this type; several times.",
)
@json_option
@click.pass_obj
def path(settings: Settings, source: str, target: str, max_hops: int, k: int, types: tuple[str, ...]) -> None:
    """Finds the shortest paths between the entities A and B, by their ids."""
    with acting(settings) as (platform, actor):
        found = platform.paths.between(actor, source, target, max_hops=max_hops, k=k, link_types=list(types))
    answer(found, lambda console: _show(console, found))


def _show(console: Console, found: dict[str, Any]) -> None:
    names = {node["id"]: node["caption"] for node in found["nodes"]}
    links = {link["id"]: link for link in found["links"]}
    for number, each in enumerate(found["paths"], start=1):
        console.print(f"Path {number}: {each['length']} links, weakest {each['weakest']}", markup=False)
        console.print(f"  {names[each['nodes'][0]]}", markup=False)
        for at, link in zip(each["nodes"][1:], each["links"], strict=True):
            forward = links[link]["target"] == at
            console.print(f"  {'→' if forward else '←'} {links[link]['type']}  {names[at]}", markup=False)
    if not found["paths"]:
        note("No path through what you may see.")
    elif found["more"]:
        note("There may be more paths; ask for them with --k.")
