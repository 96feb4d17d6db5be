"""Whatever people read can be read in every language that there is a catalogue for."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from graphintel.i18n import FOLDER, SOURCE_LANGUAGE, languages
from graphintel.model.grading import CREDIBILITY, RELIABILITY
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.model.properties import PROPERTIES
from graphintel.model.values.reasons import REASONS
from graphintel.model.values.schemes import SCHEMES
from graphintel.web.explore import sentences as sentences_of_the_explorer

ROOT = Path(__file__).parents[2]
LANGUAGES = [tag for tag in languages() if tag != SOURCE_LANGUAGE]
SLOT = re.compile(r"%\((\w+)\)[sd]|\{(\w+)(?=[,}])")
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}


@cache
def catalogue(language: str) -> Catalog:
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def labels() -> Iterator[str]:
    for kind in KINDS.values():
        yield from (kind.label, kind.plural)
    for property_ in PROPERTIES.values():
        yield property_.label
    for type_ in LINK_TYPES.values():
        yield from (type_.label, type_.inverse)
    for scheme in SCHEMES.values():
        yield scheme.label
    yield from (*RELIABILITY.values(), *CREDIBILITY.values(), *REASONS.values())


@cache
def sentences() -> frozenset[str]:
    """Every sentence that the sources mark for translation, and those of the explorer."""
    found = extract_from_dir(str(ROOT / "graphintel"), METHODS, keywords=KEYWORDS)
    marked = {text if isinstance(text, str) else text[0] for _file, _line, text, _comments, _context in found}
    return frozenset(marked | set(sentences_of_the_explorer()))


def translated(language: str) -> dict[str, Message]:
    return {
        message.id if isinstance(message.id, str) else message.id[0]: message
        for message in catalogue(language)
        if message.id and message.string and not message.fuzzy
    }


def labelled(file: Path) -> list[tuple[str, str]]:
    """The labels of a vocabulary in English and French; none where a file holds no terms."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [(row["label_en"], row.get("label_fr") or "") for row in csv.DictReader(lines) if "label_en" in row]


def slots(text: str) -> set[str]:
    return {one or other for one, other in SLOT.findall(text)}


def texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def test_every_label_of_the_registries_is_translated() -> None:
    missing = {language: sorted(set(labels()) - translated(language).keys()) for language in LANGUAGES}

    assert missing == {language: [] for language in LANGUAGES}


def test_every_sentence_of_the_sources_is_translated() -> None:
    missing = {language: sorted(sentences() - translated(language).keys()) for language in LANGUAGES}

    assert missing == {language: [] for language in LANGUAGES}


def test_a_translation_has_the_slots_of_its_sentence() -> None:
    wrong = [
        (language, message.id)
        for language in LANGUAGES
        for message in translated(language).values()
        for text in texts(message)
        if slots(text) != slots(message.id if isinstance(message.id, str) else message.id[1])
    ]

    assert wrong == []


def test_no_message_of_a_catalogue_is_left_empty() -> None:
    empty = [
        (language, message.id)
        for language in LANGUAGES
        for message in catalogue(language)
        if message.id and not all(texts(message))
    ]

    assert empty == []


def test_the_sources_mark_what_people_read() -> None:
    assert {"Sign in", "Search", "There is no such thing, or none that you may see."} <= sentences()
    assert {"Person", "Persons", "Born", "owned by", "Usually reliable", "IMO ship number"} <= set(labels())


def test_every_term_of_the_vocabularies_is_labelled_in_english_and_french() -> None:
    files = sorted((ROOT / "seed" / "vocabularies").glob("*.csv"))
    unlabelled = [f"{file.name}: {row}" for file in files for row in labelled(file) if not all(map(str.strip, row))]

    assert unlabelled == []
