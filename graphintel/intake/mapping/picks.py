"""Reads the parts of a mapping that say where a text comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast, get_args

from graphintel.i18n import gettext as _
from graphintel.intake.mapping.model import Conversion, ListRule, Otherwise, Pick, ValueMap, When
from graphintel.intake.mapping.template import BUILT_IN, Template
from graphintel.intake.mapping.tree import Tree
from graphintel.intake.patterns import Pattern

SOURCES = ("column", "constant", "template", "join", "list", "item")
KEYS = (*SOURCES, "with", "label", "whole", "rest", "split", "pattern", "map", "as", "otherwise")
_LONGEST_SPLIT = 20


@dataclass(slots=True)
class Scope:
    """What names may be used at a place of the mapping."""

    maps: Mapping[str, ValueMap] = field(default_factory=dict)
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    columns: frozenset[str] | None = None
    computed: frozenset[str] = frozenset()
    lists: Mapping[str, ListRule] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)

    def column(self, tree: Tree, name: str) -> str:
        """The name of a column, checked where the mapping lists the columns; it counts as used."""
        if name in BUILT_IN or name in self.computed:
            return name
        if self.columns is not None and name not in self.columns:
            tree.refuse(
                _("the file has no column %(name)s.", name=repr(name)),
                _("Use one of %(columns)s.", columns=", ".join(sorted(self.columns))),
            )
        self.used.setdefault(name, tree.line)
        return name


def read_pick(tree: Tree, scope: Scope, *also: str) -> Pick:
    """A pick: the name of a column, or a table of keys; ``also`` are keys that its caller reads."""
    if tree.is_text:
        return Pick(place=tree.text(), column=scope.column(tree, tree.text()))
    table = tree.table(optional=(*KEYS, *also))
    sources = [key for key in SOURCES if key in table]
    if len(sources) != 1:
        tree.refuse(_("exactly one of %(keys)s says where the text comes from.", keys=", ".join(SOURCES)))
    template = read_template(table["template"], scope) if "template" in table else None
    pick = Pick(
        place=_place(table, sources[0], template),
        column=scope.column(table["column"], table["column"].text()) if "column" in table else "",
        constant=table["constant"].text() if "constant" in table else "",
        template=template,
        join=tuple(scope.column(table["join"], name) for name in table["join"].texts()) if "join" in table else (),
        joiner=table["with"].text() if "with" in table else ", ",
        list=_list(table, scope) if "list" in table else "",
        labels=table["label"].texts() if "label" in table else (),
        whole=table["whole"].flag() if "whole" in table else False,
        rest=table["rest"].flag() if "rest" in table else False,
        item=table["item"].flag() if "item" in table else False,
        split=_split(table["split"]) if "split" in table else "",
        pattern=read_pattern(table["pattern"], scope) if "pattern" in table else None,
        values=read_map(table["map"], scope) if "map" in table else None,
        conversion=_conversion(table),
        otherwise=_otherwise(table),
    )
    if pick.list and bool(pick.labels) == pick.rest:
        table["list"].refuse(_("a list is picked from by label, or what is left of it with rest: true."))
    return pick


def read_template(tree: Tree, scope: Scope) -> Template:
    """A template whose columns exist."""
    try:
        template = Template.of(tree.text())
    except ValueError as error:
        tree.refuse(str(error))
    for name in template.columns:
        scope.column(tree, name)
    return template


def read_pattern(tree: Tree, scope: Scope) -> Pattern:
    """A pattern by its name or as it stands."""
    text = tree.text()
    if text in scope.patterns:
        return scope.patterns[text]
    try:
        return Pattern.of(text)
    except ValueError as error:
        remedy = _("Patterns are RE2: neither back references nor lookaround, named groups as (?P<name>...).")
        tree.refuse(_("the pattern is not readable: %(error)s.", error=error), remedy)


def read_map(tree: Tree, scope: Scope) -> ValueMap:
    """A map by its name or as it stands."""
    if tree.is_text:
        name = tree.text()
        if name not in scope.maps:
            tree.refuse(
                _("there is no map %(name)s.", name=repr(name)),
                _("The maps are %(maps)s.", maps=", ".join(scope.maps) or "-"),
            )
        return scope.maps[name]
    return ValueMap({" ".join(key.split()).casefold(): value.text() for key, value in tree.pairs().items()})


def read_when(tree: Tree | None, scope: Scope) -> When:
    """A condition on columns."""
    if tree is None:
        return When()
    table = tree.table(optional=("has", "lacks"))
    named = {key: tuple(scope.column(inner, name) for name in inner.texts()) for key, inner in table.items()}
    return When(named.get("has", ()), named.get("lacks", ()))


def _place(table: Mapping[str, Tree], source: str, template: Template | None) -> str:
    inner = table[source]
    if source == "list" and "label" in table:
        return f"{inner.text()}: {table['label'].texts()[0].rstrip(':')}"
    if template is not None:
        # Whoever corrects a file looks for columns, not for a template of the mapping.
        return ", ".join(template.columns) or template.text
    if source in {"column", "list"}:
        return inner.text()
    return ", ".join(inner.texts()) if source == "join" else source


def _list(table: Mapping[str, Tree], scope: Scope) -> str:
    return table["list"].one_of(scope.lists)


def _split(tree: Tree) -> str:
    text = tree.text()
    if not text or len(text) > _LONGEST_SPLIT:
        tree.refuse(_("a separator has 1 to %(most)s characters.", most=_LONGEST_SPLIT))
    return text


def _conversion(table: Mapping[str, Tree]) -> Conversion:
    if "as" not in table:
        return ""
    return cast("Conversion", table["as"].one_of(name for name in get_args(Conversion) if name))


def _otherwise(table: Mapping[str, Tree]) -> Otherwise:
    return cast("Otherwise", table["otherwise"].one_of(get_args(Otherwise))) if "otherwise" in table else "reject"
