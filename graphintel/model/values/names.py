"""Names of persons, businesses and things: script, kind, Latin form, and the forms under which they are searched."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from anyascii import anyascii

KINDS: Final = ("primary", "alias", "weak_alias", "former", "maiden", "transliterated")

# First words of the names of characters.
_TITLED: Final = (
    "LATIN CYRILLIC GREEK ARABIC HEBREW HIRAGANA KATAKANA HANGUL ARMENIAN GEORGIAN DEVANAGARI BENGALI GURMUKHI "
    "GUJARATI TAMIL TELUGU KANNADA MALAYALAM SINHALA THAI LAO KHMER MYANMAR TIBETAN ETHIOPIC MONGOLIAN THAANA SYRIAC"
)
_SCRIPTS: Final = {word: word.title() for word in _TITLED.split(" ")} | {"CJK": "Han"}
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´ʿʾ]")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it was written, with what it is and how it reads in Latin letters."""

    text: str
    kind: str
    script: str
    lang: str | None = None
    latin: str = ""

    @classmethod
    def of(cls, text: str, kind: str = "primary", lang: str | None = None) -> Self:
        """A name with its script and Latin form worked out; ValueError for an unknown kind or nothing legible."""
        if kind not in KINDS:
            raise ValueError(f"There is no kind of name {kind!r}; the kinds are {', '.join(KINDS)}.")
        shown = clean(text)
        if not shown:
            raise ValueError("A name needs at least one legible character.")
        return cls(text, kind, script(shown), lang, latin(shown))

    @property
    def shown(self) -> str:
        """The name as it is safe to show: without control and bidirectional characters."""
        return clean(self.text)


def clean(text: str) -> str:
    """The text without control, bidirectional and unassigned characters, spaces evened out; what was written is kept.

    Joiners stay where they shape letters (Persian, Indic scripts).
    """
    # Printable text holds none of these, and its only space is the plain one: nearly all text there is.
    kept = (
        text if text.isprintable() else "".join(" " if c.isspace() else c for c in text if c.isspace() or _showable(c))
    )
    return " ".join(kept.split()).strip(" \u200c\u200d")


def script(text: str) -> str:
    """The script of the letters, ``mixed`` where none has four fifths of them, ``none`` without letters."""
    counts = Counter(_script(char) for char in text if char.isalpha())
    if not counts:
        return "none"
    # Japanese writes Han beside its syllables: that is one way of writing, not a mixture.
    if counts["Hiragana"] + counts["Katakana"] and not set(counts) - {"Han", "Hiragana", "Katakana"}:
        return "Japanese"
    name, most = counts.most_common(1)[0]
    return name if most * 5 >= counts.total() * 4 else "mixed"


def latin(text: str) -> str:
    """The text in plain Latin letters; Latin text keeps its capitals and loses its accents."""
    return " ".join(anyascii(unicodedata.normalize("NFKC", clean(text))).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text as it is compared: Latin letters and digits in lower case, words apart by one space."""
    plain = anyascii(_APOSTROPHES.sub("", unicodedata.normalize("NFKC", clean(text)).casefold())).lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "").replace("`", "")).split())


def search_forms(name: Name | str) -> tuple[str, ...]:
    """The forms under which a name is found: as written, without accents, in Latin letters, ü as u and as ue."""
    text = clean(name.text if isinstance(name, Name) else name)
    written = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    forms = (written, " ".join(_unaccented(written).split()), fold(text), fold(written.translate(_GERMAN)))
    return tuple(dict.fromkeys(form for form in forms if form))


def display_order(text: str) -> str:
    """``SURNAME, Given`` as it is read aloud, given names first; text without a comma, or with several, as it is."""
    surname, comma, given = clean(text).partition(",")
    if not comma or "," in given or not surname.strip() or not given.strip():
        return clean(text)
    return f"{given.strip()} {surname.strip()}"


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    first = name.partition(" ")[0]
    if first in {"FULLWIDTH", "HALFWIDTH", "MODIFIER", "MATHEMATICAL"}:
        name = unicodedata.name(unicodedata.normalize("NFKC", char)[0], "")
        first = name.partition(" ")[0]
    return _SCRIPTS.get(first.partition("-")[0], "other")


def _showable(char: str) -> bool:
    return char in "\u200c\u200d" or unicodedata.category(char)[0] != "C"


def _unaccented(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(char for char in parts if unicodedata.category(char) != "Mn"))
