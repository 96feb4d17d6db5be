"""The surroundings of an entity: who it is linked to, and who these are."""

from __future__ import annotations

from typing import Literal

from graphintel.errors import Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.link_types import LINK_TYPES
from graphintel.model.subgraph import Subgraph
from graphintel.queries import entities
from graphintel.queries.entities import Found
from graphintel.queries.store import Store, TimedOut
from graphintel.queries.visibility import View

Order = Literal["date", "grade", "degree"]
ORDERS: tuple[Order, ...] = ("date", "grade", "degree")
QUERIES = {1: "neighbourhood.one", 2: "neighbourhood.two"}
LIMIT = 50
MOST = 2_000


def neighbourhood(
    store: Store,
    view: View,
    id_: str,
    depth: int = 1,
    limit: int = LIMIT,
    types: tuple[str, ...] = (),
    order: Order = "date",
) -> Subgraph:
    """An entity with at most ``limit`` of those within ``depth`` links; the entity itself is the first node.

    ``total`` counts all that there are, the entity included. With depth 1 the links are those of the entity, with
    depth 2 all among the nodes shown.
    """
    _check(depth, limit, types, order)
    try:
        rows = store.read(
            QUERIES[depth], id=id_, limit=limit, order=order, types=list(types) or None,
            visible=view.visible, complete=view.complete,
        )  # fmt: skip
    except TimedOut as error:
        raise too_wide("depth", _("Ask for one link instead of two, or for fewer types of links.")) from error
    shown = entities.show(store, view, (Found(row["id"], row["summary"], row["degree"], row["said"]) for row in rows))
    if not rows or rows[0]["id"] not in shown or not shown[rows[0]["id"]].answers_to(id_):
        raise NotFound(_("There is no such entity."))
    links = entities.links_of((link for row in rows for link in row["links"]), shown)
    return Subgraph(tuple(each.node for each in shown.values()), links, rows[0]["total"] + 1)


def too_wide(field: str, remedy: str) -> Invalid:
    """The error for a question that takes too long, with what would make it answerable."""
    return Invalid(Problem(field, _("There is too much to look through in the time allowed."), remedy=remedy))


def check_types(field: str, types: tuple[str, ...]) -> list[Problem]:
    """What is wrong with a list of link types."""
    unknown = [name for name in types if name not in LINK_TYPES]
    if not unknown:
        return []
    message = _("There are no links of the type {types}.").format(types=", ".join(unknown))
    return [Problem(field, message, remedy=_("The types are {types}.").format(types=", ".join(LINK_TYPES)))]


def _check(depth: int, limit: int, types: tuple[str, ...], order: str) -> None:
    problems = check_types("type", types)
    if depth not in QUERIES:
        problems.append(Problem("depth", _("The depth is neither 1 nor 2."), remedy=_("Ask for 1 or 2.")))
    if not 1 <= limit <= MOST:
        remedy = _("Ask for 1 to {most}.").format(most=MOST)
        problems.append(Problem("limit", _("The limit is out of range."), remedy=remedy))
    if order not in ORDERS:
        remedy = _("The orders are {orders}.").format(orders=", ".join(ORDERS))
        problems.append(Problem("order", _("There is no such order."), remedy=remedy))
    if problems:
        raise Invalid(problems)
