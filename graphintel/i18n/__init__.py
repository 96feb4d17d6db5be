"""Words for people: whole sentences with named slots, in the language of whoever reads.

The language is a context variable, so that web, command line and tests say who reads without passing it along.
Catalogues are the ``.po`` files, compiled when first asked for: no binary file falls out of step with its text.
"""

from __future__ import annotations

import gettext as catalogues
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy

SOURCE_LANGUAGE = "en"
FOLDER = Path(__file__).parent / "translations"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


def language() -> str:
    """The language that is being read."""
    return _language.get()


def use(tag: str) -> None:
    """Sets the language for what follows in this context."""
    _language.set(tag)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """The language for the length of a block."""
    token = _language.set(tag)
    try:
        yield
    finally:
        _language.reset(token)


def direction() -> str:
    """``rtl`` or ``ltr``: which way the language runs."""
    return Locale.parse(language(), sep="_").text_direction


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that there is a catalogue for, the one of the sources first."""
    found = sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/messages.po"))
    return (SOURCE_LANGUAGE, *(tag for tag in found if tag != SOURCE_LANGUAGE))


def negotiate(wanted: Iterable[str], default: str = SOURCE_LANGUAGE) -> str:
    """The first wanted language that there is, by its whole tag or by its language alone."""
    for tag in wanted:
        for candidate in (tag.replace("-", "_"), tag.replace("-", "_").partition("_")[0].lower()):
            if candidate in languages():
                return candidate
    return default if default in languages() else SOURCE_LANGUAGE


def gettext(message: str, /, **slots: object) -> str:
    """The sentence in the reader's language, its ``%(name)s`` slots filled."""
    text = _catalogue(language()).gettext(message)
    return text % slots if slots else text


def ngettext(singular: str, plural: str, number: int, /, **slots: object) -> str:
    """As ``gettext``, in the form that the number asks for; the number is the slot ``num`` too."""
    return _catalogue(language()).ngettext(singular, plural, number) % {"num": number, **slots}


def lazy_gettext(message: str, /, **slots: object) -> LazyProxy:
    """A sentence that is put into the reader's language when it is read, for tables made at import."""
    return LazyProxy(gettext, message, enable_cache=False, **slots)


@lru_cache(maxsize=64)
def _catalogue(tag: str) -> catalogues.NullTranslations:
    path = FOLDER / tag / "LC_MESSAGES" / "messages.po"
    if tag == SOURCE_LANGUAGE or tag not in languages():
        return catalogues.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=tag))
    compiled.seek(0)
    return catalogues.GNUTranslations(compiled)
