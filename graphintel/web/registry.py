"""The registries of kinds and link types in the reader's language, as the API and the explorer hand them out."""

from __future__ import annotations

from typing import Any

from graphintel.i18n import gettext as _
from graphintel.model.kinds import KINDS, Kind
from graphintel.model.link_types import LINK_TYPES
from graphintel.web.pages.look import SUBKINDS


def kinds() -> list[dict[str, Any]]:
    """The kinds of entities: what they are called, how they look, what can be said of them."""
    return [_kind(each) for each in KINDS.values()]


def link_types() -> list[dict[str, Any]]:
    """The types of links: how they read from either end, and whether paths usually run through them."""
    return [
        {
            "type": each.name,
            "label": _(each.label),
            "inverse": _(each.inverse),
            "paths": each.paths,
            "directed": each.directed,
        }
        for each in LINK_TYPES.values()
    ]


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "kind": kind.name,
        "label": _(kind.label),
        "plural": _(kind.plural),
        "icon": kind.icon,
        "shape": kind.family.shape,
        "family": kind.family.name,
        "solid": kind.solid,
        "register": kind.register,
        "properties": list(kind.properties),
        "subkinds": [{"subkind": name, "label": _(SUBKINDS[name]), "icon": icon} for name, icon in kind.subkinds],
    }
