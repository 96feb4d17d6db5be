"""Codes in words, in the reader's language: countries and terms of vocabularies. Dates stay as precise text.

What is stored are codes; ``value`` of an answer keeps them, ``text``, ``said`` and ``subtitle`` are for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, g

from graphintel.errors import NotFound
from graphintel.model.kinds import KINDS
from graphintel.model.properties import PROPERTIES
from graphintel.model.values.schemes import SCHEMES
from graphintel.web.access import current_actor, platform
from graphintel.web.answers import answer
from graphintel.web.pages import look

COUNTRY = re.compile(r"[A-Z]{2}")


def told(data: Any, status: int = 200) -> Response:
    """A JSON answer whose nodes and values are in words."""
    return answer(in_words(data), status)


def in_words(data: Any) -> Any:
    """The same answer with the subtitles of its nodes and the texts of its values in words."""
    if isinstance(data, list):
        return [in_words(each) for each in data]
    if not isinstance(data, dict):
        return data
    found = {name: in_words(each) for name, each in data.items()}
    if "subtitle" in found and "kind" in found:
        return {**found, "subtitle": subtitle(found)}
    if "property" in found and "text" in found:
        name = str(found["property"])
        sources = [{**source, "said": word(name, source["said"])} for source in found["sources"]]
        return {**found, "text": word(name, found["text"]), "sources": sources}
    return found


def word(property_: str, text: str) -> str:
    """A value in words: the name of a country, the label of a term, anything else as it is."""
    known = PROPERTIES.get(property_)
    if known is not None and known.type == "country":
        return look.country(text)
    if known is not None and known.type == "term":
        return terms(str(known.scheme)).get(text, text)
    return look.scheme_label(text) if property_ == "scheme" and text in SCHEMES else text


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


def terms(scheme: str) -> dict[str, str]:
    """The labels of a vocabulary in the reader's language, read once for a request."""
    known: dict[str, dict[str, str]] = g.setdefault("terms", {})
    if scheme not in known:
        try:
            found = platform().vocabularies.terms(current_actor(), scheme)["terms"]
        except NotFound:
            # An administration may do without a vocabulary; its codes are then shown as they are.
            found = []
        known[scheme] = {each["code"]: each["label"] for each in found}
    return known[scheme]
