"""Drafts become records, or problems that say where and what would be right; nothing that is handed in raises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.errors import Problem
from graphintel.model.drafts import (
    ClaimDraft,
    PartyDraft,
    RecordDraft,
    Ref,
    Settled,
    identifier_ref,
    settle,
    subject_of,
)
from graphintel.model.ids import Ids
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.model.marking import Marking
from graphintel.model.records import Claim, Named
from graphintel.model.values.schemes import SCHEMES

IDS = Ids(b"a secret of the tests, 32 bytes!")
OTHER = Ids(b"another secret, also of 32 bytes")
MARKING = Marking.parse("suspects/restricted")
VESK = Ref("s", "vesk")
FIRM = Ref("s", "firm")


def drafted(*parties: PartyDraft, claims: tuple[ClaimDraft, ...] = (), line: int | None = 7) -> RecordDraft:
    return RecordDraft("s", "k", "Report", "2026", "B", "2", MARKING, "Customs Act", parties, claims, {"a": 1}, line)


def person(**said: object) -> PartyDraft:
    return PartyDraft(VESK, "Person", **said)  # type: ignore[arg-type]


def only(settled: Settled) -> Problem:
    (problem,) = settled.problems
    return problem


# Texts with halves of characters, marks of direction and control characters, as broken files bring them.
ODD = st.text(st.characters(categories=None), max_size=12)
REFS = st.builds(Ref, ODD, ODD, st.booleans())
PARTIES = st.builds(
    PartyDraft,
    REFS,
    st.sampled_from([*KINDS, "Ghost"]),
    st.lists(st.builds(Named, ODD), max_size=2).map(tuple),
    st.dictionaries(
        st.sampled_from(["birth_date", "nationality", "remarks", "persons", "value", "ectoplasm"]),
        st.lists(ODD | st.sampled_from(["1984", "EE", "12.5 kg", "1e999999999"]), max_size=2).map(tuple),
        max_size=3,
    ),
    st.lists(
        st.tuples(st.sampled_from([*SCHEMES, "horoscope"]), ODD | st.sampled_from(["9074729", "N/A", "0000"]), ODD),
        max_size=3,
    ).map(tuple),
)
CLAIMS = st.builds(ClaimDraft, st.sampled_from([*LINK_TYPES, "KNOWS"]), REFS, REFS, ODD, ODD | st.just("1984"), ODD)
DRAFTS = st.builds(
    lambda parties, claims: drafted(*parties, claims=tuple(claims)),
    st.lists(PARTIES, max_size=3),
    st.lists(CLAIMS, max_size=3),
)


@given(DRAFTS)
def test_settling_never_raises_and_gives_the_same_every_time(draft: RecordDraft) -> None:
    first = settle(IDS, draft)

    assert settle(IDS, draft) == first
    assert first.draft is draft


@given(DRAFTS)
def test_every_problem_names_the_field_the_line_and_the_remedy(draft: RecordDraft) -> None:
    for problem in settle(IDS, draft).problems:
        assert problem.field
        assert problem.line == 7
        assert problem.message.endswith(".")
        assert problem.remedy


@given(DRAFTS)
def test_whatever_settles_without_a_problem_can_be_stored(draft: RecordDraft) -> None:
    settled = settle(IDS, draft)
    if settled.problems:
        return

    for description in settled.descriptions:
        for text in (*(name.text for name in description.names), *(value for _, value in description.values)):
            assert text.encode()


def test_a_party_becomes_a_description_in_canonical_form() -> None:
    settled = settle(
        IDS,
        drafted(
            person(
                names=(Named("Ilmar Vesk"), Named(" \u202e "), Named("Ilmar Vesk")),
                values={"birth_date": ("14 Mar 1984",), "nationality": ("Estonia", "EST"), "sex": ("M",)},
            )
        ),
    )

    (description,) = settled.descriptions
    assert settled.problems == ()
    assert description.subject == subject_of(IDS, VESK) == IDS.subject("s", "vesk")
    assert description.names == (Named("Ilmar Vesk"),)
    assert description.values == (("birth_date", "1984-03-14"), ("nationality", "EE"), ("sex", "m"))


def test_an_identifier_becomes_a_subject_of_its_own_with_a_link_to_it() -> None:
    settled = settle(IDS, drafted(PartyDraft(FIRM, "Vessel", identifiers=(("imo", "IMO 9074729", "PA"),))))

    vessel, number = settled.descriptions
    (item,) = vessel.identifiers
    assert (item.normalised, item.valid, item.strong, item.country) == ("9074729", True, True, "PA")
    assert number.subject == item.subject == subject_of(IDS, identifier_ref("imo", "9074729"))
    assert (number.kind, number.subkind) == ("Identifier", "registration")
    assert number.values == (("country", "PA"), ("scheme", "imo"), ("valid", "yes"))
    assert settled.claims == (Claim("IDENTIFIED_BY", vessel.subject, number.subject),)


def test_identifiers_that_fail_their_check_are_kept() -> None:
    settled = settle(IDS, drafted(PartyDraft(FIRM, "Vessel", identifiers=(("imo", "9074728", ""),))))

    vessel, number = settled.descriptions
    assert settled.problems == ()
    assert (vessel.identifiers[0].as_seen, vessel.identifiers[0].valid) == ("9074728", False)
    assert not vessel.identifiers[0].strong
    assert ("valid", "no") in number.values


@pytest.mark.parametrize("as_seen", ["000000", "", " - ", "\u202e", "N/A", "unknown", "XXXX", "?", "нет"])
def test_a_placeholder_is_kept_and_is_nobodys(as_seen: str) -> None:
    settled = settle(IDS, drafted(person(identifiers=(("passport", as_seen, ""),))))

    (description,) = settled.descriptions
    assert [item.as_seen for item in description.identifiers] == [as_seen]
    assert description.identifiers[0].subject == ""
    assert settled.claims == ()


def test_personal_identifiers_have_keyed_ids_and_public_ones_the_same_everywhere() -> None:
    assert subject_of(IDS, identifier_ref("imo", "1")) == subject_of(OTHER, identifier_ref("imo", "1"))
    assert subject_of(IDS, identifier_ref("phone", "1")) != subject_of(OTHER, identifier_ref("phone", "1"))


def test_a_known_id_wins_over_source_and_key() -> None:
    assert subject_of(IDS, Ref("s", "k", id="known")) == "known"


def test_two_who_bear_one_number_share_its_subject() -> None:
    number = (("phone", "+372 5551 2345", ""),)
    settled = settle(IDS, drafted(person(identifiers=number), PartyDraft(FIRM, "Business", identifiers=number)))

    assert len({claim.target for claim in settled.claims}) == 1
    assert len(settled.claims) == 2
    assert len(settled.descriptions) == 3


@pytest.mark.parametrize(
    ("party", "field", "message", "remedy"),
    [
        (PartyDraft(VESK, "Ghost"), "kind", "There is no kind 'Ghost'.", "Use one of Person, Business"),
        (person(values={"flag": ("PA",)}), "flag", "A person has no property 'flag'.", "Use one of birth_date"),
        (person(identifiers=(("horoscope", "x", ""),)), "horoscope", "no identifier scheme 'horoscope'", "Use one of "),
        (person(values={"nationality": ("Ruritania",)}), "nationality", "'Ruritania' is no country", "or leave it out"),
        (person(values={"birth_date": ("soon",)}), "birth_date", "soon", "Correct the value"),
        (person(names=(Named("Ves\ud800k"),)), "names", "holds half of a character", "Write it again as UTF-8"),
        (PartyDraft(Ref("s", "a\ud800"), "Person"), "", "", ""),
    ],
)
def test_what_cannot_be_kept_is_a_problem(party: PartyDraft, field: str, message: str, remedy: str) -> None:
    settled = settle(IDS, drafted(party))

    if not field:  # A key is only hashed: it is never stored as text.
        assert settled.problems == ()
        return
    problem = only(settled)
    assert (problem.field, problem.line) == (field, 7)
    assert message in problem.message
    assert problem.remedy is not None
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("claim", "field", "message"),
    [
        (ClaimDraft("KNOWS", VESK, FIRM), "type", "There is no link type 'KNOWS'."),
        (ClaimDraft("OWNS", VESK, FIRM, valid_from="soon"), "from", "soon"),
        (ClaimDraft("OWNS", VESK, FIRM, valid_to="2026-02-30"), "to", "2026-02 has no day 30."),
    ],
)
def test_a_claim_that_cannot_be_kept_is_a_problem(claim: ClaimDraft, field: str, message: str) -> None:
    problem = only(settle(IDS, drafted(person(), claims=(claim,))))

    assert (problem.field, problem.line) == (field, 7)
    assert message in problem.message


def test_dates_of_links_are_kept_in_canonical_form() -> None:
    settled = settle(IDS, drafted(person(), claims=(ClaimDraft("OWNS", VESK, FIRM, "", "14 Mar 2024", "circa 2025"),)))

    assert [(claim.valid_from, claim.valid_to) for claim in settled.claims] == [("2024-03-14", "2025~")]


def test_all_problems_are_told_not_only_the_first() -> None:
    settled = settle(
        IDS, drafted(person(values={"sex": ("?!",), "flag": ("PA",)}, identifiers=(("horoscope", "", ""),)))
    )

    assert {problem.field for problem in settled.problems} == {"sex", "flag", "horoscope"}


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "Other"}, {"observed_at": "2025"}, {"reliability": "A"}, {"credibility": "3"},
        {"marking": Marking.parse("suspects/secret")}, {"legal_basis": "other"}, {"payload": {"a": 2}},
        {"parties": (person(names=(Named("Ilmar Vesk"),)),)}, {"parties": (person(subkind="x"),)},
        {"parties": (person(identifiers=(("passport", "AB1234567", ""),)),)},
        {"claims": (ClaimDraft("OWNS", VESK, FIRM),)},
    ],
    ids="-".join,
)  # fmt: skip
def test_whatever_a_record_says_is_part_of_its_content(changed: dict[str, object]) -> None:
    draft = drafted(person())

    assert settle(IDS, replace(draft, **changed)).content != settle(IDS, draft).content  # type: ignore[arg-type]


def test_a_corrected_country_of_an_identifier_is_a_change() -> None:
    one, other = (drafted(person(identifiers=(("passport", "AB1234567", land),))) for land in ("EE", "LV"))

    assert settle(IDS, one).content != settle(IDS, other).content


def test_one_number_under_many_countries_has_one_order_in_every_run() -> None:
    countries = ("EE", "AF", "", "PK", "LV", "RU", "KW", "DE", "CO", "IR", "FI", "SE")

    settled = settle(IDS, drafted(person(identifiers=tuple(("passport", "OR801168", each) for each in countries))))

    # The hash of a text differs from process to process, and with it the order of a set: unsorted, the second load of
    # the same row would be another content, that is, an edit.
    assert [item.country for item in settled.descriptions[0].identifiers] == sorted(countries)


def test_where_a_record_stood_in_its_file_is_not_part_of_its_content() -> None:
    assert settle(IDS, drafted(person(), line=7)).content == settle(IDS, drafted(person(), line=8)).content


def test_equal_numbers_of_two_countries_are_two_identifiers() -> None:
    estonian, latvian, unknown = (identifier_ref("passport", "12345", country) for country in ("EE", "LV", ""))
    assert len({subject_of(IDS, ref) for ref in (estonian, latvian, unknown)}) == 3


def test_a_number_that_is_given_out_for_the_whole_world_is_one_identifier() -> None:
    assert identifier_ref("imo", "9074729", "EE") == identifier_ref("imo", "9074729")
