"""A part of the published list, from its files to what an analyst finds."""

import os
from pathlib import Path

import neo4j
import pytest

from graphintel.intake.mapping.reading import find
from graphintel.intake.readers.files import InputFile
from graphintel.services.checking import Asked
from graphintel.services.intake import Intake
from tests.platforms import People

ENTRIES = 600


def part_of_the_list(folder: Path) -> list[InputFile]:
    """The latest entries with all their aliases and addresses."""
    given = os.environ.get("GRAPHINTEL_REAL_DATA")
    source = (Path(given) if given else Path(__file__).parents[4] / "shared" / "data") / "ofac"
    if not (source / "sdn.csv").is_file():
        assert "CI" not in os.environ, f"GRAPHINTEL_REAL_DATA points nowhere: there is no sdn.csv in {source}."
        pytest.skip(
            "The published list is not here: OFAC's SDN list in CSV, in a folder ofac; see GRAPHINTEL_REAL_DATA."
        )
    rows = [row for row in (source / "sdn.csv").read_bytes().split(b"\r\n") if b"," in row][-ENTRIES:]
    keys = {row.partition(b",")[0] for row in rows}
    files = []
    for name in ("sdn.csv", "alt.csv", "add.csv"):
        kept = [row for row in (source / name).read_bytes().split(b"\r\n") if row.partition(b",")[0] in keys]
        (folder / name).write_bytes(b"\r\n".join([*kept, b"\x1a"]))
        files.append(InputFile(name, folder / name))
    return files


@pytest.mark.real_data
def test_listed_parties_are_entities_with_their_links_and_a_second_load_changes_nothing(
    intake: Intake, people: People, driver: neo4j.Driver, tmp_path: Path
) -> None:
    files = part_of_the_list(tmp_path)

    report = intake.load(people.analyst, find("ofac-sdn"), files, Asked())
    again = intake.load(people.analyst, find("ofac-sdn"), files, Asked())

    records = driver.execute_query("MATCH (r:Record {source: 'ofac-sdn'}) RETURN count(r) AS n").records[0]["n"]
    parties = driver.execute_query(
        "MATCH (e:Entity) WHERE e.kind IN ['Person', 'Business', 'Vessel', 'Aircraft'] RETURN count(e) AS n"
    ).records[0]["n"]
    linked = driver.execute_query(
        "MATCH (:Entity)-[r:ASSOCIATED_WITH {role: 'linked to'}]->(:Entity) RETURN count(r) AS n"
    ).records[0]["n"]
    assert report.totals["rejected"] == 0
    assert records == report.totals["accepted"] == report.totals["read"]
    assert again.totals["unchanged"] == again.totals["read"]
    # A valid IMO number or LEI that two entries share makes them one.
    assert ENTRIES - 20 < parties <= ENTRIES
    assert 0 < linked <= report.totals["links_made"]
