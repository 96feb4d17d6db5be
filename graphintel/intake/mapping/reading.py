"""Reads a mapping as a whole, from the shipped ones by name or from a file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from graphintel.errors import Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.intake.mapping.model import Defaults, FileRule, IntakeMapping, LookupNames, LookupRule, ValueMap
from graphintel.intake.mapping.parties import items
from graphintel.intake.mapping.picks import Scope, read_map, read_pattern, read_pick
from graphintel.intake.mapping.rules import read_file
from graphintel.intake.mapping.tree import Tree, parse
from graphintel.intake.patterns import Pattern
from graphintel.model.grading import Grade
from graphintel.model.marking import Marking

FOLDER = Path(__file__).parent.parent / "mappings"
_OPTIONAL = ("title", "version", "defaults", "maps", "patterns", "lookups")


def shipped() -> list[str]:
    """The names of the mappings that come with the product."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def described() -> list[dict[str, object]]:
    """The mappings that come with the product, with the files that they take."""
    found = (named(name) for name in shipped())
    return [
        {"name": each.name, "title": each.title, "files": [pattern for rule in each.files for pattern in rule.patterns]}
        for each in found
    ]


def named(name: str) -> IntakeMapping:
    """A mapping that comes with the product."""
    return read_bytes(text_of(name), f"{name}.yaml")


def text_of(name: str) -> bytes:
    """The file of a mapping that comes with the product."""
    if name not in shipped():
        known = ", ".join(shipped())
        raise NotFound(_("There is no mapping %(name)s. Shipped are %(known)s.", name=name, known=known))
    return (FOLDER / f"{name}.yaml").read_bytes()


def find(name: str) -> IntakeMapping:
    """A shipped mapping by its name, any other by the path of its file."""
    path = Path(name)
    if name in shipped():
        return named(name)
    if path.suffix.lower() not in {".yaml", ".yml"} or not path.is_file():
        known = ", ".join(shipped())
        message = _("There is no mapping %(name)s. Shipped are %(known)s; others are files.", name=name, known=known)
        raise NotFound(message + " " + _("A file of your own ends in .yaml."))
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(content: bytes, name: str) -> IntakeMapping:
    """The mapping in a file of that name."""
    try:
        return read(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = _("byte %(at)s of the mapping is not UTF-8.", at=error.start + 1)
        raise Invalid(Problem(name, message, line, _("Save the mapping as UTF-8."))) from error


def read(text: str) -> IntakeMapping:
    """The mapping that a YAML text says; Invalid names the line and the key of what is wrong."""
    tree = parse(text)
    table = tree.table(("name", "source", "files"), _OPTIONAL)
    scope = Scope(_maps(table), _patterns(table))
    source = table["source"].text()
    lookups = table["lookups"].pairs() if "lookups" in table else {}
    files = tuple(read_file(inner, scope, source, tuple(lookups)) for inner in table["files"].items())
    _refuse_same_name(table["files"], files)
    return IntakeMapping(
        name=table["name"].text(),
        title=table["title"].text() if "title" in table else table["name"].text(),
        source=source,
        defaults=_defaults(table["defaults"]) if "defaults" in table else Defaults(),
        files=files,
        lookups={name: _lookup(name, inner, scope, files) for name, inner in lookups.items()},
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _maps(table: Mapping[str, Tree]) -> Mapping[str, ValueMap]:
    given = table["maps"].pairs() if "maps" in table else {}
    return {name: read_map(inner, Scope()) for name, inner in given.items()}


def _patterns(table: Mapping[str, Tree]) -> Mapping[str, Pattern]:
    given = table["patterns"].pairs() if "patterns" in table else {}
    return {name: read_pattern(inner, Scope()) for name, inner in given.items()}


def _refuse_same_name(tree: Tree, files: tuple[FileRule, ...]) -> None:
    names = [rule.name for rule in files]
    for place, inner in enumerate(tree.items()):
        if names.index(names[place]) != place:
            inner.refuse(_("two files have the name %(name)s.", name=repr(names[place])))


def _defaults(tree: Tree) -> Defaults:
    table = tree.table(optional=("marking", "grade", "legal_basis", "observed_at"))
    marking = None
    try:
        marking = Marking.parse(table["marking"].text()) if "marking" in table else None
    except ValueError as error:
        table["marking"].refuse(str(error))
    try:
        grade = Grade.parse(table["grade"].text()).text if "grade" in table else ""
    except ValueError as error:
        table["grade"].refuse(str(error))
    texts = {key: table[key].text() for key in ("legal_basis", "observed_at") if key in table}
    return Defaults(marking, grade, texts.get("legal_basis", ""), texts.get("observed_at", ""))


def _lookup(name: str, tree: Tree, scope: Scope, files: tuple[FileRule, ...]) -> LookupRule:
    table = tree.table(("primary",), ("others",))
    primary = _lookup_names(table["primary"], scope, files)
    return LookupRule(name, primary, tuple(_lookup_names(inner, scope, files) for inner in items(table, "others")))


def _lookup_names(tree: Tree, scope: Scope, files: tuple[FileRule, ...]) -> LookupNames:
    table = tree.table(("file", "party", "name"))
    file = next(rule for rule in files if rule.name == table["file"].one_of(rule.name for rule in files))
    party = table["party"].one_of(party.alias for party in file.parties)
    columns = frozenset(file.form.columns) or None
    inner = Scope(scope.maps, scope.patterns, columns, frozenset(file.computed), file.lists)
    return LookupNames(file.name, party, read_pick(table["name"], inner))
