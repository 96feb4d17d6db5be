"""Search as a page: the question and its filters in the address, facets with counts, and why each result matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from apiflask import APIBlueprint, APIFlask
from flask import request
from werkzeug.datastructures import MultiDict

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.model.kinds import KINDS
from graphintel.model.marking import REGISTERS
from graphintel.security.policy import Verb
from graphintel.services.search import Filters
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.pages import look
from graphintel.web.pages.address import with_arguments
from graphintel.web.pages.frame import show
from graphintel.web.pages.values import subtitle

bp = APIBlueprint("search", __name__, enable_openapi=False)

ADDRESS = "/search"
PER_PAGE = 50
SUGGESTED = 8
MOST_COUNTRIES = 20
LONGEST_QUERY = 300
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values: what its name in the address is, and how a value reads."""

    field: str
    label: Callable[[str], str]
    most: int = 100


FACETS = (
    Facet("kind", lambda kind: look.kind_look(kind).plural),
    Facet("register", look.register_label),
    Facet("country", look.country, MOST_COUNTRIES),
)


@dataclass(frozen=True, slots=True)
class Question:
    """What the address asks for; filters may be named several times."""

    text: str
    filters: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, str]
    cursor: str | None

    @classmethod
    def asked(cls, given: MultiDict[str, str]) -> Self:
        """The question of a request; what is not known as a kind or a register is left out."""
        known = {"kind": tuple(KINDS), "register": REGISTERS}
        filters = {
            facet.field: tuple(
                dict.fromkeys(v for v in given.getlist(facet.field) if v and v in known.get(facet.field, (v,)))
            )
            for facet in FACETS
        }
        dates = {name: given.get(name, "").strip()[:10] for name in ("from", "to")}
        return cls(given.get("q", "").strip()[:LONGEST_QUERY], filters, dates, given.get("cursor"))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The question as arguments of an address, without the place in the list."""
        filters = [(name, value) for name, values in self.filters.items() for value in values]
        dates = [(name, value) for name, value in self.dates.items() if value]
        return [("q", self.text)] * bool(self.text) + filters + dates

    def wanted(self) -> Filters:
        """The filters as the service takes them; Invalid names each date that is none."""
        problems = [_no_date(name, text) for name, text in self.dates.items() if text and not DATE.fullmatch(text)]
        if problems:
            raise Invalid(problems)
        first, last = (self.dates[name] or None for name in ("from", "to"))
        kinds, registers, countries = (self.filters[facet.field] for facet in FACETS)
        return Filters(kinds, registers, countries, first, last)

    def address(self, *, without: tuple[str, str] | None = None, plus: tuple[str, str] | None = None) -> str:
        """The address of this question with one argument more or less."""
        pairs = [pair for pair in self.pairs if pair != without]
        return with_arguments(ADDRESS, pairs + ([plus] if plus else []))


@bp.get(ADDRESS)
@permission(Verb.read)
def page() -> str:
    """Results of a search; without a word everything that may be seen, newest first."""
    question = Question.asked(request.args)
    result: dict[str, Any] | None = None
    problems: Sequence[Problem] = ()
    try:
        result = platform().search.find(
            current_actor(), question.text, question.wanted(), limit=PER_PAGE, cursor=question.cursor
        )
    except Invalid as error:
        problems = error.problems
    return show("search/search.html", **_context(question, result), found_problems=problems)


@bp.get("/search/suggestions")
@permission(Verb.read)
def suggestions() -> str:
    """What the search box offers while one types, ready to be shown."""
    asked = request.args.get("q", "").strip()[:LONGEST_QUERY]
    found = platform().search.suggest(current_actor(), asked, limit=SUGGESTED)
    count = sum(len(group["items"]) for group in found["groups"])
    return show("search/suggestions.html", groups=found["groups"], count=count, asked=asked)


def install(app: APIFlask) -> None:
    """Gives templates the words for why something matched."""
    app.jinja_env.globals.update(why=why, subtitle=subtitle)
    app.jinja_env.filters.update(register_name=look.register_label, country_name=look.country)


def why(reason: Mapping[str, str] | None, caption: str) -> str:
    """Why something matched, empty where its name says it already."""
    if not reason or reason.get("matched") in {"", None, caption}:
        return ""
    matched = reason["matched"]
    match reason.get("field"):
        case "identifier":
            return _("number %(matched)s", matched=matched)
        case "text":
            return _("mentions %(matched)s", matched=matched)
        case _field:
            return _("also %(matched)s", matched=matched)


def _context(question: Question, result: Mapping[str, Any] | None) -> dict[str, Any]:
    counts = result["facets"] if result else {}
    cursor = result["next_cursor"] if result else None
    return {
        "asked": question.text,
        "dates": question.dates,
        "kept": [pair for pair in question.pairs if pair[0] not in {"q", "from", "to"}],
        "result": result,
        "facets": [_facet(question, facet, counts.get(facet.field, {})) for facet in FACETS],
        "chips": _chips(question),
        "all_href": with_arguments(ADDRESS, [("q", question.text)] if question.text else []),
        "next_href": question.address(plus=("cursor", cursor)) if cursor else None,
        "first_href": question.address() if question.cursor else None,
    }


def _no_date(name: str, text: str) -> Problem:
    message = _("%(text)s is not a date.", text=text)
    return Problem(name, message, remedy=_("Write it as 2025, 2025-03 or 2025-03-14."))


def _facet(question: Question, facet: Facet, counts: Mapping[str, int]) -> dict[str, Any]:
    chosen = question.filters[facet.field]
    # What was chosen stays on the list, also where nothing is left of it: it must be possible to take it back.
    ranked = sorted({**dict.fromkeys(chosen, 0), **counts}.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [pair for at, pair in enumerate(ranked) if at < facet.most or pair[0] in chosen]
    return {
        "field": facet.field,
        "label": {"kind": _("Kind"), "register": _("Register"), "country": _("Country")}[facet.field],
        "items": [
            {
                "value": value,
                "label": facet.label(value),
                "count": count,
                "on": value in chosen,
                "href": question.address(without=(facet.field, value))
                if value in chosen
                else question.address(plus=(facet.field, value)),
            }
            for value, count in shown
        ],
        "rest": len(ranked) - len(shown),
    }


def _chips(question: Question) -> list[dict[str, str]]:
    labels = {facet.field: facet.label for facet in FACETS}
    chips = [
        {"label": labels[name](value), "href": question.address(without=(name, value))}
        for name, values in question.filters.items()
        for value in values
    ]
    sentences = {
        "from": _("from %(date)s", date=question.dates["from"]),
        "to": _("to %(date)s", date=question.dates["to"]),
    }
    for name, value in question.dates.items():
        if value:
            chips.append({"label": sentences[name], "href": question.address(without=(name, value))})
    return chips
