from graphintel.bootstrap import Platform
from graphintel.services.tokens import Wanted
from tests.integration.cli.conftest import Command
from tests.platforms import PASSWORD, People


def test_a_token_is_created_by_prompt_used_and_revoked(command: Command, people: People) -> None:
    made = command("token", "create", "notebook", "--days", "7", "--json", given=f"ada\n{PASSWORD}\n")
    listed = command("token", "list", "--json", token=made.json["token"])
    revoked = command("token", "revoke", made.json["id"], "--json", token=made.json["token"])
    after = command("token", "list", "--json", token=made.json["token"])

    assert made.code == 0, made.err
    assert [each["name"] for each in listed.json["items"]] == ["notebook"]
    assert made.json["token"] not in listed.out
    assert revoked.json == {"id": made.json["id"], "revoked": True}
    assert after.code == 5


def test_without_json_the_token_alone_stands_on_stdout(command: Command, platform: Platform, people: People) -> None:
    ada = platform.tokens.create(people.analyst, Wanted("test")).token

    ended = command("token", "create", "script", token=ada)

    assert platform.tokens.actor(ended.out.strip()) == people.analyst


def test_no_command_takes_a_secret_as_an_argument(command: Command) -> None:
    for arguments in (("user", "add", "--help"), ("token", "create", "--help"), ("search", "--help")):
        text = command(*arguments).out
        assert "--password " not in text
        assert "--token" not in text
