import csv
import io
import json

from graphintel.intake.claims import Unresolved
from graphintel.intake.report import MOST_LISTED, FileReport, LinkReport, Report, as_csv
from graphintel.intake.rows import Note, Rejected


def report() -> Report:
    found = Report("m", "0", "s", "suspects/restricted", "B2", "Act", dry_run=True)
    found.files = [
        FileReport("a.csv", "a", read=3, accepted=1, unchanged=1),
        FileReport("b.csv", "b", read=1, accepted=1),
    ]
    found.links = [
        LinkReport("linked", "RELATED_TO", counted=True, made=4),
        LinkReport("place", "LOCATED_AT", counted=False),
    ]
    return found


def test_the_report_adds_up_files_and_the_links_that_count() -> None:
    found = report()
    found.reject(found.files[0], [Rejected("a.csv", 2, "name", "is empty.", "Fill it.")])
    found.links[1].made = 9
    found.link(found.not_listed, [Unresolved("a.csv", 3, "linked", "X", "nobody", "X is nobody.")])

    assert found.totals == {
        "read": 4, "accepted": 2, "corrected": 0, "unchanged": 1, "rejected": 1, "links_made": 4, "links_unresolved": 1,
    }  # fmt: skip
    assert json.loads(json.dumps(found.as_dict()))["rejections"][0]["line"] == 2


def test_the_table_holds_every_line_and_no_formula() -> None:
    found = report()
    found.reject(
        found.files[0], [Rejected("a.csv", 2, "name", "=1+1", "Fill it."), Rejected("a.csv", 2, "sex", "b", "c")]
    )
    found.tell([Note("a.csv", None, "x", "unknown")])

    rows = list(csv.reader(io.StringIO(as_csv(found.as_dict()))))

    assert [row[0] for row in rows] == ["what", "rejected", "rejected", "note"]
    assert rows[1][4] == "'=1+1"
    assert found.totals["rejected"] == 1


def test_a_file_of_rubbish_is_counted_to_the_end_and_the_report_says_what_it_leaves_out() -> None:
    found = report()
    for line in range(MOST_LISTED + 3):
        found.reject(found.files[0], [Rejected("a.csv", line, "name", "bad", "mend")])

    assert found.totals["rejected"] == MOST_LISTED + 3
    assert len(found.rejections) == MOST_LISTED
    assert found.not_listed == {"rejections": 3}
    assert "not listed" in as_csv(found.as_dict())
