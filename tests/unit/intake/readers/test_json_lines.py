from collections.abc import Callable

from graphintel.intake.readers import rows
from graphintel.intake.readers.files import InputFile
from graphintel.intake.readers.form import Form
from graphintel.intake.rows import Rejected, Row

Write = Callable[..., InputFile]
FORM = Form(format="jsonl")


def test_nested_values_have_paths_and_lists_have_several_values(write: Write) -> None:
    file = write(
        '{"id": 7, "name": {"full": "ANNA"}, "alias": [{"text": "A"}, {"text": "B"}], "none": null, "on": true}\n'
    )

    found = list(rows(file, FORM))

    assert isinstance(found[0], Row)
    assert found[0].cells == {"id": "7", "name.full": "ANNA", "alias.text": ("A", "B"), "on": "true"}


def test_numbers_stay_as_they_were_written(write: Write) -> None:
    found = list(rows(write('{"amount": 1.10, "big": 12345678901234567890}\n'), FORM))

    assert isinstance(found[0], Row)
    assert found[0].payload == {"amount": "1.10", "big": "12345678901234567890"}


def test_what_is_no_object_is_rejected_by_line(write: Write) -> None:
    lines = [
        '{"id": 1}',
        "[1, 2]",
        "{broken",
        "",
        '{"id": 2}',
        '{"id": 3, "id": 4}',
        "[" * 100_000,
        '{"a": "x\\u0000y"}',
    ]

    found = list(rows(write("\n".join(lines) + "\n\x1a"), FORM))

    assert [(each.line, isinstance(each, Rejected)) for each in found] == [
        (1, False), (2, True), (3, True), (5, False), (6, True), (7, True), (8, True),
    ]  # fmt: skip
    assert "the name id stands twice" in getattr(found[4], "reason", "")
    assert getattr(found[6], "field", "") == "a"
