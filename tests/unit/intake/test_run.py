"""Mappings at work: what rows become, and what of them is told."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.errors import Invalid
from graphintel.intake.drafting import Filing
from graphintel.intake.mapping.model import IntakeMapping
from graphintel.intake.mapping.reading import read
from graphintel.intake.readers.files import InputFile
from graphintel.intake.run import Run
from graphintel.intake.terms import Terms, seeded
from graphintel.model.drafts import ClaimDraft, RecordDraft, Ref
from graphintel.model.grading import Grade
from graphintel.model.marking import Marking
from graphintel.model.records import Named

Write = Callable[..., InputFile]
Drafts = Callable[..., tuple[list[RecordDraft], Run]]

START = """\
name: parties
source: parties
files:
  - name: parties
    match: ['*.csv']
    empty: ['-']
"""


def mapping(rest: str) -> IntakeMapping:
    return read(START + rest)


PERSONS = mapping("""\
    record: {key: '{id}', kind: party, observed_at: {column: seen, as: date}, marking: marking}
    parties:
      - as: party
        ref: {key: '{id}'}
        kind: {column: type, map: {P: Person, B: Business}}
        names:
          - {column: name, as: name}
          - {column: aliases, split: '|', kind: alias, lang: et}
        values:
          - {property: {Person: nationality, Business: country}, column: country, as: country}
          - {property: {Person: sex}, column: sex}
          - {property: {Person: birth_date}, column: born, otherwise: note}
        identifiers:
          - {scheme: passport, column: passport, pattern: '(?P<value>[A-Z0-9]+)(?: of (?P<country>.+))?'}
          - {scheme: {Business: tax_id}, column: tax, country: country}
""")
HEADER = "id,type,name,aliases,country,sex,born,passport,tax,seen,marking"


def test_a_row_becomes_a_draft(drafts: Drafts, write: Write) -> None:
    row = '1,p,"VESK, Ilmar",Илмар|Ilya,Estonia,M,1984,AB12 of Latvia,77,2026-03-14,suspects/secret'

    found, run = drafts(PERSONS, write(f"{HEADER}\n{row}\n"))

    (draft,), party = found, found[0].parties[0]
    assert (draft.source, draft.key, draft.kind, draft.observed_at) == ("parties", "1", "party", "2026-03-14")
    assert (draft.reliability, draft.credibility, draft.legal_basis) == ("B", "2", "Customs Act s. 12")
    assert (draft.marking.text, draft.line) == ("suspects/secret", 2)
    assert (party.ref, party.kind) == (Ref("parties", "1"), "Person")
    assert party.names == (Named("Ilmar VESK"), Named("Илмар", "alias", "et"), Named("Ilya", "alias", "et"))
    assert party.values == {"nationality": ("EE",), "sex": ("M",), "birth_date": ("1984",)}
    assert party.identifiers == (("passport", "AB12", "Latvia"),)
    assert isinstance(draft.payload, dict)
    assert draft.payload["name"] == "VESK, Ilmar"
    assert run.report.totals["read"] == 1


def test_what_is_said_of_a_row_depends_on_its_kind_and_the_batch_marks_what_the_row_does_not(
    drafts: Drafts, write: Write
) -> None:
    found, _run = drafts(PERSONS, write(f"{HEADER}\n1,B,NORVIK SIA,-,Latvia,,,,77,,\n"))

    party = found[0].parties[0]
    assert (party.kind, party.values, party.identifiers) == (
        "Business",
        {"country": ("LV",)},
        (("tax_id", "77", "Latvia"),),
    )
    assert found[0].marking.text == "suspects/restricted"


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (",P,ANNA,,,,,,,,", "id", "no key"),
        (f"{'9' * 1_001},P,ANNA,,,,,,,,", "id", "1001 characters"),
        ("1,X,ANNA,,,,,,,,", "type", "none of the values"),
        ("1,P,ANNA,,Atlantis,,,,,,", "country", "no country"),
        ("1,P,ANNA,,,Q,,,,,", "sex", "no code of the vocabulary sex"),
        ("1,P,ANNA,,,,,ab-12,,,", "passport", "does not have the form"),
        ("1,P,ANNA,,,,,,,someday,", "seen", "not readable"),
        ("1,P,ANNA,,,,,,,,suspects/hidden", "marking", "names no level"),
        ("1,P,\u202e\u202c,,,,,,,,", "name", "0 of them legible"),
        (f"1,P,{'x' * 2_001},,,,,,,,", "name", "2001 characters"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_field_reason_and_remedy(
    drafts: Drafts, write: Write, row: str, field: str, reason: str
) -> None:
    found, run = drafts(PERSONS, write(f"{HEADER}\n{row}\n2,P,BO,,,,,,,,\n"))

    rejected = run.report.rejections[0]
    assert [draft.key for draft in found] == ["2"]
    assert (rejected.file, rejected.line, rejected.field) == ("list.csv", 2, field)
    assert reason in rejected.reason
    assert rejected.remedy
    assert run.report.totals["rejected"] == 1


def test_an_unknown_code_is_rejected_with_those_that_may_have_been_meant(drafts: Drafts, write: Write) -> None:
    terms = Terms.of({"sex": ["Female", "Male"]})

    _found, run = drafts(PERSONS, write(f"{HEADER}\n1,P,ANNA,,,Femal,,,,,\n"), terms=terms)

    assert "female" in run.report.rejections[0].reason


def test_what_may_be_wrong_is_told_and_the_row_is_loaded(drafts: Drafts, write: Write) -> None:
    found, run = drafts(PERSONS, write(f"{HEADER}\n1,P,ANNA,,,,long ago,,,,\n"))

    assert found[0].parties[0].values == {}
    assert (run.report.notes[0].line, run.report.notes[0].field) == (2, "born")


def test_marks_of_direction_stay_in_the_name_and_are_told(drafts: Drafts, write: Write) -> None:
    found, run = drafts(PERSONS, write(f"{HEADER}\n1,P,AN\u202eNA,,,,,,,,\n"))

    assert found[0].parties[0].names[0].text.startswith("AN")
    assert "marks of direction" in run.report.notes[0].message


def test_html_in_a_name_and_a_long_identifier_are_kept_as_they_are(drafts: Drafts, write: Write) -> None:
    found, run = drafts(PERSONS, write(f"{HEADER}\n1,P,<script>alert(1)</script>,,,,,{'A1' * 150},,,\n"))

    assert found[0].parties[0].names[0].text == "<script>alert(1)</script>"
    assert found[0].parties[0].identifiers == (("passport", "A1" * 150, ""),)
    assert run.report.rejections == []


def test_unknown_columns_are_told_and_kept(drafts: Drafts, write: Write) -> None:
    found, run = drafts(PERSONS, write("id,type,name,shoe size\n1,P,ANNA,42\n"))

    assert run.report.files[0].unknown_columns == ("shoe size",)
    assert "shoe size" in run.report.notes[0].field
    assert found[0].payload == {"id": "1", "type": "P", "name": "ANNA", "shoe size": "42"}


def test_the_same_row_twice_says_nothing_new_and_another_one_of_its_key_is_rejected(
    drafts: Drafts, write: Write
) -> None:
    _found, run = drafts(PERSONS, write("id,type,name\n1,P,ANNA\n1,P,ANNA\n1,P,BO\n"))

    assert (run.report.totals["unchanged"], run.report.totals["rejected"]) == (1, 1)
    assert (run.report.rejections[0].line, run.report.rejections[0].field) == (4, "key")
    assert "line 2" in run.report.rejections[0].reason


def test_rows_of_one_key_are_numbered_where_the_mapping_says_so(drafts: Drafts, write: Write) -> None:
    lines = mapping("""\
    record: {key: '{ref}#{ordinal}', kind: line}
    parties:
      - as: goods
        ref: {key: '{ref}#goods/{ordinal}'}
        kind: GoodsLine
        values: [{property: description, column: what}]
""")

    found, run = drafts(lines, write("ref,what\nA,tea\nB,tea\nA,tea\nA,cups\n"))

    assert [draft.key for draft in found] == ["A#0", "B#0", "A#1", "A#2"]
    assert [draft.parties[0].ref.key for draft in found] == ["A#goods/0", "B#goods/0", "A#goods/1", "A#goods/2"]
    assert run.report.totals["unchanged"] == 0


def test_rows_without_a_number_are_known_by_what_they_say(drafts: Drafts, write: Write) -> None:
    lines = mapping("""\
    record: {key: '{row}/{ordinal}', kind: line}
    parties:
      - {as: goods, ref: {key: '{row}/{ordinal}'}, kind: GoodsLine, values: [{property: description, column: what}]}
""")

    found, _run = drafts(lines, write("what,note\ntea,\ntea,\ncups,\n"))

    heads = [draft.key.partition("/") for draft in found]
    assert [end for _start, _slash, end in heads] == ["0", "1", "0"]
    assert heads[0][0] == heads[1][0] != heads[2][0]


LINKS = """\
    record: {key: '{id}', kind: party}
    parties:
      - {as: party, ref: {key: '{id}'}, kind: Business, names: [name]}
      - {as: place, each: {column: places, split: '|'}, ref: {source: place, key: '{item}'}, kind: Location, names: [{item: true}]}
      - {as: parent, when: {has: parent}, ref: {key: '{parent}'}, kind: Business, described: false}
    links:
      - {type: LOCATED_AT, source: party, target: place, counted: false}
      - {name: owner, type: OWNS, source: parent, target: party, from: {column: since, as: date}}
      - {name: linked, type: ASSOCIATED_WITH, role: linked, source: party, target: {lookup: listed, column: linked, split: '|'}}
lookups:
  listed:
    primary: {file: parties, party: party, name: name}
"""  # noqa: E501 - one rule a line


def test_links_join_the_parties_of_a_row_and_whoever_it_names(drafts: Drafts, write: Write) -> None:
    text = "id,name,places,parent,since,linked\n1,ALPHA,Riga|Tartu,2,2020,beta.\n2,BETA,,,,Alpha|Gamma\n"

    found, run = drafts(mapping(LINKS), write(text))

    one, two = Ref("parties", "1"), Ref("parties", "2")
    assert found[0].claims == (
        ClaimDraft("LOCATED_AT", one, Ref("place", "Riga")),
        ClaimDraft("LOCATED_AT", one, Ref("place", "Tartu")),
        ClaimDraft("OWNS", two, one, "", "2020"),
        ClaimDraft("ASSOCIATED_WITH", one, two, "linked"),
    )
    assert found[1].claims == (ClaimDraft("ASSOCIATED_WITH", two, one, "linked"),)
    assert [party.ref.key for party in found[0].parties] == ["1", "Riga", "Tartu"]
    assert (run.report.totals["links_made"], run.report.totals["links_unresolved"]) == (3, 1)
    assert (run.report.unresolved[0].line, run.report.unresolved[0].why) == (3, "nobody")


def test_a_circle_of_links_is_recorded_and_a_link_to_itself_is_told(drafts: Drafts, write: Write) -> None:
    text = "id,name,places,parent,since,linked\n1,ALPHA,,2,,BETA\n2,BETA,,1,,ALPHA\n3,GAMMA,,3,,GAMMA\n"

    found, run = drafts(mapping(LINKS), write(text))

    assert [len(draft.claims) for draft in found] == [2, 2, 0]
    assert [(each.line, each.why) for each in run.report.unresolved] == [(4, "itself"), (4, "itself")]


def test_every_reference_by_name_is_a_link_or_a_line_of_the_report(drafts: Drafts, write: Write) -> None:
    names = "ALPHA|BETA|alpha|nobody|TWIN|| |GAMMA."
    text = f"id,name,places,parent,since,linked\n1,ALPHA,,,,\n2,BETA,,,,\n3,TWIN,,,,\n4,TWIN,,,,\n5,DELTA,,,,{names}\n"

    _found, run = drafts(mapping(LINKS), write(text))

    assert run.report.totals["links_made"] + run.report.totals["links_unresolved"] == 6
    assert [each.why for each in run.report.unresolved] == ["nobody", "ambiguous", "nobody"]


def test_a_file_that_no_rule_takes_is_told_and_one_that_is_missing_too(drafts: Drafts, write: Write) -> None:
    _found, run = drafts(PERSONS, write("id,type,name\n1,P,ANNA\n"), write("hello", "README.md"))

    assert [(file.name, file.rule) for file in run.report.files] == [("README.md", ""), ("list.csv", "parties")]
    assert "was not read" in run.report.notes[0].message


def test_without_any_file_for_the_mapping_nothing_begins(drafts: Drafts, write: Write) -> None:
    with pytest.raises(Invalid, match=r"\*\.csv"):
        drafts(PERSONS, write("x", "a.txt"), write("y", "b.txt"))


def test_a_file_in_the_wrong_encoding_stops_the_batch_before_its_first_row(drafts: Drafts, write: Write) -> None:
    with pytest.raises(Invalid, match="0xDC"):
        drafts(PERSONS, write("id,type,name\n1,P,ANNA\n2,P,MÜLLER\n".encode("cp1252")))


def test_columns_of_json_lines_that_nobody_uses_are_told(drafts: Drafts, write: Write) -> None:
    lines = read("""\
name: lines
source: lines
files:
  - name: lines
    format: jsonl
    match: ['*.jsonl']
    record: {key: '{id}', kind: party}
    parties:
      - {as: party, ref: {key: '{id}'}, kind: Person, names: [name.full, {column: aka, kind: alias}]}
""")

    found, run = drafts(lines, write('{"id": 1, "name": {"full": "ANNA"}, "aka": ["A", "B"], "shoe": 42}\n', "a.jsonl"))

    assert [name.text for name in found[0].parties[0].names] == ["ANNA", "A", "B"]
    assert run.report.files[0].unknown_columns == ("shoe",)


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=6))
def test_whatever_stands_in_a_file_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, ...]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "list.csv"
    lines = ['"' + '","'.join(cell.replace('"', '""') for cell in row) + '"' for row in table]
    path.write_bytes("\n".join(["id,type,name,country", *lines]).encode())
    filing = Filing(Marking.parse("suspects/restricted"), Grade.parse("B2"), "x")

    run = Run(PERSONS, [InputFile("list.csv", path)], filing, seeded(), dry_run=True)
    made = sum(1 for assigned in run.assigned for _draft in run.drafts(assigned))

    totals = run.report.totals
    assert totals["read"] == made + totals["unchanged"] + totals["rejected"]
