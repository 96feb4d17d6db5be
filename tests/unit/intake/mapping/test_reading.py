from collections.abc import Callable

import pytest

from graphintel.errors import Invalid, NotFound
from graphintel.intake.mapping.reading import find, read, shipped
from graphintel.intake.readers.files import InputFile

Write = Callable[..., InputFile]

GOOD = """\
name: parties
source: parties
defaults: {marking: suspects/restricted, grade: b2, legal_basis: Customs Act}
files:
  - name: parties
    match: ['*.csv']
    record: {key: '{id}', kind: party}
    parties:
      - as: party
        ref: {key: '{id}'}
        kind: Person
        names: [name]
        values:
          - {property: nationality, column: country}
"""


def broken(old: str, new: str) -> tuple[int | None, str, str]:
    """Line, key and message of the complaint about the mapping with something changed."""
    assert old in GOOD
    with pytest.raises(Invalid) as caught:
        read(GOOD.replace(old, new))
    problem = caught.value.problems[0]
    return problem.line, problem.field, problem.message


def test_a_mapping_says_what_a_batch_need_not() -> None:
    mapping = read(GOOD)

    assert mapping.defaults.marking is not None
    assert (mapping.defaults.marking.text, mapping.defaults.grade) == ("suspects/restricted", "B2")
    assert mapping.files[0].form.required == ("id",)
    assert mapping.files[0].form.known == ("id", "name", "country")


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("kind: Person", "kind: Persona", 11, "files[0].parties[0].kind"),
        ("property: nationality", "property: flag", 14, "files[0].parties[0].values[0].property"),
        ("property: nationality", "property: colour of hair", 14, "files[0].parties[0].values[0].property"),
        ("column: country", "columm: country", 14, "files[0].parties[0].values[0].columm"),
        ("key: '{id}', kind: party", "key: '{id', kind: party", 7, "files[0].record.key"),
        ("record: {key: '{id}', kind: party}", "record: {kind: party}", 7, "files[0].record"),
        ("grade: b2", "grade: Z9", 3, "defaults.grade"),
        ("suspects/restricted", "suspects/hidden", 3, "defaults.marking"),
        ("match: ['*.csv']", "match: ['*.csv']\n    encoding: klingon", 7, "files[0].encoding"),
        ("match: ['*.csv']", "match: ['*.csv']\n    header: perhaps", 7, "files[0].header"),
        ("match: ['*.csv']", "match: ['*.csv']\n    delimiter: '::'", 7, "files[0].delimiter"),
        ("match: ['*.csv']", "match: ['*.csv']\n    columns: [id]", 13, "files[0].parties[0].names[0]"),
        ("names: [name]", "names: [{column: name, pattern: '(?=x)'}]", 12, "files[0].parties[0].names[0].pattern"),
        ("names: [name]", "names: [{column: name, map: nowhere}]", 12, "files[0].parties[0].names[0].map"),
        ("names: [name]", "names: [{column: name, constant: x}]", 12, "files[0].parties[0].names[0]"),
        ("names: [name]", "names: [{column: name, as: poem}]", 12, "files[0].parties[0].names[0].as"),
        ("names: [name]", "names: [{column: name, kind: nickname}]", 12, "files[0].parties[0].names[0].kind"),
        ("names: [name]", "names: [name]\n        identifiers: [{scheme: shoe, column: x}]", 13,
         "files[0].parties[0].identifiers[0].scheme"),
        ("kind: Person", "kind: {column: type, map: {a: Elf}}", 11, "files[0].parties[0].kind"),
        ("kind: Person", "kind: {column: type}", 11, "files[0].parties[0].kind"),
        ("kind: Person", "kind: {of: nobody}", 11, "files[0].parties[0].kind.of"),
        ("source: parties", "source: parties\nsource: twice", 3, "source"),
        ("column: country}", "column: country}\n    links: [{type: LOVES, source: party, target: party}]", 15,
         "files[0].links[0].type"),
        ("column: country}", "column: country}\n    links: [{type: OWNS, source: nobody, target: party}]", 15,
         "files[0].links[0].source"),
    ],
)  # fmt: skip
def test_a_complaint_names_line_and_key(old: str, new: str, line: int, key: str) -> None:
    found = broken(old, new)

    assert found[:2] == (line, key)
    assert found[2]


def test_what_is_no_yaml_names_the_line_and_the_key_near_it() -> None:
    line, key, _message = broken("    match: ['*.csv']", "    match: ['*.csv'\n   bad: : x")

    assert line in {7, 8}
    assert key in {"match", "bad"}


@pytest.mark.parametrize("text", ["", "[]", "just words", "a: &x 1\nb: *x\n", "\x00", "[" * 5_000, "x: 1\n" * 200_000])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read(text)


def test_norway_is_a_country_and_not_false() -> None:
    text = GOOD.replace("kind: Person", "kind: {column: land, map: {NO: Person, 'yes': Business}, otherwise: reject}")

    pick = read(text).files[0].parties[0].kind.pick

    assert pick is not None
    assert pick.values is not None
    assert (pick.values.get("no"), pick.values.get("YES")) == ("Person", "Business")


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_mapping_is_readable_and_bears_the_name_of_its_file(name: str) -> None:
    assert find(name).name == name


def test_the_shipped_mappings_are_known_by_name() -> None:
    assert {"ofac-sdn", "seizures"} <= set(shipped())


def test_a_mapping_of_ones_own_is_a_file(write: Write) -> None:
    assert find(str(write(GOOD, "own.yaml").path)).name == "parties"


@pytest.mark.parametrize("name", ["nowhere", "nowhere.yaml", "../ofac-sdn", "/etc/passwd"])
def test_a_mapping_that_is_not_there_is_named_with_those_that_are(name: str) -> None:
    with pytest.raises(NotFound, match="ofac-sdn"):
        find(name)


def test_a_mapping_in_another_encoding_names_the_line(write: Write) -> None:
    file = write(GOOD.encode() + b"# \xff\n", "own.yaml")

    with pytest.raises(Invalid) as caught:
        find(str(file.path))

    assert caught.value.problems[0].line == 15
