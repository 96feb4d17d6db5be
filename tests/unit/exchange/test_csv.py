import csv
import io

import pytest

from graphintel.exchange.csv import COLUMNS, cell, dump
from tests.unit.exchange.documents import nasty


def rows() -> list[list[str]]:
    return list(csv.reader(io.StringIO(dump(nasty()).decode("utf-8-sig"), newline="")))


def test_the_first_line_says_what_it_is_and_the_second_names_the_columns() -> None:
    found = rows()

    assert found[0][0].startswith("SUSPECTS/SECRET/OP-DELTA | ")
    assert tuple(found[1]) == COLUMNS


def test_every_entity_and_every_link_has_a_line() -> None:
    document = nasty()

    found = [row[:2] for row in rows()[2:]]

    assert found == [
        *(["entity", node.id] for node in document.graph.nodes),
        *(["link", link.id] for link in document.graph.links),
    ]


def test_no_cell_is_a_formula() -> None:
    dangerous = [each for row in rows() for each in row if each.lstrip()[:1] in set("=+-@|%")]

    assert dangerous == []


@pytest.mark.parametrize("text", ["=1", " =1", "\t=1", "\n=1", "+1", "-1", "@x", "＝1", "'=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ilmar Vesk", "1=1", "O'Hara", "王伟", "B2"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert cell(text) == text
