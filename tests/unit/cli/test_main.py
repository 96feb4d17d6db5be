from __future__ import annotations

import json

import pytest

from graphintel import __version__
from graphintel.cli import COMMANDS, root, run


def test_every_command_that_is_there_can_be_loaded_under_its_name() -> None:
    context = root.make_context("graphintel", [], resilient_parsing=True)

    listed = root.list_commands(context)

    assert "db" in listed
    assert set(listed) <= set(COMMANDS)
    for name in listed:
        command = root.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    status = run(["--version"])

    assert status == 0
    assert __version__ in capsys.readouterr().out


def test_wrong_usage_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    status = run(["db", "no-such-thing"])

    assert status == 2
    assert "no-such-thing" in capsys.readouterr().err


def test_wrong_usage_is_told_as_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    status = run(["db", "status", "--no-such-option", "--json"])

    captured = capsys.readouterr()
    error = json.loads(captured.out.splitlines()[-1])["error"]
    assert status == 2
    assert (error["code"], error["problems"]) == ("usage", [])
    assert "--no-such-option" in error["message"]
    assert "--no-such-option" in captured.err


def test_a_wrong_setting_is_exit_code_3_and_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHINTEL_PORT", "many")

    status = run(["db", "status", "--json"])

    captured = capsys.readouterr()
    assert status == 3
    assert captured.err.startswith("GRAPHINTEL_PORT: 'many' is not a port")
    error = json.loads(captured.out.splitlines()[-1])["error"]
    assert (error["code"], error["problems"][0]["field"]) == ("invalid", "GRAPHINTEL_PORT")


def test_a_wrong_setting_does_not_keep_the_help_from_being_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHINTEL_PORT", "many")

    status = run(["--help"])

    assert status == 0
    assert "Customs" in capsys.readouterr().out
