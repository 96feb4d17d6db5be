"""Reads what a mapping says of the parties of a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphintel.i18n import gettext as _
from graphintel.intake.mapping.model import IdentifierRule, KindRule, NameRule, PartyRule, Pick, RefRule, ValueRule
from graphintel.intake.mapping.picks import KEYS, Scope, read_pick, read_template, read_when
from graphintel.intake.mapping.tree import Tree
from graphintel.model.kinds import KINDS
from graphintel.model.properties import PROPERTIES
from graphintel.model.values.identifier import SCHEMES
from graphintel.model.values.names import KINDS as NAME_KINDS

_OPTIONAL = ("subkind", "each", "when", "names", "values", "identifiers", "described")


def items(table: Mapping[str, Tree], key: str) -> list[Tree]:
    """The items under a key that may be missing."""
    return table[key].items() if key in table else []


def read_party(tree: Tree, scope: Scope, source: str, lookups: Iterable[str]) -> PartyRule:
    """A party; its subject belongs to the mapping's source unless it says another."""
    table = tree.table(("as", "ref", "kind"), _OPTIONAL)
    kind = _kind(table["kind"], scope, lookups)
    return PartyRule(
        alias=table["as"].text(),
        ref=_ref(table["ref"], scope, source),
        kind=kind,
        subkind=table["subkind"].text() if "subkind" in table else "",
        each=read_pick(table["each"], scope) if "each" in table else None,
        when=read_when(table.get("when"), scope),
        names=tuple(_name(inner, scope) for inner in items(table, "names")),
        values=tuple(_value(inner, scope, kind) for inner in items(table, "values")),
        identifiers=tuple(_identifier(inner, scope) for inner in items(table, "identifiers")),
        described=table["described"].flag() if "described" in table else True,
    )


def _ref(tree: Tree, scope: Scope, source: str) -> RefRule:
    table = tree.table(("key",), ("source", "personal"))
    given = table["source"].text() if "source" in table else source
    personal = table["personal"].flag() if "personal" in table else False
    return RefRule(given, read_template(table["key"], scope), personal)


def _kind(tree: Tree, scope: Scope, lookups: Iterable[str]) -> KindRule:
    if tree.is_text:
        return KindRule(constant=tree.one_of(KINDS))
    if "of" in tree.pairs():
        return KindRule(lookup=tree.table(("of",))["of"].one_of(lookups))
    return KindRule(pick=_picked_from(tree, scope, KINDS))


def _picked_from(tree: Tree, scope: Scope, allowed: Iterable[str]) -> Pick:
    """A pick whose map may only say what is allowed."""
    pick, names = read_pick(tree, scope), tuple(allowed)
    if pick.values is None:
        tree.refuse(_("a map must say what the cells stand for."), _("Add map: {cell: %(name)s, ...}.", name=names[0]))
    for name in pick.values.texts.values():
        if name not in names:
            tree.refuse(
                _("%(text)s is not known here.", text=repr(name)), _("One of %(names)s.", names=", ".join(names))
            )
    return pick


def _name(tree: Tree, scope: Scope) -> NameRule:
    pick = read_pick(tree, scope, "kind", "lang")
    if tree.is_text:
        return NameRule(pick)
    table = tree.pairs()
    lang = table["lang"].text() if "lang" in table else ""
    if "kind" not in table or table["kind"].is_text:
        return NameRule(pick, table["kind"].one_of(NAME_KINDS) if "kind" in table else "primary", None, lang)
    return NameRule(pick, "", _picked_from(table["kind"], scope, NAME_KINDS), lang)


def _value(tree: Tree, scope: Scope, kind: KindRule) -> ValueRule:
    pick = read_pick(tree, scope, "property")
    table = tree.table(("property",), KEYS)
    property_ = _by_kind(table["property"], PROPERTIES)
    named = property_ if isinstance(property_, str) else property_.get(kind.constant, "")
    if kind.constant and named not in KINDS[kind.constant].properties:
        known = ", ".join(KINDS[kind.constant].properties)
        message = _("a %(kind)s has no property %(name)s.", kind=kind.constant, name=repr(named))
        table["property"].refuse(message, _("One of %(names)s.", names=known))
    return ValueRule(property_, pick)


def _identifier(tree: Tree, scope: Scope) -> IdentifierRule:
    pick = read_pick(tree, scope, "scheme", "country")
    table = tree.table(("scheme",), (*KEYS, "country"))
    country = read_pick(table["country"], scope) if "country" in table else None
    return IdentifierRule(_by_kind(table["scheme"], SCHEMES), pick, country)


def _by_kind(tree: Tree, allowed: Iterable[str]) -> str | Mapping[str, str]:
    """A name, or one for each kind of party that has one."""
    if tree.is_text:
        return tree.one_of(allowed)
    found: dict[str, str] = {}
    for kind, inner in tree.pairs().items():
        if kind not in KINDS:
            inner.refuse(
                _("there is no kind %(name)s.", name=repr(kind)), _("One of %(names)s.", names=", ".join(KINDS))
            )
        found[kind] = inner.one_of(allowed)
    return found
