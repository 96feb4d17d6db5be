"""What stands round every page: the banner with the highest marking shown, the navigation, theme and language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apiflask import APIFlask
from babel import Locale
from flask import current_app, render_template, request

from graphintel.errors import StoreUnavailable
from graphintel.i18n import lazy_gettext
from graphintel.model.events import circumstances
from graphintel.model.subgraph import MarkingView
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, may
from graphintel.web.access import caller, platform
from graphintel.web.pages import look
from graphintel.web.roles import link_words

THEME_COOKIE = "gi_theme"
THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Place:
    """A page that the navigation leads to, for those whose role may do what it is for."""

    blueprint: str
    address: str
    icon: str
    label: Any
    verb: Verb
    on_phone: bool = True


PLACES = (
    Place("home", "/", "house", lazy_gettext("Home"), Verb.read),
    Place("search", "/search", "search", lazy_gettext("Search"), Verb.read),
    Place("explore", "/explore", "waypoints", lazy_gettext("Explorer"), Verb.read),
    Place("charts", "/charts", "layers", lazy_gettext("Charts"), Verb.chart),
    Place("intake", "/intake", "upload", lazy_gettext("Intake"), Verb.load, on_phone=False),
    Place("vocabularies", "/vocabularies", "book-open", lazy_gettext("Vocabularies"), Verb.read, on_phone=False),
    Place("limits", "/limits", "clock", lazy_gettext("Waits at sign-in"), Verb.users, on_phone=False),
    Place("emergency", "/emergency", "triangle-alert", lazy_gettext("Emergency"), Verb.break_glass, on_phone=False),
    Place("emergencies", "/emergencies", "scale", lazy_gettext("Reviews"), Verb.review, on_phone=False),
    Place("operations", "/operations", "activity", lazy_gettext("Operations"), Verb.operate, on_phone=False),
    Place("delegations", "/delegations", "briefcase", lazy_gettext("Delegations"), Verb.delegate, on_phone=False),
    Place("users", "/administration/users", "users-round", lazy_gettext("Users"), Verb.users),
    Place("units", "/administration/units", "building-2", lazy_gettext("Units"), Verb.units),
    Place("audit", "/audit", "scroll-text", lazy_gettext("Audit"), Verb.audit, on_phone=False),
    Place("why", "/administration/why", "circle-help", lazy_gettext("Who sees what"), Verb.users, on_phone=False),
    Place("openapi", "/docs/api", "braces", lazy_gettext("API"), Verb.read, on_phone=False),
)


def install(app: APIFlask) -> None:
    """Gives every template what it needs for the frame."""
    app.jinja_env.globals.update({**look.globals_of_templates(), "link_label": link_words})
    app.context_processor(_frame)


def show(template: str, /, **data: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """A page under a banner with the highest marking in what it is given: it may say too much, never too little."""
    return render_template(template, banner=highest(markings_in(data)), **data)


def markings_in(data: object) -> Iterator[str]:
    """The text of every marking in nested plain values: whatever stands under the name ``marking``."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            if name == "marking":
                yield from _texts(value)
            else:
                yield from markings_in(value)
    elif isinstance(data, Iterable) and not isinstance(data, str | bytes):
        for value in data:
            yield from markings_in(value)


def highest(markings: Iterable[str]) -> dict[str, Any] | None:
    """The one marking that protects all of them, None for none."""
    found = [look.marking_of(text) for text in set(markings)]
    if not found:
        return None
    level = max((each["level"] for each in found), key=look.level_rank)
    registers = sorted({register for each in found for register in each["registers"]})
    groups = sorted({group for each in found for group in each["groups"]})
    text = "/".join(filter(None, ("+".join(registers), level, "+".join(groups))))
    return {"text": text, "level": level, "registers": registers, "groups": groups}


def banner_text(marking: Mapping[str, Any]) -> str:
    """``CONFIDENTIAL · SUSPECTS · OP HARBOUR``."""
    return look.marking_words(marking).upper()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, MarkingView):
        yield value.text
    elif isinstance(value, Mapping) and isinstance(value.get("text"), str):
        yield str(value["text"])


def _frame() -> dict[str, object]:
    found = caller()
    theme = request.cookies.get(THEME_COOKIE)
    return {
        "places": [place for place in PLACES if found is not None and _leads_somewhere(place, found.actor)],
        "here": request.blueprint,
        "theme": theme if theme in THEMES else None,
        "banner_text": banner_text,
        "language_name": language_name,
        "address": request.full_path.removesuffix("?") if request.method == "GET" else "/",
        "purpose_now": "" if found is None else _purpose(),
        "may": (lambda verb: may(found.actor, Verb(verb))) if found is not None else (lambda _verb: False),
    }


def _purpose() -> str:
    """The purpose in words; nothing while the store is away, of which the page inside the frame may tell."""
    try:
        return platform().purposes.label_of(circumstances().purpose)
    except StoreUnavailable:
        return ""


def _leads_somewhere(place: Place, actor: Actor) -> bool:
    return place.blueprint in current_app.blueprints and may(actor, place.verb)


def language_name(tag: str) -> str:
    """A language by the name that its own readers give it."""
    return (Locale.parse(tag, sep="_").display_name or tag).capitalize()
