"""What every named query keeps to: permissions, link types, bounds, and a header that says what it returns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import graphintel
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES, POSSIBLY_SAME
from graphintel.model.links import Link
from graphintel.model.marking import Marking
from graphintel.queries.library import NamedQuery, folder, load
from graphintel.queries.links import properties

QUERIES = load()
READS_ALL = {
    "upkeep": "keeps what is derived up to date, whoever writes: it must see everything and shows nothing",
    "links": "as upkeep, for links",
    "check": "compares all that is stored with its derivation, for whoever owns the installation",
    "records": "the write path for records, whoever writes: it must see all editions and shows none",
    "history": "feeds the derivation, which leaves out what the viewer does not see",
    "audit.together": "tells auditors which ids are one entity, and neither names nor markings",
    "audit.once_together": "as audit.together, for decisions that have ended too",
    "why.record": "tells an administrator of the marking and state of a record and of nothing that it says",
    "decisions.write": "writes on subjects that decisions.subjects has found to be visible",
    "decisions.end": "ends a decision that decisions.one has found to be visible",
}
# These name fewer link types than there are because of what they ask.
SOME_TYPES = {"evidence.bearers": "who bears an identifier"}

EVIDENCE = {"Record", "Subject", "Entity", "Conveyance", "Event", "Decision", *KINDS}
EVIDENCE_LINKS = {"DESCRIBES", "MENTIONS", "PART_OF", "JOINS", "KEYED", POSSIBLY_SAME, *LINK_TYPES}
WORD = r"[A-Za-z_][A-Za-z0-9_]*"
NODE = re.compile(rf"\(({WORD})?((?::{WORD})+)")
RELATIONSHIP = re.compile(rf"-\[({WORD})?\s*(?::\s*([A-Z_|\s]+))?(\*[^\]{{]*)?")
FAR_END = re.compile(rf"-\[{WORD}:(?:{'|'.join(LINK_TYPES)})(?:\|[A-Z_]+)*\]->?\(({WORD}):Entity\)")
REPEATED = re.compile(r"\)\s*(\{\d*,?\d*\}|\+|\*)\s*\(")
STAR = re.compile(r"\[[^\]]*\*([^\]{]*)")


def named(*, reading_all: bool | None = None) -> list[NamedQuery]:
    """All queries, or those that may or may not read everything."""
    chosen = [q for q in QUERIES.values() if reading_all is None or exempt(q) is reading_all]
    return sorted(chosen, key=lambda query: query.name)


def exempt(query: NamedQuery) -> bool:
    return query.name in READS_ALL or query.name.split(".")[0] in READS_ALL


def labels(query: NamedQuery) -> set[str]:
    return {label for _variable, chain in NODE.findall(query.code) for label in chain.split(":") if label}


def links(query: NamedQuery) -> Iterator[tuple[str, set[str]]]:
    """Variable and types of each relationship pattern."""
    for variable, types, _star in RELATIONSHIP.findall(query.code):
        yield variable, {name.strip() for name in types.split("|")} - {""}


def reached(query: NamedQuery) -> Counter[str]:
    """The variables of links, entities, descriptions, decisions and records, as often as patterns bind them.

    A record is checked by its description or by itself; an entity found by its member under the name it gets then.
    """
    code = query.code
    found: Counter[str] = Counter(
        variable for variable, types in links(query) if variable and types & {"DESCRIBES", *LINK_TYPES}
    )
    found.update(re.findall(rf"YIELD relationship AS ({WORD})", code))
    found.update("r" for _path in re.findall(r"hortestPath|ShortestPaths", code))
    found.update(re.findall(rf"\[:DESCRIBES\]-\(({WORD}):Record", code))
    found.update(re.findall(rf"(?<!\]-)\(({WORD}):(?:Record|Decision)", code))
    found.update(re.findall(rf"\[:JOINS\]-\(({WORD}):Decision", code))
    entities = [variable for variable, chain in NODE.findall(code) if variable and "Entity" in chain.split(":")]
    led: dict[str, str] = dict(re.findall(rf"coalesce\(({WORD}), {WORD}\) AS ({WORD})", code))
    if query.name == "decisions.on":  # What it shows are decisions, each by its own marking and both of its subjects.
        led = {"l": "d"}
    # The class of a link is that of those who see both ends too: whoever checks it has checked the entity it leads to.
    entities = list((Counter(entities) - Counter(FAR_END.findall(code))).elements())
    for variable in entities:
        name = led[variable] if variable in led else str(variable)
        found[name] += 0 if variable in led and name in found else 1
    return found


def on_evidence(query: NamedQuery) -> bool:
    touched = {name for _variable, types in links(query) for name in types} & EVIDENCE_LINKS
    return bool(touched or labels(query) & EVIDENCE or "queryRelationships" in query.code)


def outermost(text: str) -> str:
    """The text without anything in brackets or braces."""
    kept: list[str] = []
    depth = 0
    for char in text:
        depth -= char in ")]}"
        if depth == 0:
            kept.append(char)
        depth += char in "([{"
    return "".join(kept)


def returned(clause: str) -> tuple[str, ...]:
    """The names that a RETURN clause gives its columns."""
    items = re.split(r"\bORDER BY\b|\bLIMIT\b|\bSKIP\b|\bUNION\b", clause)[0].removeprefix("DISTINCT").split(",")
    items = [re.sub(r"^\s*DISTINCT\s+", "", item).strip() for item in items]
    return tuple(re.split(r"\bAS\b", item)[-1].strip() for item in items)


@pytest.mark.parametrize("query", named(reading_all=False), ids=lambda query: query.name)
def test_a_query_on_entities_links_or_records_asks_what_may_be_seen(query: NamedQuery) -> None:
    if on_evidence(query):
        assert "visible" in query.params


@pytest.mark.parametrize("query", named(reading_all=False), ids=lambda query: query.name)
def test_whatever_a_query_reaches_is_checked_as_often_as_it_is_reached(query: NamedQuery) -> None:
    checked = Counter(re.findall(rf"\b({WORD})\.visibility IN \$visible", query.code))

    assert reached(query) <= checked, reached(query) - checked


@pytest.mark.parametrize("query", named(reading_all=False), ids=lambda query: query.name)
def test_every_link_of_a_path_is_checked(query: NamedQuery) -> None:
    if "hortestPath" in query.code:
        assert re.search(r"\ball\(r IN relationships\(p\)\s+WHERE r\.visibility IN \$visible", query.code)


@pytest.mark.parametrize("query", named(), ids=lambda query: query.name)
def test_a_query_names_all_link_types_or_says_why_not(query: NamedQuery) -> None:
    used = {frozenset(types & set(LINK_TYPES)) for _variable, types in links(query)} - {frozenset()}
    if used and query.name not in SOME_TYPES:
        together = frozenset().union(*used)
        assert together == frozenset(LINK_TYPES)
        assert used == {frozenset(LINK_TYPES)} or all(len(types) == 1 for types in used)


@pytest.mark.parametrize("query", named(), ids=lambda query: query.name)
def test_the_header_says_what_is_returned(query: NamedQuery) -> None:
    clauses = re.split(r"\bRETURN\b", outermost(query.code))[1:]
    if query.returns:
        assert clauses, query.name
        assert {returned(clause) for clause in clauses} == {query.returns}
    else:
        assert not clauses


@pytest.mark.parametrize("query", named(), ids=lambda query: query.name)
def test_nothing_is_followed_without_bound(query: NamedQuery) -> None:
    for bounds in STAR.findall(query.code):
        assert re.fullmatch(r"\d+|(\d+)?\.\.\d+", bounds.strip()), bounds
    for quantifier in REPEATED.findall(query.code):
        assert re.fullmatch(r"\{(\d*,)?\d+\}", quantifier), quantifier


def test_every_query_is_called_by_a_function() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(graphintel.__file__).parent.rglob("*.py"))

    assert {name for name in QUERIES if f'"{name}"' not in code} == set()


def test_no_query_is_asked_for_that_is_not_there() -> None:
    package = Path(graphintel.__file__).parent
    asked = {
        name
        for path in package.rglob("*.py")
        for name in re.findall(r'\.(?:read|write|run)\(\s*"([a-z_]+\.[a-z0-9_]+)"', path.read_text(encoding="utf-8"))
    }

    assert asked <= set(QUERIES)


def test_every_exception_is_still_needed() -> None:
    prefixes = {query.name.split(".")[0] for query in QUERIES.values()}

    assert {name for name in READS_ALL if name not in QUERIES and name not in prefixes} == set()
    assert set(SOME_TYPES) <= set(QUERIES)


def schema() -> str:
    files = sorted(folder().joinpath("schema").iterdir(), key=lambda file: file.name)
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_every_link_type_has_an_id_constraint() -> None:
    constrained = set(re.findall(r"FOR \(\)-\[r:([A-Z_]+)\]-\(\) REQUIRE r\.id IS UNIQUE", schema()))

    assert constrained == {*LINK_TYPES, POSSIBLY_SAME}


def test_the_properties_of_a_link_are_named_before_all_others_and_its_class_last() -> None:
    ends = {"a": frozenset({Marking.parse("seizures/restricted")}), "b": frozenset({Marking.parse("suspects/secret")})}
    marking = Marking.parse("seizures/restricted")
    link = Link("1", "OWNS", "a", "b", "", marking, frozenset({"2"}), "2026", "", "B", "2")

    named_first = re.findall(r"^CALL db\.createProperty\('(\w+)'\);$", schema(), re.MULTILINE)

    assert sorted(named_first) == sorted(properties(link, ends))
    assert named_first[-1] == "visibility"
    assert schema().index("createProperty") < schema().index("CREATE CONSTRAINT")
