from __future__ import annotations

from graphintel import errors
from graphintel.errors import GraphintelError, Invalid, Problem


def kinds() -> list[type[GraphintelError]]:
    return [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, GraphintelError)]


def test_every_error_has_a_code_and_an_exit_code_of_its_own() -> None:
    assert len({kind.code for kind in kinds()}) == len({kind.exit_code for kind in kinds()}) == len(kinds())


def test_the_table_in_the_docstring_is_the_truth() -> None:
    table = errors.__doc__ or ""

    assert all(f"``{kind.code}`` | {kind.exit_code} |" in table for kind in kinds())


def test_a_problem_names_the_line_the_field_and_the_remedy() -> None:
    error = Invalid(
        [Problem("imo", "fails its check digit.", line=7, remedy="Try 9074729."), Problem("flag", "is unknown.")]
    )

    assert error.message == "line 7, imo: fails its check digit. Try 9074729.; flag: is unknown."
