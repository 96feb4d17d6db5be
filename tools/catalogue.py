"""Brings the catalogues up to date with what the sources, the registries and the explorer say.

``python tools/catalogue.py`` adds what is new to every ``messages.po``, drops what is gone, keeps every translation,
and prints what has none yet. ``python tools/catalogue.py fr`` begins a catalogue for a language that has none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from graphintel.i18n import FOLDER, SOURCE_LANGUAGE, languages
from graphintel.model.grading import CREDIBILITY, RELIABILITY
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.model.properties import PROPERTIES
from graphintel.model.values.reasons import REASONS
from graphintel.model.values.schemes import SCHEMES
from graphintel.web.explore import sentences

PACKAGE = Path(__file__).parents[1] / "graphintel"
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
# A catalogue changes when its words do, not with the clock.
STAMP = datetime(2026, 1, 1, tzinfo=UTC)

Words = str | tuple[str, ...]


def main(wanted: list[str]) -> int:
    """Updates every catalogue, and those that are wanted; 1 where a translation is missing."""
    template = collected()
    tags = sorted({*languages(), *wanted} - {SOURCE_LANGUAGE})
    missing = {tag: update(tag, template) for tag in tags}
    for tag, found in missing.items():
        for words in found:
            print(f"{tag}: {words!r}")
    return int(any(missing.values()))


def collected() -> Catalog:
    """Every sentence and label that people read, without translations."""
    template = Catalog(project="graphintel", creation_date=STAMP, revision_date=STAMP)
    for words in {*labels(), *sentences(), *marked()}:
        template.add(words if isinstance(words, str) else words[:2])
    return template


def marked() -> Iterator[Words]:
    """What the sources mark for translation."""
    for _file, _line, words, _comments, _context in extract_from_dir(str(PACKAGE), METHODS, keywords=KEYWORDS):
        yield words


def labels() -> Iterator[str]:
    """The labels of the registries."""
    for kind in KINDS.values():
        yield from (kind.label, kind.plural)
    for type_ in LINK_TYPES.values():
        yield from (type_.label, type_.inverse)
    yield from (property_.label for property_ in PROPERTIES.values())
    yield from (scheme.label for scheme in SCHEMES.values())
    yield from (*RELIABILITY.values(), *CREDIBILITY.values(), *REASONS.values())


def update(tag: str, template: Catalog) -> list[str]:
    """Brings the catalogue of a language up to date; the sentences that have no translation yet."""
    path = FOLDER / tag / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = Catalog(locale=tag)
    if path.is_file():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=tag)
    catalogue.update(template, no_fuzzy_matching=True)
    _head(catalogue, tag)
    with path.open("wb") as target:
        write_po(target, catalogue, width=120, sort_output=True, ignore_obsolete=True, no_location=True)
    return [str(message.id) for message in catalogue if message.id and not all(_strings(message.string))]


def _head(catalogue: Catalog, tag: str) -> None:
    catalogue.header_comment = f"# graphintel in the language {tag}."
    catalogue.project, catalogue.version = "graphintel", "1"
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = "graphintel"
    catalogue.creation_date = catalogue.revision_date = STAMP
    catalogue.fuzzy = False


def _strings(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [string or ""] if isinstance(string, str) or string is None else list(string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
