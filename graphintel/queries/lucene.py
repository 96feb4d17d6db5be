"""What somebody typed, as a full-text question: every character of it is data, none is syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphintel.model.values.names import clean, fold, search_forms
from graphintel.model.values.outcome import compact

LONGEST = 200
WORDS = 12
# Shorter beginnings of identifiers would match too much to mean anything.
PREFIX = 3
# Words of four letters may differ by one, of six by two.
FUZZY, FUZZIER = 4, 6

EVERYTHING = "*:*"
NOTHING = "names:nothing AND NOT names:nothing"

_TOKEN = re.compile(r"\w+")
_SPECIAL = re.compile(r'(["\\])')


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the index and what ranks its answers: the identifier, name and words that were meant."""

    text: str
    exact: tuple[str, ...]
    phrases: tuple[str, ...]
    words: tuple[str, ...]


def question(typed: str) -> Question:
    """All words in names, as beginnings; or an identifier, or its beginning; or all words in other text."""
    asked = _Asked.of(typed)
    if not clean(typed):
        return Question(EVERYTHING, (), (), ())
    return asked.question([*asked.identifiers(), *asked.names(), *asked.texts()])


def identifiers(typed: str) -> Question:
    """Identifiers that are what was typed, or begin so."""
    asked = _Asked.of(typed)
    return asked.question(asked.identifiers())


def names(typed: str) -> Question:
    """Names with words that begin as those typed."""
    asked = _Asked.of(typed)
    return asked.question(asked.names())


def misspelt(typed: str) -> Question:
    """Names with words that differ from those typed by a letter or two."""
    asked = _Asked.of(typed)
    parts = (f"+{word}~{1 if len(word) < FUZZIER else 2}" for word in asked.words if len(word) >= FUZZY)
    clause = " ".join(parts)
    return Question(f"names:({clause})" if clause else NOTHING, (), (), asked.words)


@dataclass(frozen=True, slots=True)
class _Asked:
    typed: str
    words: tuple[str, ...]
    exact: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> _Asked:
        shown = clean(typed)[:LONGEST]
        number = compact(shown).lower()
        numbers = dict.fromkeys((number, " ".join(shown.lower().split())))
        exact = tuple(numbers) if any(char.isdigit() for char in number) or "@" in number else ()
        return cls(shown, tuple(fold(shown).split()[:WORDS]), exact)

    def question(self, clauses: list[str]) -> Question:
        phrases = tuple(form for form in search_forms(self.typed) if form) if self.typed else ()
        return Question(" OR ".join(clauses) or NOTHING, self.exact, phrases, self.words)

    def identifiers(self) -> list[str]:
        clauses = [f"identifiers:{_quoted(number)}" for number in self.exact]
        token = "".join(_TOKEN.findall(self.exact[0])) if self.exact else ""
        return [*clauses, f"identifiers:{token}*"] if len(token) >= PREFIX else clauses

    def names(self) -> list[str]:
        clauses = [f"names:({' '.join(f'+{word}*' for word in self.words)})"] if self.words else []
        # Where words are written without spaces the index cuts them as Unicode does; a phrase is cut alike.
        return clauses if self.typed.isascii() or not self.typed else [*clauses, f"names:{_quoted(self.typed)}"]

    def texts(self) -> list[str]:
        tokens = _TOKEN.findall(self.typed.casefold())[:WORDS]
        return [f"text:({' '.join(f'+{_quoted(token)}' for token in tokens)})"] if tokens else []


def _quoted(text: str) -> str:
    return '"' + _SPECIAL.sub(r"\\\1", text) + '"'
