from __future__ import annotations

from pathlib import Path

import pytest

from graphintel.errors import Invalid
from graphintel.resources import cypher_folder
from graphintel.server.migrations import checksum, read_folder, split


def test_a_semicolon_ends_a_statement_only_outside_quotes_and_comments() -> None:
    text = """
    // first; not a statement
    CREATE (:A {text: "a; b", more: 'it\\'s; c'}); /* ; */
    MATCH (n:`odd;label`) SET n.uri = 'http://x' ;
    """

    statements = list(split(text))

    assert statements == [
        """CREATE (:A {text: "a; b", more: 'it\\'s; c'})""",
        "MATCH (n:`odd;label`) SET n.uri = 'http://x'",
    ]


def test_a_checksum_does_not_depend_on_how_lines_end() -> None:
    assert checksum("RETURN 1;\r\nRETURN 2;\r\n") == checksum("RETURN 1;\nRETURN 2;")


def test_a_checksum_depends_on_every_word() -> None:
    assert checksum("RETURN 1;") != checksum("RETURN 2;")


def test_a_gap_in_the_numbers_names_the_file_and_the_number_that_is_next(tmp_path: Path) -> None:
    (tmp_path / "0001_first.cypher").write_text("RETURN 1;")
    (tmp_path / "0003_third.cypher").write_text("RETURN 3;")

    with pytest.raises(Invalid, match=r"0003_third\.cypher: is out of order.*0002_NAME"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("statement", "needed"),
    [
        ("CREATE CONSTRAINT a FOR (n:A) REQUIRE n.id IS UNIQUE", "IF NOT EXISTS"),
        ("CREATE FULLTEXT INDEX a FOR (n:A) ON EACH [n.name]", "IF NOT EXISTS"),
        ("CREATE INDEX a FOR (n:A) ON (n.name)", "IF NOT EXISTS"),
        ("DROP INDEX a", "IF EXISTS"),
    ],
)
def test_a_statement_that_cannot_run_twice_is_refused(tmp_path: Path, statement: str, needed: str) -> None:
    (tmp_path / "0001_first.cypher").write_text(f"{statement};")

    with pytest.raises(Invalid, match=f"cannot run twice.*Add {needed}"):
        read_folder(tmp_path)


def test_the_migrations_of_this_version_can_be_read() -> None:
    migrations = read_folder(cypher_folder() / "schema")

    assert [migration.number for migration in migrations] == list(range(1, len(migrations) + 1))
    assert all(migration.statements for migration in migrations)
