"""A YAML file as a tree that knows the line and the key of everything in it, so that every complaint can name both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

import yaml

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _

LARGEST = 500_000
DEEPEST = 30
_NULL = "tag:yaml.org,2002:null"
_BOOL = "tag:yaml.org,2002:bool"
_KEY = re.compile(r"^\s*(?:- +)*([\w.-]+) *:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tree:
    """A node of the file: ``key`` is its path, ``files[0].record.key``."""

    node: yaml.Node
    key: str

    @property
    def line(self) -> int:
        """The line that the node begins on, from 1."""
        return _line(self.node.start_mark)

    def refuse(self, message: str, remedy: str = "") -> NoReturn:
        """Raises Invalid with the place of this node."""
        raise Invalid(Problem(self.key or "-", message, self.line, remedy or None))

    @property
    def is_text(self) -> bool:
        """True for a scalar that says something."""
        return isinstance(self.node, yaml.ScalarNode) and self.node.tag != _NULL

    def text(self) -> str:
        """The scalar as it is written: ``NO`` is Norway here, not false."""
        if not self.is_text:
            self.refuse(_("a text is expected here."))
        return str(self.node.value)

    def one_of(self, allowed: Iterable[str]) -> str:
        """The scalar, which must be one of those."""
        text, names = self.text(), tuple(allowed)
        if text not in names:
            self.refuse(
                _("%(text)s is not known here.", text=repr(text)), _("One of %(names)s.", names=", ".join(names))
            )
        return text

    def flag(self) -> bool:
        """True or false."""
        if self.node.tag != _BOOL:
            self.refuse(_("true or false is expected here."))
        return str(self.node.value).lower() in {"true", "yes", "on"}

    def items(self) -> list[Tree]:
        """The items of a sequence."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.refuse(_("a list is expected here."), _("Write each item on a line of its own after a hyphen."))
        return [Tree(node, f"{self.key}[{place}]") for place, node in enumerate(self.node.value)]

    def texts(self) -> tuple[str, ...]:
        """One text, or a list of them."""
        return (self.text(),) if self.is_text else tuple(item.text() for item in self.items())

    def pairs(self) -> dict[str, Tree]:
        """Keys that the author chose, each once."""
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse(_("a table of keys and values is expected here."))
        found: dict[str, Tree] = {}
        for key_node, node in self.node.value:
            key = Tree(key_node, self.key).text()
            inner = Tree(node, f"{self.key}.{key}" if self.key else key)
            if key in found:
                inner.refuse(_("the key stands here twice."), _("Keep one of the two."))
            found[key] = inner
        return found

    def table(self, required: Iterable[str] = (), optional: Iterable[str] = ()) -> Mapping[str, Tree]:
        """A table whose keys the schema knows; an unknown or a missing one is named."""
        found, needed = self.pairs(), tuple(required)
        allowed = (*needed, *optional)
        for key, inner in found.items():
            if key not in allowed:
                inner.refuse(_("there is no such key here."), _("One of %(names)s.", names=", ".join(allowed)))
        for key in needed:
            if key not in found:
                self.refuse(_("the key %(key)s is missing.", key=repr(key)))
        return found


def parse(text: str) -> Tree:
    """The tree of a YAML text; Invalid names the line and the key near which it cannot be read."""
    if len(text) > LARGEST:
        raise Invalid(Problem("-", _("the mapping is larger than %(most)s characters.", most=LARGEST), 1))
    try:
        _refuse_bombs(text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = _line(error.problem_mark or error.context_mark)
        message = _("the mapping is no readable YAML here: %(error)s.", error=error.problem or error.context)
        raise Invalid(_at(text, line, message, _("Check indentation, colons and quotes."))) from error
    except (yaml.YAMLError, RecursionError) as error:
        message = _("the mapping is no readable YAML: %(error)s.", error=" ".join(str(error).split())[:200])
        raise Invalid(Problem("-", message, 1, _("Check that it is text in UTF-8."))) from error
    if root is None:
        raise Invalid(Problem("-", _("the mapping is empty."), 1))
    return Tree(root, "")


def _line(mark: object) -> int:
    return int(getattr(mark, "line", 0)) + 1


def _refuse_bombs(text: str) -> None:
    """Refuses what a few characters can grow without bound: references to references, and nesting without end."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            message = _("references with * are not read.")
            raise Invalid(_at(text, _line(event.start_mark), message, _("Write the value out.")))
        if depth > DEEPEST:
            message = _("the mapping is nested deeper than %(levels)s levels.", levels=DEEPEST)
            raise Invalid(_at(text, _line(event.start_mark), message, _("Check the brackets.")))


def _at(text: str, line: int, message: str, remedy: str) -> Problem:
    above = "\n".join(text.splitlines()[:line])
    keys = _KEY.findall(above)
    return Problem(keys[-1] if keys else "-", message, line, remedy)
