"""``graphintel show``: one entity in full."""

from __future__ import annotations

from typing import Any

import rich_click as click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from graphintel.cli.acting import acting
from graphintel.cli.output import answer, json_option, note
from graphintel.model.leads import REASONS
from graphintel.settings import Settings


@click.command()
@click.argument("entity", metavar="ID")
@click.option("--at", default=None, metavar="TIME", help="As it was known then: 2026-03-14 or 2026-03-14T09:30:00Z.")
@click.option("--links", type=click.IntRange(0, 200), default=20, show_default=True, help="How many links to show.")
@json_option
@click.pass_obj
def show(settings: Settings, entity: str, at: str | None, links: int) -> None:
    """Shows an entity: values with their sources, identifiers with their check, links. Any id ever given will do."""
    with acting(settings) as (platform, actor):
        found = platform.entities.show(actor, entity, at=at)
        if links and at is None:
            found["links"] = platform.entities.links(actor, entity, types=[], limit=links)
        if at is None:
            found["leads"] = platform.leads.of(actor, entity)
    answer(found, lambda console: _show(console, found))


def _show(console: Console, found: dict[str, Any]) -> None:
    console.print(f"[bold]{escape(found['caption'])}[/]  {found['kind']}  {escape(found['subtitle'])}")
    console.print(f"{found['id']}  {found['marking']['text']}  {found['grade'] or 'not graded'}", markup=False)
    values = Table("property", "value", "records", "grade", "source", "date")
    for value in found["values"]:
        values.add_row(*map(escape, _value(value["property"], value)))
    for number in found["identifiers"]:
        check = {True: "passes", False: "fails", None: "not checkable"}[number["valid"]]
        values.add_row(*map(escape, _value(f"{number['scheme']} ({check})", {**number, "text": number["as_seen"]})))
    console.print(values)
    if "links" in found:
        _show_links(console, found["id"], found["links"])
    if found.get("leads", {}).get("total"):
        _show_leads(console, found["id"], found["leads"])


def _value(label: str, value: dict[str, Any]) -> tuple[str, ...]:
    best = value["sources"][0]
    differs = " (differs)" if value.get("differs") else ""
    date = best["observed_at"] or best["recorded_at"][:10]
    return label, value["text"] + differs, str(value["source_count"]), best["grade"], best["source"], date


def _show_links(console: Console, id_: str, links: dict[str, Any]) -> None:
    table = Table("", "link", "role", "id", "name", "from", "to", "grade")
    for item in links["items"]:
        link, node = item["link"], item["node"]
        arrow = "→" if link["source"] == id_ else "←"
        period = link["from"] or "", link["to"] or ""
        cells = (arrow, link["type"], link["role"] or "", node["id"], node["caption"], *period, link["grade"] or "")
        table.add_row(*map(escape, cells))
    console.print(table)
    note(f"{len(links['items'])} of {links['total']} links.")


def _show_leads(console: Console, id_: str, leads: dict[str, Any]) -> None:
    table = Table("possibly the same as", "name", "ground", "why it is not joined", "marking")
    for lead in leads["items"]:
        other = next(node for node in lead["nodes"] if node["id"] != id_)
        for ground in lead["grounds"]:
            what = f"{ground['scheme']} {ground['number']}" if ground["number"] else f"decision {ground['decision']}"
            cells = (other["id"], other["caption"], what, REASONS[ground["reason"]], ground["marking"]["text"])
            table.add_row(*map(escape, cells))
    console.print(table)
    note(f"{len(leads['items'])} of {leads['total']} that are possibly the same.")
