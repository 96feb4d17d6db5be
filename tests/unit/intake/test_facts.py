from graphintel.intake.facts import FactReader
from graphintel.intake.mapping.model import ListRule

RULE = ListRule("remarks", "remarks", ";", ".", 100, ("alt. ",), ("Website",))
LABELS = ("DOB", "Identification Number", "Identification Number IMO", "Linked To:")


def test_facts_are_found_by_their_labels_and_the_rest_is_kept() -> None:
    facts = FactReader(RULE, LABELS).read("DOB 1952; alt. DOB 1953; Minister of Finance; Linked To: AHMED, S.A.")

    assert facts.of(["DOB"]) == ["1952", "1953"]
    assert facts.of(["DOB"], whole=True) == ["DOB 1952", "alt. DOB 1953"]
    assert facts.of(["Linked To:"]) == ["AHMED, S.A"]
    assert facts.rest == ["Minister of Finance"]
    assert facts.cut is None


def test_the_longest_label_wins_and_a_label_ends_with_its_word() -> None:
    facts = FactReader(RULE, LABELS).read("Identification Number IMO 5342883; DOBRY; Identification Number 12")

    assert facts.of(["Identification Number IMO"]) == ["5342883"]
    assert facts.of(["Identification Number"]) == ["12"]
    assert facts.rest == ["DOBRY"]


def test_a_missing_space_behind_the_separator_and_another_case_are_no_hindrance() -> None:
    facts = FactReader(RULE, LABELS).read("dob 1952;LINKED TO: HAMAS.")

    assert facts.of(["DOB", "Linked To:"]) == ["1952", "HAMAS"]


def test_known_labels_are_dropped_from_the_rest() -> None:
    assert FactReader(RULE, LABELS).read("Website www.example.com; Doctor.").rest == ["Doctor"]


def test_where_the_cell_is_cut_off_the_last_fact_is_not_believed() -> None:
    cell = "DOB 1952; " + "x" * 71 + "; Linked To: PROMO"
    assert len(cell) == 100 - 1

    whole = FactReader(RULE, LABELS).read(cell + ".")
    cut = FactReader(RULE, LABELS).read(cell[:-1] + " RA")

    assert whole.of(["Linked To:"]) == []
    assert whole.cut == ("Linked To:", "PROMO.")
    assert cut.cut == ("Linked To:", "PROM RA")
    assert FactReader(RULE, LABELS).read(cell).of(["Linked To:"]) == ["PROMO"]


def test_an_empty_cell_says_nothing() -> None:
    assert FactReader(RULE, LABELS).read("  ").by_label == {}
