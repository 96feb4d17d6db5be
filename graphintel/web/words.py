"""Codes in words, in the reader's language: countries and terms of vocabularies. Dates stay as precise text.

What is stored are codes; ``value`` of an answer keeps them, ``text``, ``said`` and ``subtitle`` are for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from flask import Response

from graphintel.i18n import gettext as _
from graphintel.i18n import language
from graphintel.model.kinds import KINDS
from graphintel.model.leads import REASONS
from graphintel.model.properties import PROPERTIES
from graphintel.model.values.schemes import SCHEMES
from graphintel.web.access import current_actor, platform
from graphintel.web.answers import answer
from graphintel.web.pages import look
from graphintel.web.states import state_words

COUNTRY = re.compile(r"[A-Z]{2}")
# What holds no node and no value, and is looked into for nothing; a chart's state is its owner's own.
PLAIN = frozenset(
    {
        "marking", "names", "registers", "records", "countries", "flags", "facets", "resolved", "missing", "state",
        "paths", "link", "links", "link_types",
    }
)  # fmt: skip
NESTED = (dict, list)


def told(data: dict[str, Any], status: int = 200) -> Response:
    """A JSON answer whose nodes and values are in words."""
    put_in_words(data)
    return answer(data, status)


def put_in_words(data: object) -> None:
    """Puts the subtitles of the nodes and the texts of the values of an answer in words, where they stand."""
    if isinstance(data, list):
        for each in data:
            put_in_words(each)
    elif isinstance(data, dict):
        for name, inner in data.items():
            if isinstance(inner, NESTED) and name not in PLAIN:
                put_in_words(inner)
        if "reason" in data and "what" in data:
            sentence = REASONS[data["reason"]]
            data["text"] = _(sentence)
        elif "subtitle" in data and "kind" in data:
            data["subtitle"] = subtitle(data)
        elif "property" in data and "text" in data:
            name = str(data["property"])
            data["text"] = word(name, data["text"])
            for source in data["sources"]:
                source["said"] = word(name, source["said"])


def word(property_: str, text: str) -> str:
    """A value in words: the name of a country, the label of a term, anything else as it is."""
    known = PROPERTIES.get(property_)
    if known is not None and known.type == "country":
        return _country(text, language())
    if known is not None and known.type == "term":
        return platform().vocabularies.label_of(current_actor(), str(known.scheme), text)
    if property_ == "scheme" and text in SCHEMES:
        return look.scheme_label(text)
    return state_words(property_, text)


@lru_cache(maxsize=2048)
def _country(code: str, _language: str) -> str:
    # Every node of a large answer asks, mostly for the same few.
    return look.country(code)


def subtitle(node: Mapping[str, Any]) -> str:
    """The few facts beside a name."""
    facts = KINDS[node["kind"]].subtitle if node["kind"] in KINDS else ()
    return " · ".join(fact(text, facts) for text in (node["subtitle"] or "").split(" · ") if text)


def fact(text: str, facts: Iterable[str]) -> str:
    """A fact whose property is not told beside it: it is read as the first of the kind's facts that it can be."""
    for name in facts:
        type_ = PROPERTIES[name].type
        if (type_ == "country" and not COUNTRY.fullmatch(text)) or type_ == "date":
            continue
        said = word(name, text)
        if said != text:
            return said
    return text
