"""How kinds, grades, markings and dates look on a page: what the templates ask for by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError

from graphintel.i18n import gettext as _
from graphintel.i18n import language, lazy_gettext
from graphintel.i18n.formats import day
from graphintel.model.grading import CREDIBILITY, RELIABILITY, Grade
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES, POSSIBLY_SAME
from graphintel.model.marking import Level
from graphintel.model.properties import PROPERTIES
from graphintel.model.values.names import script
from graphintel.model.values.reasons import N_
from graphintel.model.values.schemes import SCHEMES

LEVELS = {
    "unclassified": lazy_gettext("Unclassified"),
    "restricted": lazy_gettext("Restricted"),
    "confidential": lazy_gettext("Confidential"),
    "secret": lazy_gettext("Secret"),
}
REGISTER_LABELS = {
    "seizures": lazy_gettext("Seizures"),
    "suspects": lazy_gettext("Suspects"),
    "investigations": lazy_gettext("Investigations"),
}
STRENGTHS = {
    "confirmed": lazy_gettext("Confirmed"),
    "probable": lazy_gettext("Probable"),
    "tentative": lazy_gettext("Tentative"),
}
SUBKINDS = {
    "phone": N_("Phone"),
    "document": N_("Document"),
    "email": N_("E-mail"),
    "account": N_("Account"),
    "device": N_("Device"),
    "seal": N_("Seal"),
    "registration": N_("Registration"),
    "web": N_("Website"),
}
ROLES = {
    "officer": lazy_gettext("Officer"),
    "validator": lazy_gettext("Validator"),
    "analyst": lazy_gettext("Analyst"),
    "investigator": lazy_gettext("Investigator"),
    "risk_officer": lazy_gettext("Risk officer"),
    "exchange_officer": lazy_gettext("Exchange officer"),
    "supervisor": lazy_gettext("Supervisor"),
    "administrator": lazy_gettext("Administrator"),
    "auditor": lazy_gettext("Auditor"),
}
# Kinds of names that stand beside the value, and what the page calls them.
NAME_KINDS = {
    "alias": lazy_gettext("also known as"),
    "weak_alias": lazy_gettext("perhaps known as"),
    "former": lazy_gettext("former name"),
    "maiden": lazy_gettext("name at birth"),
    "transliterated": lazy_gettext("transliterated"),
}
# How a script is called, and the language tag that lets a browser choose its fonts without claiming a language.
SCRIPTS = {
    "Cyrillic": (lazy_gettext("Cyrillic"), "und-Cyrl"),
    "Greek": (lazy_gettext("Greek"), "und-Grek"),
    "Arabic": (lazy_gettext("Arabic"), "und-Arab"),
    "Hebrew": (lazy_gettext("Hebrew"), "und-Hebr"),
    "Han": (lazy_gettext("Chinese characters"), "und-Hani"),
    "Japanese": (lazy_gettext("Japanese"), "ja"),
    "Hangul": (lazy_gettext("Korean"), "ko"),
}
ORDINARY = {"Latin", "none", "mixed", "other"}


@dataclass(frozen=True, slots=True)
class KindLook:
    """The sign of a kind and its words."""

    family: str
    shape: str
    icon: str
    solid: bool
    label: str
    plural: str


def kind_look(kind: str, subkind: str | None = None) -> KindLook:
    """How a kind is drawn and called; what this version does not know is drawn plainly rather than not at all."""
    known = KINDS.get(kind)
    if known is None:
        return KindLook("casework", "rectangle", "circle-help", solid=False, label=kind, plural=kind)
    icon = dict(known.subkinds).get(subkind or "", known.icon)
    label = _(SUBKINDS[subkind]) if subkind in SUBKINDS else _(known.label)
    return KindLook(known.family.name, known.family.shape, icon, known.solid, label, _(known.plural))


def grade_words(grade: str) -> str:
    """A grade in words: ``Usually reliable, probably true``."""
    source, information = Grade.parse(grade).words(_)
    return _(
        "%(reliability)s, %(credibility)s",
        reliability=source,
        credibility=information[:1].lower() + information[1:],
    )


def reliability_options() -> list[tuple[str, str]]:
    """The letters of a grade with their words."""
    return [(letter, f"{letter} · {_(words)}") for letter, words in RELIABILITY.items()]


def credibility_options() -> list[tuple[str, str]]:
    """The digits of a grade with their words."""
    return [(str(digit), f"{digit} · {_(words)}") for digit, words in CREDIBILITY.items()]


def grade_class(grade: str) -> str:
    """The border that goes with a grade: that of the link it would make."""
    return {"confirmed": "", "probable": "mid", "tentative": "low"}[Grade.parse(grade).strength()]


def level_label(level: str) -> str:
    """A level in words."""
    return str(LEVELS.get(level, level))


def register_label(register: str) -> str:
    """A register in words."""
    return str(REGISTER_LABELS.get(register, register))


def role_label(role: str) -> str:
    """A role in words."""
    return str(ROLES.get(role, role))


def strength_label(strength: str) -> str:
    """How firmly a link stands, in words."""
    return str(STRENGTHS.get(strength, strength))


def link_label(type_: str, direction: str = "out", role: str | None = None) -> str:
    """What a link says, read from one of its ends: ``directs``, ``consignee of``, ``involved in, as driver``."""
    if type_ == POSSIBLY_SAME:
        return _("possibly the same as")
    known = LINK_TYPES.get(type_)
    if known is None:
        return type_.replace("_", " ").lower()
    words = _(known.label if direction == "out" else known.inverse)
    return _("%(link)s, as %(role)s", link=words, role=role.replace("_", " ")) if role else words


def period(valid_from: str | None, valid_to: str | None) -> str:
    """From when to when something held, as far as that is known."""
    if valid_from and valid_to:
        same = valid_from == valid_to
        return day(valid_from) if same else _("%(start)s to %(end)s", start=day(valid_from), end=day(valid_to))
    if valid_from:
        return _("since %(date)s", date=day(valid_from))
    if valid_to:
        return _("until %(date)s", date=day(valid_to))
    return _("not known")


def country(code: str) -> str:
    """A country by its two letters, in the reader's language."""
    try:
        names = Locale.parse(language()).territories
    except UnknownLocaleError:
        return code
    return str(names.get(code.upper(), code))


def property_label(name: str) -> str:
    """A property in words."""
    if name == "name":
        return _("Name")
    known = PROPERTIES.get(name)
    return _(known.label) if known else name.replace("_", " ")


def scheme_label(name: str) -> str:
    """A scheme of identifiers in words."""
    known = SCHEMES.get(name)
    return _(known.label) if known else name


def scheme_subkind(name: str) -> str | None:
    """Which sign an identifier of the scheme bears."""
    known = SCHEMES.get(name)
    return known.subkind if known else None


def lang_of(text: str) -> str | None:
    """The language tag of a name in a foreign script, None for Latin."""
    found = SCRIPTS.get(script(text))
    return found[1] if found else None


def script_label(text: str) -> str | None:
    """What script a name is in, None where it is Latin or nothing to speak of."""
    name = script(text)
    if name in ORDINARY:
        return None
    return str(SCRIPTS[name][0]) if name in SCRIPTS else name


def name_kind_label(kind: str) -> str | None:
    """What sort of name this is, None for the ordinary one."""
    found = NAME_KINDS.get(kind)
    return str(found) if found is not None else None


def marking_words(marking: Mapping[str, Any]) -> str:
    """A marking in words: ``Confidential · Suspects · op harbour``."""
    parts = [
        level_label(marking["level"]),
        *map(register_label, marking["registers"]),
        *(group.replace("-", " ") for group in marking["groups"]),
    ]
    return " · ".join(parts)


def marking_word_list() -> dict[str, str]:
    """The words that a banner is made of, for scripts that raise it."""
    return {name: str(label) for table in (LEVELS, REGISTER_LABELS) for name, label in table.items()}


def marking_of(marking: Mapping[str, Any] | str) -> Mapping[str, Any]:
    """A marking that may come as text, in its parts."""
    if not isinstance(marking, str):
        return marking
    registers, level, groups = (*marking.split("/"), "", "")[:3]
    return {
        "text": marking,
        "level": level,
        "registers": [each for each in registers.split("+") if each],
        "groups": [each for each in groups.split("+") if each],
    }


def title_of_status(status: int) -> str:
    """What went wrong, in a few words."""
    titles = {
        403: _("Not allowed"),
        404: _("Not found"),
        408: _("Too slow"),
        413: _("Too large"),
        500: _("Something failed"),
        503: _("The database does not answer"),
    }
    return titles.get(status) or _("The request was refused")


def initials(name: str) -> str:
    """Two letters for a user."""
    words = [word for word in name.replace("_", " ").replace(".", " ").split() if word[:1].isalnum()]
    letters = [word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)]
    return "".join(letters).upper() or "?"


def level_rank(level: str) -> int:
    """Orders levels, lowest first; one that is not known counts as the highest."""
    return int(Level[level]) if level in Level.__members__ else len(Level)


def globals_of_templates() -> Mapping[str, Any]:
    """What templates may call."""
    return {
        "kind_look": kind_look,
        "grade_words": grade_words,
        "grade_class": grade_class,
        "level_label": level_label,
        "register_label": register_label,
        "role_label": role_label,
        "strength_label": strength_label,
        "period": period,
        "country": country,
        "property_label": property_label,
        "scheme_label": scheme_label,
        "scheme_subkind": scheme_subkind,
        "lang_of": lang_of,
        "script_label": script_label,
        "name_kind_label": name_kind_label,
        "marking_words": marking_words,
        "marking_of": marking_of,
        "marking_word_list": marking_word_list,
        "initials": initials,
        "title_of_status": title_of_status,
        "KINDS": tuple(KINDS),
        "REGISTERS": tuple(REGISTER_LABELS),
    }
