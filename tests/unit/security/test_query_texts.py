from pathlib import Path

from graphintel.model.times import now
from graphintel.security.query_texts import LONGEST, QueryTexts


def test_a_text_is_read_back_and_stands_nowhere_in_the_open(tmp_path: Path) -> None:
    texts = QueryTexts(tmp_path / "queries")

    hidden = texts.hide("Илмар Vesk", "entry-1")

    assert "Vesk" not in hidden
    assert texts.reveal(hidden, "entry-1") == "Илмар Vesk"
    assert QueryTexts(tmp_path / "queries").reveal(hidden, "entry-1") == "Илмар Vesk"
    assert hidden != texts.hide("Илмар Vesk", "entry-1")


def test_a_text_cannot_be_moved_to_another_entry(tmp_path: Path) -> None:
    texts = QueryTexts(tmp_path)

    assert texts.reveal(texts.hide("vesk", "entry-1"), "entry-2") is None


def test_what_is_no_text_or_was_damaged_is_not_read(tmp_path: Path) -> None:
    texts = QueryTexts(tmp_path)
    hidden = texts.hide("vesk", "e")

    for other in ("", "x", hidden[:-4], hidden.replace(":", "!"), hidden + "é", "../secret:AAAA", f"{now()[:10]}:"):
        assert texts.reveal(other, "e") is None
    assert texts.hide("", "e") == ""


def test_texts_of_days_before_one_are_erased_and_no_others(tmp_path: Path) -> None:
    texts = QueryTexts(tmp_path)
    today = texts.hide("vesk", "e")
    (tmp_path / "2026-01-01.key").write_text("00" * 32)
    (tmp_path / "2026-01-01.key").chmod(0o600)
    (tmp_path / "else.key").write_text("x")

    gone = texts.erase(now()[:10])

    assert gone == ["2026-01-01"]
    assert texts.reveal(today, "e") == "vesk"
    assert texts.erase("9999-12-31") == [now()[:10]]
    assert texts.reveal(today, "e") is None
    assert (tmp_path / "else.key").exists()


def test_keys_are_for_their_owner_alone_and_halves_of_characters_do_no_harm(tmp_path: Path) -> None:
    texts = QueryTexts(tmp_path / "queries")

    hidden = texts.hide("\ud800" + "x" * LONGEST, "e")

    assert texts.reveal(hidden, "e") == "?" + "x" * (LONGEST - 1)
    assert [each.stat().st_mode & 0o777 for each in (tmp_path / "queries").iterdir()] == [0o600]
