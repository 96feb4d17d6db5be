from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.errors import Invalid
from graphintel.intake.readers import rows
from graphintel.intake.readers.delimited import header
from graphintel.intake.readers.files import InputFile
from graphintel.intake.readers.form import LONGEST_CELL, MOST_LINES, Form
from graphintel.intake.rows import Rejected, Row

Write = Callable[..., InputFile]
WITHOUT_HEADER = Form(header=False, columns=("name", "kind"), delimiter=",")


def cells(file: InputFile, form: Form | None = None) -> list[dict[str, object] | str]:
    """The cells of every row; of a rejected one its reason."""
    read = rows(file, form or Form())
    return [dict(found.cells) if isinstance(found, Row) else found.reason for found in read]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_where_the_mapping_says_none(write: Write, delimiter: str) -> None:
    file = write(f"name{delimiter}kind\nANNA{delimiter}person\n")

    assert cells(file) == [{"name": "ANNA", "kind": "person"}]


def test_a_byte_order_mark_belongs_to_no_column(write: Write) -> None:
    assert cells(write("\ufeffname,kind\nANNA,person\n")) == [{"name": "ANNA", "kind": "person"}]


def test_a_quoted_cell_may_run_over_lines_and_rows_keep_the_number_of_their_first(write: Write) -> None:
    found = list(rows(write('name,kind\n"ANNA\nMARIA, ""the cook""",person\nBO,person\n'), Form()))

    assert [(row.line, row.cells["name"]) for row in found if isinstance(row, Row)] == [
        (2, 'ANNA\nMARIA, "the cook"'),
        (4, "BO"),
    ]


def test_a_ragged_row_is_rejected_and_its_neighbours_are_read(write: Write) -> None:
    found = list(rows(write("name,kind\nANNA,person\nBO\nCY,person,extra\nDI,person\n"), Form()))

    rejected = [each for each in found if isinstance(each, Rejected)]
    assert [row.cells["name"] for row in found if isinstance(row, Row)] == ["ANNA", "DI"]
    assert [(each.line, each.reason) for each in rejected] == [
        (3, "the row has 1 cells and the file 2 columns."),
        (4, "the row has 3 cells and the file 2 columns."),
    ]
    assert all(each.remedy for each in rejected)


def test_a_quote_that_never_closes_costs_its_own_line_only(write: Write) -> None:
    found = list(rows(write('ANNA,person\n"BO,person\nCY,person\nDI,person\n'), WITHOUT_HEADER))

    assert [row.cells["name"] for row in found if isinstance(row, Row)] == ["ANNA", "CY", "DI"]
    assert [(each.line, each.reason) for each in found if isinstance(each, Rejected)] == [
        (2, "a quote opens here and does not close before the end of the file.")
    ]


def test_a_quote_that_stays_open_too_long_is_given_up_and_the_lines_behind_it_are_read(write: Write) -> None:
    behind = "".join(f"N{number},person\n" for number in range(MOST_LINES + 5))

    found = list(rows(write(f'"BO,person\n{behind}'), WITHOUT_HEADER))

    assert len([row for row in found if isinstance(row, Row)]) == MOST_LINES + 5
    assert [each.line for each in found if isinstance(each, Rejected)] == [1]


def test_a_cell_of_ten_megabytes_is_rejected_by_its_column(write: Write) -> None:
    found = list(rows(write(f"name,kind\nANNA,{'x' * 2_000_000}\n{'y' * 10_485_760},person\nBO,person\n"), Form()))

    assert [each.line if isinstance(each, Rejected) else each.cells["name"] for each in found] == [2, 3, "BO"]
    assert isinstance(found[0], Rejected)
    assert found[0].field == "kind"
    assert str(LONGEST_CELL) in found[0].reason


def test_a_nul_character_rejects_the_row_and_names_the_column(write: Write) -> None:
    found = list(rows(write("name,kind\nAN\0NA,person\nBO,person\n"), Form()))

    assert isinstance(found[0], Rejected)
    assert (found[0].line, found[0].field) == (2, "name")
    assert isinstance(found[1], Row)


@pytest.mark.parametrize("end", ["\x1a", "\x1a\r\n", "\r\n\x1a\r\n"])
def test_the_end_of_file_character_is_neither_a_row_nor_a_reject(write: Write, end: str) -> None:
    assert cells(write("ANNA,person\r\n" + end), WITHOUT_HEADER) == [{"name": "ANNA", "kind": "person"}]


def test_an_end_of_file_character_inside_the_file_is_no_end(write: Write) -> None:
    assert len(cells(write("ANNA,person\n\x1a\nBO,person\n"), WITHOUT_HEADER)) == 3


def test_blank_lines_are_no_rows(write: Write) -> None:
    assert cells(write("name,kind\n\nANNA,person\n   \n")) == [{"name": "ANNA", "kind": "person"}]


def test_text_that_is_html_is_text(write: Write) -> None:
    script = "<script>alert(1)</script>"

    assert cells(write(f"name,kind\n{script},person\n")) == [{"name": script, "kind": "person"}]


def test_a_file_in_another_encoding_is_read_where_the_mapping_says_so(write: Write) -> None:
    file = write("name,kind\nMÜLLER,person\n".encode("cp1252"))

    assert cells(file, Form(encoding="cp1252")) == [{"name": "MÜLLER", "kind": "person"}]


def test_a_header_takes_the_names_of_the_mapping_whatever_their_case(write: Write) -> None:
    assert header(write(" Name ,KIND,Note\nANNA,x,y\n"), Form(known=("name", "kind"))) == ("name", "kind", "Note")


def test_a_missing_column_is_named_with_those_that_are_there(write: Write) -> None:
    with pytest.raises(Invalid) as caught:
        header(write("name,kind\nANNA,x\n"), Form(required=("ref",)))

    problem = caught.value.problems[0]
    assert (problem.field, problem.line) == ("ref", 1)
    assert "name, kind" in str(problem.remedy)


def test_a_column_that_stands_twice_is_refused(write: Write) -> None:
    with pytest.raises(Invalid, match="several columns"):
        header(write("name,name\nANNA,x\n"), Form())


def test_an_empty_file_names_no_columns(write: Write) -> None:
    with pytest.raises(Invalid, match="no column of this name"):
        header(write(""), Form(required=("ref",)))


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\x1a"), max_size=30)


@given(st.lists(st.tuples(TEXT.filter(str.strip), TEXT), max_size=8), st.sampled_from(",;\t"))
def test_what_is_quoted_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str]], delimiter: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "list.csv"
    quoted = ['"' + cell.replace('"', '""') + '"' for row in table for cell in row]
    lines = [delimiter.join(quoted[at : at + 2]) for at in range(0, len(quoted), 2)]
    path.write_bytes("".join(line + "\n" for line in lines).encode())

    found = cells(InputFile("list.csv", path), replace(WITHOUT_HEADER, delimiter=delimiter))

    assert found == [{"name": name, "kind": kind} for name, kind in table]
