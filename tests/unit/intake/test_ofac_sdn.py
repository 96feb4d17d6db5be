"""The mapping of the OFAC list: on an edition made up for this, and on the published one where it is at hand."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from graphintel.intake.mapping.reading import find
from graphintel.intake.readers.files import InputFile
from graphintel.intake.readers.files import find as find_files
from graphintel.intake.run import Run
from graphintel.model.drafts import PartyDraft, RecordDraft, Ref, settle
from graphintel.model.ids import Ids

Write = Callable[..., InputFile]
Drafts = Callable[..., tuple[list[RecordDraft], Run]]

EMPTY = ",".join(["-0- "] * 7)
LONG = "x" * 967
SDN = f"""\
90001,"VESK, Ilmar","individual","SDGT] [IFSR","Minister",{EMPTY.removesuffix(",-0- ")},"DOB circa 1951; alt. DOB 01 Jan 1966 to 31 Dec 1968; POB Pyongyang, Korea, North; nationality Iran; citizen Nowhere; Gender Male; Passport AK5995921 (Pakistan) issued 24 Mar 2007 expires 22 Mar 2012; alt. Passport issued in Riga; a.k.a. 'ABU X'; Tax ID No. AABA 670850 Y; Minister; Linked To: NORVIK SHIPPING CO.; Linked To: norvik; Linked To: TWIN; Linked To: GHOST."
90002,"NORVIK SHIPPING CO.",-0- ,"IRAN",-0- ,{EMPTY.removesuffix(",-0- ")},"Organization Established Date 17 Dec 2016; Company Number IMO 5342883; Website www.norvik.example; Email Address a@norvik.example; Telephone (98)(21)(66153220); SWIFT/BIC NORVIRTH; Digital Currency Address - XBT 1Kuf2Rd8mDyAViwBozGTNYnvWL8uYFrkVo; f.k.a. 'OLD NORVIK'."
90003,"SEA STAR","vessel","IRAN",-0- ,"5IM316","Crude Oil Tanker","318,000","163,660","Panama","Norvik Shipping Co","Former Vessel Flag Tanzania; alt. Former Vessel Flag None Identified; MMSI 572469210; Vessel Registration Identification IMO 9187629; Linked To: NORVIK SHIPPING CO."
90004,"EP-ABC","aircraft","IRAN",-0- ,{EMPTY.removesuffix(",-0- ")},"Aircraft Model A300; Aircraft Manufacture Date 19 Oct 1995; Aircraft Operator Nobody Air; Aircraft Tail Number EP-ABC."
90005,"TWIN",-0- ,"IRAN",-0- ,{EMPTY}
90006,"TWIN",-0- ,"IRAN",-0- ,{EMPTY}
90007,"CUT, Off","individual","IRAN",-0- ,{EMPTY.removesuffix(",-0- ")},"DOB 1952; {LONG}; Linked To: TWIN SHIPP"
\x1a
"""  # noqa: E501 - as published
ALT = """\
90002,1,"aka","NORVIK",-0- \r
90003,2,"fka","SEA SUN",-0- \r
90001,3,"nka","VESK, Elmar",-0- \r
\x1a\r
"""
ADD = """\
90001,11,"12 Main St.","Riga","Latvia",-0-
90002,12,"12 MAIN STREET","Riga","Latvia",-0-
90002,13,-0- ,"Riga","Latvia",-0-
90002,14,-0- ,-0- ,"Latvia",-0-
90003,15,-0- ,-0- ,-0- ,-0-
90002,16,-0- ,-0- ,"Region: Gaza",-0-
\x1a
"""


@pytest.fixture
def edition(drafts: Drafts, write: Write) -> tuple[dict[str, RecordDraft], Run]:
    files = [write(SDN, "SDN.CSV"), write(ALT, "alt.csv"), write(ADD, "add.csv")]
    found, run = drafts(find("ofac-sdn"), *files)
    return {draft.key: draft for draft in found}, run


def entry(edition: tuple[dict[str, RecordDraft], Run], key: str) -> PartyDraft:
    return edition[0][key].parties[0]


def test_the_edition_is_read_to_its_last_row(edition: tuple[dict[str, RecordDraft], Run]) -> None:
    found, run = edition

    assert run.report.totals["read"] == 16
    assert run.report.rejections == []
    assert {key for key in found if not key.isdecimal()} == {
        "alt/1", "alt/2", "alt/3", "add/11", "add/12", "add/13", "add/14", "add/15", "add/16",
    }  # fmt: skip
    assert len(found["90007"].payload["remarks"]) == 1000  # type: ignore[index, call-overload, arg-type]


def test_a_person_has_what_the_remarks_say(edition: tuple[dict[str, RecordDraft], Run]) -> None:
    person = entry(edition, "90001")

    assert (person.ref, person.kind) == (Ref("ofac-sdn", "90001"), "Person")
    assert [(name.text, name.kind) for name in person.names] == [("VESK, Ilmar", "primary"), ("ABU X", "weak_alias")]
    assert person.values["birth_date"] == ("1951~", "1966-01-01/1968-12-31")
    assert person.values["birth_country"] == ("KP",)
    assert person.values["nationality"] == ("IR",)
    assert person.values["sex"] == ("M",)
    assert person.values["program"] == ("SDGT", "IFSR")
    assert person.values["title"] == ("Minister",)
    assert person.identifiers == (("passport", "AK5995921", "Pakistan"), ("tax_id", "AABA 670850 Y", ""))


def test_an_empty_type_is_a_business(edition: tuple[dict[str, RecordDraft], Run]) -> None:
    business = entry(edition, "90002")

    assert business.kind == "Business"
    assert business.values["incorporated"] == ("2016-12-17",)
    assert {scheme: text for scheme, text, _country in business.identifiers} == {
        "imo_company": "5342883", "website": "www.norvik.example", "email": "a@norvik.example",
        "phone": "(98)(21)(66153220)", "swift_bic": "NORVIRTH", "crypto_wallet": "1Kuf2Rd8mDyAViwBozGTNYnvWL8uYFrkVo",
    }  # fmt: skip
    assert [(name.text, name.kind) for name in business.names[1:]] == [("OLD NORVIK", "former")]


def test_a_vessel_has_flag_tonnage_and_identifiers(edition: tuple[dict[str, RecordDraft], Run]) -> None:
    vessel = entry(edition, "90003")

    assert (vessel.kind, vessel.values["flag"], vessel.values["former_flag"]) == ("Vessel", ("PA",), ("TZ",))
    assert (vessel.values["deadweight"], vessel.values["gross_tonnage"]) == (("318000",), ("163660",))
    assert {(scheme, text) for scheme, text, _country in vessel.identifiers} == {
        ("call_sign", "5IM316"), ("mmsi", "572469210"), ("imo", "9187629"),
    }  # fmt: skip
    assert entry(edition, "90004").identifiers == (("aircraft_registration", "EP-ABC", ""),)


def test_an_alias_is_a_record_of_its_own_about_its_entry(edition: tuple[dict[str, RecordDraft], Run]) -> None:
    alias = entry(edition, "alt/2")

    assert (alias.ref, alias.kind) == (Ref("ofac-sdn", "90003"), "Vessel")
    assert [(name.text, name.kind) for name in alias.names] == [("SEA SUN", "former")]


def test_the_same_address_is_the_same_place_and_a_city_alone_joins_nobody(
    edition: tuple[dict[str, RecordDraft], Run],
) -> None:
    found, _run = edition

    places = {key: [claim.target for claim in found[key].claims] for key in found if key.startswith("add/")}
    assert places["add/11"] == places["add/12"]
    assert places["add/11"][0].source == "address"
    assert places["add/13"] == [Ref("ofac-sdn", "90002/riga latvia")]
    assert places["add/14"] == places["add/15"] == places["add/16"] == []
    assert (entry(edition, "add/11").values, entry(edition, "add/14").values) == (
        {"residence": ("LV",)}, {"country": ("LV",)},
    )  # fmt: skip


def test_every_linked_to_is_a_link_or_a_line_of_the_report(edition: tuple[dict[str, RecordDraft], Run]) -> None:
    found, run = edition

    linked = [(claim.target.key, claim.role) for claim in found["90001"].claims]
    assert linked == [("90002", "linked to"), ("90002", "linked to")]
    assert [(each.name, each.why) for each in run.report.unresolved if each.link == "linked_to"] == [
        ("TWIN", "ambiguous"), ("GHOST", "nobody"), ("TWIN SHIPP", "cut"),
    ]  # fmt: skip
    assert (run.report.totals["links_made"], run.report.totals["links_unresolved"]) == (3, 3)


@pytest.mark.parametrize(
    ("remark", "made", "unresolved"),
    [
        ("DOB 1952; linked to:TWIN SHIPS.", 1, []),
        ("DOB 1952; Linked To TWIN SHIPS", 1, []),
        ("DOB 1952; (Linked To: TWIN SHIPS)", 0, ["astray"]),
        ("POB Riga. Linked To: TWIN SHIPS; Linked To: TWIN SHIPS; Linked To: NOONE. Linked To: TWIN SHIPS.",
         1, ["nobody", "astray", "astray"]),
        ("Minister, not linked together.", 0, []),
    ],
)  # fmt: skip
def test_a_linked_to_that_is_written_otherwise_is_read_or_told_and_never_lost(
    drafts: Drafts, write: Write, remark: str, made: int, unresolved: list[str]
) -> None:
    rows = f'1,"TWIN SHIPS",-0- ,"IRAN",-0- ,{EMPTY}\n2,"A",-0- ,"IRAN",{EMPTY},"{remark}"\n'

    _found, run = drafts(find("ofac-sdn"), write(rows, "sdn.csv"))

    assert run.report.totals["links_made"] == made
    assert [each.why for each in run.report.unresolved] == unresolved


def test_an_owner_who_is_listed_owns_the_vessel(edition: tuple[dict[str, RecordDraft], Run]) -> None:
    claims = {(claim.type, claim.source.key, claim.target.key) for claim in edition[0]["90003"].claims}

    assert claims == {("ASSOCIATED_WITH", "90003", "90002"), ("OWNS", "90002", "90003")}


def test_what_is_cut_off_or_cannot_be_read_is_told(edition: tuple[dict[str, RecordDraft], Run]) -> None:
    told = {(note.line, note.field) for note in edition[1].report.notes}

    assert told == {(1, "remarks: citizen"), (1, "remarks: Passport"), (7, "remarks")}


def test_aliases_without_their_list_are_rejected(drafts: Drafts, write: Write) -> None:
    found, run = drafts(find("ofac-sdn"), write(ALT, "alt.csv"))

    assert found == []
    assert {each.field for each in run.report.rejections} == {"ent_num"}
    assert run.report.totals["rejected"] == 3


def published() -> Path:
    given = os.environ.get("GRAPHINTEL_REAL_DATA")
    folder = Path(given) if given else Path(__file__).parents[4] / "shared" / "data"
    if not (folder / "ofac" / "sdn.csv").is_file():
        assert "CI" not in os.environ, f"GRAPHINTEL_REAL_DATA points nowhere: there is no ofac/sdn.csv in {folder}."
        pytest.skip(
            "The published list is not here. Get sdn.csv, alt.csv and add.csv from the US Treasury (OFAC, SDN list in "
            "CSV), put them into a folder named ofac and set GRAPHINTEL_REAL_DATA to the folder above it."
        )
    return folder / "ofac"


@pytest.mark.real_data
def test_the_published_list_is_accounted_for_to_the_last_row_and_nothing_of_it_fails(drafts: Drafts) -> None:
    folder = published()
    rows = {path.name: path.read_bytes().count(b"\r\n") for path in folder.glob("*.csv")}
    linked = (folder / "sdn.csv").read_bytes().count(b"Linked To:")

    found, run = drafts(find("ofac-sdn"), *find_files([folder]))
    problems = [problem for draft in found for problem in settle(Ids(b"x" * 32), draft).problems]

    report = run.report
    assert {file.name: file.read for file in report.files} == rows
    assert len(found) == report.totals["read"]
    assert problems == []
    assert report.totals["links_made"] + report.totals["links_unresolved"] == linked
    assert {each.why for each in report.unresolved if each.link == "linked_to"} <= {"nobody", "ambiguous", "cut"}
    kinds = {draft.parties[0].kind for draft in found if draft.kind == "list_entry"}
    assert kinds == {"Person", "Business", "Vessel", "Aircraft"}
