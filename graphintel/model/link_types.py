"""The one registry of link types: verbs read from source to target, and whether paths between suspects may use them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkType:
    """A type of link: its name in the graph, its label read from either end, and whether paths run through it."""

    name: str
    label: str
    inverse: str
    paths: bool = True
    directed: bool = True


LINK_TYPES: dict[str, LinkType] = {
    item.name: item
    for item in (
        LinkType("ARRIVED_ON", "arrived on", "brought"),
        LinkType("ASSOCIATED_WITH", "associated with", "associated with"),
        LinkType("CARRIED_ON", "carried on", "carried"),
        LinkType("COMMUNICATED_WITH", "communicated with", "communicated with"),
        LinkType("CONSIGNED_BY", "consigned by", "consignor of"),
        LinkType("CONSIGNED_TO", "consigned to", "consignee of"),
        LinkType("CONTAINS", "contains", "contained in"),
        LinkType("DIRECTS", "directs", "directed by"),
        LinkType("EMPLOYS", "employs", "employed by"),
        LinkType("EXAMINES", "examines", "examined by"),
        LinkType("IDENTIFIED_BY", "identified by", "identifies"),
        LinkType("INVOLVED_IN", "involved in", "involves"),
        LinkType("LOCATED_AT", "located at", "location of"),
        LinkType("NOTIFIES", "notifies", "notify party of"),
        LinkType("OPERATES", "operates", "operated by"),
        LinkType("OWNS", "owns", "owned by"),
        LinkType("PAID", "paid", "paid by"),
        LinkType("RELATED_TO", "related to", "related to", directed=False),
        LinkType("REPRESENTS", "represents", "represented by"),
        # A port joins everything with everything: paths run through routes only when an analyst says so.
        LinkType("ROUTED_VIA", "routed via", "on the route of", paths=False),
        LinkType("TRAVELLED_WITH", "travelled with", "travelled with", directed=False),
        LinkType("UNDER", "under", "covers", paths=False),
    )
}

PATH_TYPES = tuple(item.name for item in LINK_TYPES.values() if item.paths)
POSSIBLY_SAME = "POSSIBLY_SAME"


def link_type(name: str) -> LinkType:
    """The link type of that name; ValueError lists the names there are."""
    found = LINK_TYPES.get(name)
    if found is None:
        message = f"There is no link type {name!r}. The types are {', '.join(LINK_TYPES)}."
        raise ValueError(message)
    return found
