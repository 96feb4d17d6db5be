from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.marking import REGISTERS, Level, Marking
from graphintel.model.marking import highest as highest_of
from graphintel.web.pages.frame import banner_text, highest, language_name, markings_in

MARKINGS = st.builds(
    Marking,
    st.sampled_from(REGISTERS),
    st.sampled_from(list(Level)),
    st.frozensets(st.sampled_from(["op-harbour", "op-delta"])),
)


def test_every_marking_in_what_a_page_is_given_is_found() -> None:
    data = {
        "result": {"items": [{"node": {"marking": {"text": "suspects/restricted", "level": "restricted"}}}]},
        "charts": [{"name": "harbour", "marking": "seizures/confidential/op-harbour"}],
        "nothing": None,
        "count": 3,
    }

    assert set(markings_in(data)) == {"suspects/restricted", "seizures/confidential/op-harbour"}


def test_a_marking_that_is_empty_is_none() -> None:
    assert list(markings_in({"marking": ""})) == []
    assert highest([]) is None


def test_the_banner_protects_all_of_it() -> None:
    found = highest(["suspects/restricted", "seizures/confidential/op-harbour", "suspects/unclassified/op-delta"])

    assert found == {
        "text": "seizures+suspects/confidential/op-delta+op-harbour",
        "level": "confidential",
        "registers": ["seizures", "suspects"],
        "groups": ["op-delta", "op-harbour"],
    }
    assert found is not None
    assert banner_text(found) == "CONFIDENTIAL · SEIZURES · SUSPECTS · OP DELTA · OP HARBOUR"


def test_a_level_that_is_not_known_counts_as_the_highest() -> None:
    found = highest(["suspects/secret", "suspects/cosmic"])

    assert found is not None
    assert found["level"] == "cosmic"


@given(st.lists(MARKINGS, min_size=1))
def test_the_banner_says_what_the_model_says(markings: list[Marking]) -> None:
    level, registers, groups = highest_of(markings)

    found = highest(marking.text for marking in markings)

    assert found is not None
    assert (found["level"], tuple(found["registers"]), tuple(found["groups"])) == (level.name, registers, groups)


def test_a_banner_of_banners_is_the_same_banner() -> None:
    once = highest(["suspects/restricted", "seizures/confidential/op-harbour"])

    assert once is not None
    assert highest([once["text"]]) == once


def test_a_language_is_called_as_its_readers_call_it() -> None:
    assert [language_name("en"), language_name("fr")] == ["English", "Français"]
