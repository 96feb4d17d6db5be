"""Finding entities by names, identifiers, text and facets, among what the viewer may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from graphintel.i18n import gettext as _
from graphintel.model.kinds import KINDS
from graphintel.model.record_json import load_description
from graphintel.model.records import Description, Identified
from graphintel.model.subgraph import Node
from graphintel.model.values.identifier import Identifier, searchable
from graphintel.model.values.names import fold
from graphintel.queries import entities, lucene
from graphintel.queries.entities import Found
from graphintel.queries.lucene import Question
from graphintel.queries.neighbourhood import too_wide
from graphintel.queries.store import Row, Store, TimedOut
from graphintel.queries.visibility import View

BEST = 5
NAMED = tuple(name for name in KINDS if name not in {"Location", "Identifier"})


@dataclass(frozen=True, slots=True)
class Filters:
    """What to search among; empty means everything. Dates are ISO text of any precision."""

    kinds: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """What of the record answered the question."""

    field: Literal["name", "identifier", "text"]
    matched: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that answers the question: why, and how well, 1 for an exact identifier."""

    node: Node
    why: Why | None
    score: float

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        why = {"field": self.why.field, "matched": self.why.matched} if self.why else None
        return {"node": self.node.as_dict(), "why": why, "score": self.score}


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, where the next one starts, and what there is in all: counted exactly."""

    items: tuple[Hit, ...]
    next_position: list[Any] | None
    total: int
    facets: dict[str, dict[str, int]]


def search(
    store: Store,
    view: View,
    typed: str,
    filters: Filters | None = None,
    limit: int = 20,
    after: list[Any] | None = None,
) -> Results:
    """Entities that answer what was typed, best first; where nothing does, those with names that are nearly so."""
    wanted = filters or Filters()
    question = lucene.question(typed)
    total, facets = _count(store, view, question, wanted)
    if not total and question.text != lucene.EVERYTHING:
        question = lucene.misspelt(typed)
        total, facets = _count(store, view, question, wanted)
    rows = _find(store, view, question, wanted, limit + 1, after) if total else []
    position = rows[limit - 1]["rank"] if len(rows) > limit else None
    return Results(_hits(store, view, question, typed, rows[:limit]), position, total, facets)


def suggest(store: Store, view: View, typed: str, limit: int = 8) -> dict[str, tuple[Hit, ...]]:
    """What somebody who is still typing may mean: identifiers, names and places that begin so."""
    groups = {
        "identifier": (lucene.identifiers(typed), Filters()),
        "name": (lucene.names(typed), Filters(kinds=NAMED)),
        "place": (lucene.names(typed), Filters(kinds=("Location",))),
    }
    found: dict[str, tuple[Hit, ...]] = {}
    for group, (question, filters) in groups.items():
        if question.text != lucene.NOTHING:
            page = _find(store, view, question, filters, limit, None)
            found[group] = _hits(store, view, question, typed, page)
    return {group: hits for group, hits in found.items() if hits}


def _find(
    store: Store, view: View, question: Question, filters: Filters, limit: int, after: list[Any] | None
) -> list[Row]:
    with _narrowing():
        return store.read(
            "search.find", question=question.text, exact=question.exact, phrases=question.phrases,
            words=question.words, limit=limit, after=after, complete=view.complete, **_common(view, filters),
        )  # fmt: skip


def _count(store: Store, view: View, question: Question, filters: Filters) -> tuple[int, dict[str, dict[str, int]]]:
    with _narrowing():
        rows = store.read("search.count", question=question.text, complete=view.complete, **_common(view, filters))
    facets: dict[str, dict[str, int]] = {"kind": {}, "register": {}, "country": {}, "": {"": 0}}
    for row in sorted(rows, key=lambda row: (-row["hits"], row["facet"])):
        facet, name = row["facet"]
        facets[facet][name] = row["hits"]
    return facets.pop("")[""], facets


def _common(view: View, filters: Filters) -> dict[str, Any]:
    return {
        "kinds": filters.kinds or None,
        "registers": filters.registers or None,
        "countries": filters.countries or None,
        "first": filters.first,
        "last": filters.last,
        "visible": view.visible,
    }


@contextmanager
def _narrowing() -> Iterator[None]:
    try:
        yield
    except TimedOut as error:
        raise too_wide("q", _("Type more of it, or choose a kind, a register, a country or dates.")) from error


def _hits(store: Store, view: View, question: Question, typed: str, page: Sequence[Row]) -> tuple[Hit, ...]:
    found = (Found(row["id"], row["summary"], row["degree"]) for row in page)
    shown = entities.show(store, view, found)
    return tuple(
        Hit(shown[row["id"]].node, _why(question, typed, load_description(row["said"])), row["rank"][0] / BEST)
        for row in page
        if row["id"] in shown
    )


def _why(question: Question, typed: str, said: Description) -> Why | None:
    if not typed.strip():
        return None
    item = next((item for item in said.identifiers if _bears(item, question.exact)), None)
    if item is not None:
        return Why("identifier", item.as_seen)
    ranked = sorted(said.names, key=lambda name: _likeness(question.words, name.text))
    if ranked and _likeness(question.words, ranked[0].text) < 0:
        return Why("name", ranked[0].text)
    words = typed.casefold().split()
    texts = (text for _name, text in said.values if any(word in text.casefold() for word in words))
    text = next(texts, None)
    return Why("text", text) if text else (Why("name", ranked[0].text) if ranked else None)


def _bears(item: Identified, numbers: tuple[str, ...]) -> bool:
    forms = searchable(Identifier(item.scheme, item.as_seen, item.normalised, item.valid, item.why))
    return any(form.lower().startswith(number) for form in (item.as_seen, *forms) for number in numbers if number)


def _likeness(words: tuple[str, ...], name: str) -> float:
    """Below nought for a name that answers, the lower the closer; nought for one that does not."""
    parts = fold(name).split()
    if not parts or not all(any(part.startswith(word) for part in parts) for word in words):
        return 0.0
    return -sum(word in parts for word in words) - 1 / len(parts)
