from collections.abc import Callable
from pathlib import Path

import pytest

from graphintel.intake.mapping.reading import find
from graphintel.intake.readers.files import InputFile
from graphintel.intake.run import Run
from graphintel.model.drafts import RecordDraft, settle
from graphintel.model.ids import Ids

Write = Callable[..., InputFile]
Drafts = Callable[..., tuple[list[RecordDraft], Run]]
SAMPLE = Path(__file__).parent / "data" / "seizures.csv"


def sample(drafts: Drafts) -> tuple[list[RecordDraft], Run]:
    return drafts(find("seizures"), InputFile(SAMPLE.name, SAMPLE))


def test_a_row_becomes_a_seizure_with_goods_conveyance_container_and_route(drafts: Drafts) -> None:
    found, _run = sample(drafts)

    first = found[0]
    kinds = [(party.kind, party.ref.source, party.ref.key) for party in first.parties]
    assert kinds[:4] == [
        ("Seizure", "seizures", "SZ-2026-0001"),
        ("GoodsLine", "seizures", "SZ-2026-0001#goods/0"),
        ("Vessel", "seizures", "SZ-2026-0001#conveyance/9074729"),
        ("Container", "seizures", "SZ-2026-0001#container/CSQU3054383"),
    ]
    assert {(claim.type, claim.role, claim.target.key) for claim in first.claims if claim.type == "ROUTED_VIA"} == {
        ("ROUTED_VIA", "discovery", "NLRTM"), ("ROUTED_VIA", "origin", "CO"), ("ROUTED_VIA", "departure", "COCTG"),
        ("ROUTED_VIA", "transit", "PAONX"), ("ROUTED_VIA", "transit", "ESALG"), ("ROUTED_VIA", "destination", "BE"),
    }  # fmt: skip
    assert first.parties[1].values["quantity_normalised"] == ("1240.5 kg",)
    assert first.parties[2].identifiers == (("imo", "9074729", ""),)


def test_rows_of_one_seizure_keep_their_goods_apart(drafts: Drafts) -> None:
    found, _run = sample(drafts)

    goods = [party.ref.key for draft in found[:2] for party in draft.parties if party.kind == "GoodsLine"]
    assert goods == ["SZ-2026-0001#goods/0", "SZ-2026-0001#goods/1"]
    assert found[0].parties[0].ref == found[1].parties[0].ref


def test_a_row_may_mark_itself_and_what_is_unknown_is_no_place(drafts: Drafts) -> None:
    found, _run = sample(drafts)

    assert [draft.marking.text for draft in found] == [
        "seizures/confidential", "seizures/confidential", "suspects/restricted", "suspects/restricted",
    ]  # fmt: skip
    routed = {claim.target.key for claim in found[3].claims if claim.type == "ROUTED_VIA"}
    assert routed == {"EETLL", "NG", "NGLOS", "VN"}


def test_the_sample_can_be_settled_and_all_of_it_is_counted(drafts: Drafts) -> None:
    found, run = sample(drafts)

    assert [settle(Ids(b"x" * 32), draft).problems for draft in found] == [()] * 4
    assert run.report.totals["rejected"] == 0
    assert run.report.files[0].unknown_columns == ("seal",)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("mode", "77"), ("direction", "sideways"), ("commodity", "unobtainium"), ("selected_by", "chance|fate"),
        ("conveyance_type", "broomstick"), ("quantity", "a lot"), ("currency", "XXX"), ("destination", "NL1TM"),
        ("seized_at", "yesterday"), ("marking", "open"),
    ],
)  # fmt: skip
def test_an_unknown_code_is_rejected_once_with_the_name_of_its_field(
    drafts: Drafts, write: Write, column: str, cell: str
) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    row = dict(zip(lines[0].split(","), lines[1].split(","), strict=True)) | {column: cell}

    found, run = drafts(find("seizures"), write(f"{lines[0]}\n{','.join(row.values())}\n"))

    assert found == []
    fields = [each.field for each in run.report.rejections]
    assert len(fields) == 1
    assert column in fields[0].split(", ")
