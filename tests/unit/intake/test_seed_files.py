from __future__ import annotations

from pathlib import Path

import pytest

from graphintel.errors import Invalid
from graphintel.intake.seed_files import demo_decisions, demo_drafts, schemes, vocabularies
from graphintel.model.drafts import Ref
from graphintel.model.marking import Marking
from graphintel.model.properties import PROPERTIES
from graphintel.model.values.canonical import canonical_value
from graphintel.resources import seed_folder

HEADER = "code,label_en,label_fr,valid_from,valid_to,modes,order,parent,source,note\n"


def vocabulary(folder: Path, lines: str, header: str = HEADER) -> Path:
    (folder / "schemes.csv").write_text("scheme,version,label_en,source\nlist,1,List,own\n", encoding="utf-8")
    (folder / "list.csv").write_text(header + lines, encoding="utf-8")
    return folder


def complaint(folder: Path) -> str:
    with pytest.raises(Invalid) as raised:
        vocabularies(folder)
    return raised.value.message


def test_every_scheme_that_a_property_names_has_terms() -> None:
    wanted = {item.scheme for item in PROPERTIES.values() if item.scheme}

    found = {term.scheme for term in vocabularies()}

    assert wanted - found == set()


def test_codes_of_properties_are_in_the_form_in_which_values_are_kept() -> None:
    names = {item.scheme: item.name for item in PROPERTIES.values() if item.scheme}

    kept = [
        (term.code, canonical_value(names[term.scheme], term.code)) for term in vocabularies() if term.scheme in names
    ]

    assert [pair for pair in kept if pair[0] != pair[1]] == []


def test_every_vocabulary_file_is_listed_with_its_version() -> None:
    files = {path.stem for path in (seed_folder() / "vocabularies").glob("*.csv")}

    listed = {scheme.scheme for scheme in schemes()}

    assert files - {"schemes", "mapping_wco_rmc"} == listed
    assert all(scheme.version for scheme in schemes())


def test_every_term_and_scheme_is_labelled_in_english_and_french() -> None:
    labelled = [(term.scheme, term.code, term.labels) for term in vocabularies()]
    labelled += [(scheme.scheme, "", scheme.labels) for scheme in schemes()]

    assert [item for item in labelled if not {"en", "fr"} <= item[2].keys()] == []


def test_labels_are_distinct_within_a_list() -> None:
    labels = [(term.scheme, term.parent, lang, text) for term in vocabularies() for lang, text in term.labels.items()]

    assert sorted({item for item in labels if labels.count(item) > 1}) == []


def test_the_mapping_to_the_members_only_compendium_ships_empty() -> None:
    lines = (seed_folder() / "vocabularies" / "mapping_wco_rmc.csv").read_text(encoding="utf-8").splitlines()

    assert lines == ["scheme,code,wco_code,wco_label,edition,note"]


def test_a_further_language_is_one_more_column(tmp_path: Path) -> None:
    folder = vocabulary(tmp_path, "a,Apple,تفاح,10,own\n", "code,label_en,label_ar,order,source\n")

    (term,) = vocabularies(folder)

    assert term.labels == {"en": "Apple", "ar": "تفاح"}


def test_terms_come_in_the_order_of_the_list(tmp_path: Path) -> None:
    folder = vocabulary(tmp_path, "b,B,,,,,20,,own,\na,A,,,,sea air,10,b,own,\n")

    found = vocabularies(folder)

    assert [(term.code, term.parent, term.modes) for term in found] == [("a", "b", ("sea", "air")), ("b", "", ())]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("a,A,,,,,1,,own,\na,B,,,,,2,,own,\n", "line 3, list.csv, code: a stands on line 2 already"),
        ("a,A,,,,,1,b,own,\n", "line 2, list.csv, parent: b is not in this list"),
        ("a,A,,,,,1,a,own,\n", "parent: a is not in this list"),
        ("a,A,,14.3.2026,,,1,,own,\n", "valid_from: 14.3.2026 is no date"),
        ("a,A,,2026-03-14,2025-01-01,,1,,own,\n", "valid_to: It lies before valid_from"),
        ("a,A,,,,boat,1,,own,\n", "modes: boat is no mode"),
        ("a,A,,,,,first,,own,\n", "order: first is no whole number"),
        ("a,,,,,,1,,own,\n", "label_en: It is empty"),
        ("a,A,,,,,1,,own,,more\n", "The line has too many or too few cells"),
        ('"a,A\n', "line 2, list.csv: The line is no CSV"),
        ("a,A\n", "The line has too many or too few cells"),
    ],
)
def test_a_wrong_line_is_refused_with_its_place(tmp_path: Path, lines: str, told: str) -> None:
    assert told in complaint(vocabulary(tmp_path, lines))


def test_an_unknown_column_is_refused(tmp_path: Path) -> None:
    assert "Unknown columns: ['colour']" in complaint(vocabulary(tmp_path, "", HEADER.replace("note", "colour")))


def test_all_problems_of_all_lists_are_told_at_once(tmp_path: Path) -> None:
    told = complaint(vocabulary(tmp_path, "a,A,,x,,,1,,own,\nb,B,,,y,,2,,own,\n"))

    assert "x is no date" in told
    assert "y is no date" in told


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    folder = vocabulary(tmp_path, "")
    (folder / "list.csv").unlink()

    assert "list.csv: The file cannot be read" in complaint(folder)


def test_a_list_in_another_encoding_is_named(tmp_path: Path) -> None:
    folder = vocabulary(tmp_path, "")
    (folder / "list.csv").write_bytes("code,label_en,order,source\na,Café,1,own\n".encode("latin-1"))

    assert "list.csv: The file cannot be read as UTF-8" in complaint(folder)


def test_a_broken_line_of_the_network_is_named(tmp_path: Path) -> None:
    path = tmp_path / "network.jsonl"
    path.write_text('{"source":\n', encoding="utf-8")

    with pytest.raises(Invalid, match=r"line 1, network\.jsonl: The line is no JSON"):
        list(demo_drafts(path))


def test_a_decision_comes_with_its_subjects_reason_and_marking(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    line = (
        '{"type":"apart","one":{"id":"x"},"other":{"source":"s","key":"k"},"why":"w","marking":"suspects/restricted"}\n'
    )
    path.write_text(line, encoding="utf-8")

    (found,) = demo_decisions(path)

    assert found == ("apart", Ref(id="x"), Ref("s", "k"), "w", Marking.parse("suspects/restricted"))
