"""Values as people read them: grouped by property, dates and countries written out, codes as words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from graphintel.i18n import gettext as _
from graphintel.i18n.formats import day
from graphintel.model.kinds import KINDS
from graphintel.model.properties import PROPERTIES
from graphintel.web import words
from graphintel.web.pages import look

NAMES = ("name", "alias", "weak_alias", "former", "maiden", "transliterated")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}.*)?)?")


def value_groups(values: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Values by property, all names as one, each with what kind it is and which others contradict it."""
    groups = []
    for name, found in groupby(values, key=lambda value: "name" if value["property"] in NAMES else value["property"]):
        listed = [_described(name, value) for value in found]
        differing = [value["text"] for value in listed if value["differs"]]
        label = look.property_label(name)
        groups.append({"property": name, "label": label, "values": listed, "differing": differing})
    return groups


def _described(name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    text = readable(value["property"], value["text"])
    tags = [look.name_kind_label(value["property"]), look.script_label(text)] if name == "name" else []
    if value["differs"]:
        tags.append(_("differs"))
    sources = [{**source, "said": readable(value["property"], source["said"])} for source in value["sources"]]
    return {**value, "text": text, "tags": [tag for tag in tags if tag], "sources": sources}


def readable(property_: str, text: str) -> str:
    """A canonical value as the reader writes it: dates, countries and terms; everything else as it is."""
    known = PROPERTIES.get(property_)
    return day(text) if known is not None and known.type == "date" else words.word(property_, text)


def side_by_side(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is known of two entities, property by property, with what both have and what contradicts."""
    columns = [_facts(entity) for entity in (one, other)]
    rows = []
    for property_, label in {**columns[0][0], **columns[1][0]}.items():
        sides = [values.get(property_, {}) for _labels, values in columns]
        both = set(sides[0]) & set(sides[1])
        single = property_ in PROPERTIES and PROPERTIES[property_].single
        marked = [[{**fact, "shared": key in both} for key, fact in side.items()] for side in sides]
        differs = single and all(sides) and not _agree(set(sides[0]), set(sides[1]))
        rows.append({"label": label, "one": marked[0], "other": marked[1], "differs": differs})
    return rows


def _facts(entity: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, dict[str, dict[str, Any]]]]:
    """Labels, and facts by property and canonical value: values, then identifiers."""
    labels: dict[str, str] = {}
    facts: dict[str, dict[str, dict[str, Any]]] = {}
    for group in value_groups(entity["values"]):
        labels[group["property"]] = group["label"]
        for value in group["values"]:
            fact = {"text": value["text"], "grade": value["sources"][0]["grade"], "mono": False}
            facts.setdefault(group["property"], {}).setdefault(value["value"], fact)
    for item in entity["identifiers"]:
        name = f"identifier {item['scheme']}"
        labels[name] = look.scheme_label(item["scheme"])
        fact = {"text": item["as_seen"], "grade": item["sources"][0]["grade"], "mono": True}
        facts.setdefault(name, {}).setdefault(item["normalised"] or item["as_seen"], fact)
    return labels, facts


def _agree(one: set[str], other: set[str]) -> bool:
    """True where some value of the one is that of the other, or only more precise."""
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def subtitle(node: Mapping[str, Any], *, with_dates: bool = True) -> str:
    """The few facts beside a name, written out, none twice: dates are left out where a column has them."""
    facts = KINDS[node["kind"]].subtitle if node["kind"] in KINDS else ()
    dated = any(PROPERTIES[name].type == "date" for name in facts)
    told = [text for text in words.subtitle(node).split(" · ") if text not in {"", node.get("caption")}]
    dates = [dated and bool(DATE.fullmatch(text)) for text in told]
    shown = (day(text) if date else text for text, date in zip(told, dates, strict=True) if with_dates or not date)
    return " · ".join(shown)
