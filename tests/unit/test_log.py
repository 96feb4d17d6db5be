"""What is logged of a failure: where it happened, never what it says of whom."""

from __future__ import annotations

import io

import pytest
import structlog

from graphintel import log


def fail(name: str) -> None:
    try:
        _ = dict[str, str]()[name]
    except KeyError as error:
        raise ValueError(name) from error


@pytest.mark.parametrize("json", [True, False])
def test_a_failure_is_logged_with_its_place_and_without_its_words(json: bool) -> None:  # noqa: FBT001
    written = io.StringIO()
    log.configure(json=json, stream=written)
    try:
        fail("Ilmar " + "Vesk")
    except ValueError as error:
        log.get_logger("tests").error("web.failed", reference="AB", exc_info=error)
        log.get_logger("tests").exception("job.failed")
    finally:
        structlog.reset_defaults()

    text = written.getvalue()
    assert text.count("builtins.KeyError") == text.count("builtins.ValueError") == 2
    assert "in fail" in text
    assert "Ilmar Vesk" not in text


@pytest.mark.parametrize("json", [True, False])
def test_no_value_makes_a_line_of_its_own_or_gives_orders_to_a_terminal(json: bool) -> None:  # noqa: FBT001
    written = io.StringIO()
    log.configure(json=json, stream=written)
    try:
        for nasty in ("a\r\n2026 [error] forged", "\x1b[31m\x1b]0;t\x07", "\x9b31m", "\u202egnp", "\u2028x", "\x00"):
            log.get_logger("tests").info("intake.finished", name=nasty, names=[nasty], by={"name": nasty})
    finally:
        structlog.reset_defaults()

    assert len(written.getvalue().splitlines()) == written.getvalue().count("\n") == 6
    assert all(char.isprintable() for char in written.getvalue().replace("\n", ""))
