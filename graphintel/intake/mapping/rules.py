"""Reads what a mapping says of one file: its form, its lists, its record, its links."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graphintel.i18n import gettext as _
from graphintel.intake.mapping.model import End, FileRule, LinkRule, ListRule, PartyRule, RecordRule
from graphintel.intake.mapping.parties import items, read_party
from graphintel.intake.mapping.picks import Scope, read_pick, read_template, read_when
from graphintel.intake.mapping.tree import Tree
from graphintel.intake.readers.form import Form
from graphintel.model.link_types import LINK_TYPES

_FORM = ("format", "encoding", "delimiter", "header", "columns")
_OPTIONAL = (*_FORM, "empty", "lists", "computed", "links")


def read_file(tree: Tree, scope: Scope, source: str, lookups: Iterable[str]) -> FileRule:
    """The rules of one file; ``scope`` brings the maps and patterns of the mapping."""
    table = tree.table(("name", "match", "record", "parties"), _OPTIONAL)
    form = _form(tree, table)
    scope = Scope(scope.maps, scope.patterns, frozenset(form.columns) or None)
    scope.lists = {key: _list(key, inner, scope) for key, inner in _pairs(table, "lists").items()}
    computed = {}
    for key, inner in _pairs(table, "computed").items():
        computed[key] = read_pick(inner, scope)
        scope.computed = frozenset({*scope.computed, key})
    record = _record(table["record"], scope)
    parties = tuple(read_party(inner, scope, source, lookups) for inner in table["parties"].items())
    _refuse_twice(table["parties"], [party.alias for party in parties])
    links = tuple(_link(inner, scope, parties, lookups) for inner in items(table, "links"))
    form = replace(form, known=form.columns or tuple(scope.used), required=_required(form, scope, record, parties))
    empty = table["empty"].texts() if "empty" in table else ()
    return FileRule(
        table["name"].text(), table["match"].texts(), form, empty, record, parties, links, scope.lists, computed
    )


def _pairs(table: Mapping[str, Tree], key: str) -> Mapping[str, Tree]:
    return table[key].pairs() if key in table else {}


def _required(form: Form, scope: Scope, record: RecordRule, parties: Sequence[PartyRule]) -> tuple[str, ...]:
    """The columns without which no row can have a key: a file that lacks them is another file."""
    if not form.header or form.format == "jsonl":
        return ()
    keys = (*record.key.columns, *(parties[0].ref.key.columns if parties else ()))
    return tuple(name for name in dict.fromkeys(keys) if name not in scope.computed)


def _form(tree: Tree, table: Mapping[str, Tree]) -> Form:
    header = table["header"].flag() if "header" in table else True
    format_ = table["format"].one_of(("csv", "jsonl")) if "format" in table else "csv"
    columns = table["columns"].texts() if "columns" in table else ()
    if format_ == "csv" and not header and not columns:
        tree.refuse(_("a file without a header needs its columns in the mapping."), _("Add columns: [...]."))
    delimiter = table["delimiter"].text() if "delimiter" in table else ""
    if len(delimiter) > 1 or delimiter in {'"', "\n", "\r"}:
        table["delimiter"].refuse(_("a delimiter is one character, no quote and no line end."))
    return Form("jsonl" if format_ == "jsonl" else "csv", _encoding(table), delimiter, header, columns)


def _encoding(table: Mapping[str, Tree]) -> str:
    if "encoding" not in table:
        return "utf-8"
    name = table["encoding"].text()
    try:
        "a".encode(name).decode(name)
        codecs.getincrementaldecoder(name)
        return codecs.lookup(name).name
    except (LookupError, UnicodeError, TypeError):
        remedy = _("For example utf-8, utf-16 or windows-1252.")
        table["encoding"].refuse(_("there is no text encoding %(name)s.", name=repr(name)), remedy)


def _list(key: str, tree: Tree, scope: Scope) -> ListRule:
    table = tree.table(("column", "separator"), ("end", "cut_at", "ignore", "known"))
    cut = table["cut_at"].text() if "cut_at" in table else "0"
    if not cut.isdecimal():
        table["cut_at"].refuse(_("a number of characters is expected here."))
    texts = {name: table[name].texts() for name in ("ignore", "known") if name in table}
    return ListRule(
        name=key,
        column=scope.column(table["column"], table["column"].text()),
        separator=table["separator"].text(),
        end=table["end"].text() if "end" in table else "",
        cut_at=int(cut),
        ignore=texts.get("ignore", ()),
        known=texts.get("known", ()),
    )


def _record(tree: Tree, scope: Scope) -> RecordRule:
    table = tree.table(("key", "kind"), ("observed_at", "marking"))
    return RecordRule(
        read_template(table["key"], scope),
        table["kind"].text(),
        read_pick(table["observed_at"], scope) if "observed_at" in table else None,
        read_pick(table["marking"], scope) if "marking" in table else None,
    )


def _link(tree: Tree, scope: Scope, parties: Sequence[PartyRule], lookups: Iterable[str]) -> LinkRule:
    optional = ("name", "role", "from", "to", "when", "counted")
    table = tree.table(("type", "source", "target"), optional)
    type_ = table["type"].one_of(LINK_TYPES)
    aliases = [party.alias for party in parties]
    return LinkRule(
        name=table["name"].text() if "name" in table else type_.lower(),
        type=type_,
        source=_end(table["source"], scope, aliases, lookups),
        target=_end(table["target"], scope, aliases, lookups),
        role=table["role"].text() if "role" in table else "",
        valid_from=read_pick(table["from"], scope) if "from" in table else None,
        valid_to=read_pick(table["to"], scope) if "to" in table else None,
        when=read_when(table.get("when"), scope),
        counted=table["counted"].flag() if "counted" in table else True,
    )


def _end(tree: Tree, scope: Scope, aliases: Iterable[str], lookups: Iterable[str]) -> End:
    if tree.is_text:
        return End(party=tree.one_of(aliases))
    pick = read_pick(tree, scope, "lookup")
    table = tree.pairs()
    if "lookup" not in table:
        tree.refuse(_("an end of a link is a party of the row, or a name with lookup: ..."))
    return End(lookup=table["lookup"].one_of(lookups), pick=pick)


def _refuse_twice(tree: Tree, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            tree.refuse(_("the name %(name)s stands here twice.", name=repr(name)), _("Give each a name of its own."))
