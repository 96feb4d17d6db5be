import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from graphintel.errors import Invalid, NotFound
from graphintel.intake.readers.files import InputFile, examine, find

Write = Callable[..., InputFile]


def test_a_folder_gives_its_files_by_name_and_leaves_hidden_ones_alone(write: Write, tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".hidden"):
        write("x", name)

    assert [file.name for file in find([tmp_path])] == ["a.csv", "b.csv"]


def test_a_link_out_of_a_folder_is_not_followed(write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "delivered"
    folder.mkdir()
    (folder / "own.csv").symlink_to(folder / "other.csv")
    (folder / "other.csv").write_text("x", encoding="utf-8")
    assert [file.name for file in find([folder])] == ["other.csv", "own.csv"]

    (folder / "list.csv").symlink_to(write("a secret of this machine", "secret").path)

    with pytest.raises(Invalid, match=r"list\.csv"):
        find([folder])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"missing\.csv"):
        find([tmp_path / "missing.csv"])


def test_a_file_is_known_by_its_digest(write: Write) -> None:
    found = examine(write("ANNA\n"), "utf-8")

    assert (found.size, found.sha256) == (5, hashlib.sha256(b"ANNA\n").hexdigest())


def test_a_wrong_encoding_names_line_byte_and_remedy(write: Write) -> None:
    content = b"name\nANNA\n" + "MÜLLER\n".encode("cp1252")

    with pytest.raises(Invalid) as caught:
        examine(write(content), "utf-8")

    problem = caught.value.problems[0]
    assert (problem.field, problem.line) == ("list.csv", 3)
    assert "byte 12 of the file, 0xDC, is not UTF-8" in problem.message
    assert "encoding: windows-1252" in str(problem.remedy)


@pytest.mark.parametrize("ahead", [0, 1, (1 << 20) - 1, (1 << 20), (1 << 20) + 1])
def test_a_wrong_byte_is_found_wherever_the_file_is_cut_for_reading(write: Write, ahead: int) -> None:
    with pytest.raises(Invalid, match=f"byte {ahead + 3} of the file, 0xFF"):
        examine(write(b"x" * ahead + "é".encode() + b"\xff"), "utf-8")


def test_a_character_cut_off_by_the_end_of_the_file_is_wrong(write: Write) -> None:
    with pytest.raises(Invalid, match="byte 5 of the file, 0xC3"):
        examine(write(b"ANNA" + "é".encode()[:1]), "utf-8")


def test_a_character_over_two_chunks_is_right(write: Write) -> None:
    content = b"x" * ((1 << 20) - 1) + "é".encode()

    assert examine(write(content), "utf-8").size == len(content)


def test_utf_16_is_told_by_its_mark(write: Write) -> None:
    with pytest.raises(Invalid, match="encoding: utf-16"):
        examine(write("name\n".encode("utf-16")), "utf-8")
