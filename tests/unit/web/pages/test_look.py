import pytest

from graphintel.i18n import speaking
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.web.pages import look


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_sign_and_words(kind: str) -> None:
    found = look.kind_look(kind)

    assert found.icon
    assert found.shape
    assert found.label
    assert found.plural


@pytest.mark.parametrize("subkind", dict(KINDS["Identifier"].subkinds))
def test_every_sort_of_identifier_has_its_own_word(subkind: str) -> None:
    assert look.kind_look("Identifier", subkind).label != "Identifier"


def test_a_kind_that_is_not_known_is_drawn_plainly() -> None:
    assert look.kind_look("Dragon") == look.KindLook(
        "casework", "rectangle", "circle-help", solid=False, label="Dragon", plural="Dragon"
    )


@pytest.mark.parametrize(
    ("grade", "words", "border"),
    [
        ("A1", "Completely reliable, confirmed by other sources", ""),
        ("B2", "Usually reliable, probably true", ""),
        ("C3", "Fairly reliable, possibly true", "mid"),
        ("D4", "Not usually reliable, doubtful", "low"),
    ],
)
def test_a_grade_is_said_in_words_and_drawn_by_its_strength(grade: str, words: str, border: str) -> None:
    assert look.grade_words(grade) == words
    assert look.grade_class(grade) == border


@pytest.mark.parametrize("type_", LINK_TYPES)
def test_every_link_is_read_from_both_ends(type_: str) -> None:
    assert look.link_label(type_) == LINK_TYPES[type_].label
    assert look.link_label(type_, "in") == LINK_TYPES[type_].inverse


def test_the_role_of_a_link_is_told() -> None:
    assert look.link_label("INVOLVED_IN", "out", "notify_party") == "involved in, as notify party"


def test_a_time_is_told_as_far_as_it_is_known() -> None:
    assert look.period("2024-01-12", None) == "since 12 Jan 2024"
    assert look.period(None, "2024") == "until 2024"
    assert look.period("2025-02", "2026-03") == "Feb 2025 to Mar 2026"
    assert look.period("2025", "2025") == "2025"
    assert look.period(None, None) == "not known"


def test_a_country_is_named_in_the_readers_language() -> None:
    assert look.country("EE") == "Estonia"
    assert look.country("ZZZ") == "ZZZ"
    with speaking("fr"):
        assert look.country("EE") == "Estonie"


def test_a_name_in_a_foreign_script_says_so() -> None:
    assert look.lang_of("Илмар Веск") == "und-Cyrl"
    assert look.script_label("Илмар Веск") == "Cyrillic"
    assert look.lang_of("إلمار فيسك") == "und-Arab"
    assert look.lang_of("Ilmar Vesk") is None
    assert look.script_label("Ilmar Vesk") is None


@pytest.mark.parametrize(
    ("name", "letters"), [("T. Aalto", "TA"), ("Demo", "D"), ("ada.lovelace king", "AK"), ("", "?"), ("…", "?")]
)
def test_a_user_has_initials(name: str, letters: str) -> None:
    assert look.initials(name) == letters


def test_a_marking_may_come_as_text() -> None:
    marking = look.marking_of("seizures+suspects/confidential/op-harbour")

    assert marking["registers"] == ["seizures", "suspects"]
    assert look.marking_words(marking) == "Confidential · Seizures · Suspects · op harbour"
