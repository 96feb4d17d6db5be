from pyotp.totp import TOTP

from graphintel.bootstrap import Platform
from graphintel.services.tokens import Wanted
from tests.integration.cli.conftest import Command, Conversation
from tests.platforms import PASSWORD, People, code_for


def test_the_first_administrator_needs_nobody_and_everyone_after_him_does(command: Command) -> None:
    arguments = ("--role", "administrator", "--register", "suspects", "--level", "secret", "--json")

    first = command("user", "add", "root", *arguments, given=f"{PASSWORD}\n")
    second = command("user", "add", "another", *arguments, given="")

    assert first.code == 0, first.err
    assert first.json["username"] == "root"
    # What counts of a clearance: an administrator reads nothing.
    assert first.json["clearance"] == "none/unclassified"
    assert second.code == 5
    assert "GRAPHINTEL_TOKEN" in second.err
    assert second.json["error"]["code"] == "not_signed_in"


def test_the_first_user_is_not_an_analyst(command: Command) -> None:
    ended = command("user", "add", "ada", "--role", "analyst", given=f"{PASSWORD}\n")

    assert ended.code == 3
    assert "The first user is an administrator." in ended.err


def test_an_administrator_answers_the_prompt_and_adds_a_user(
    command: Command, platform: Platform, people: People
) -> None:
    ended = command(
        "user", "add", "zoe", "--role", "analyst", "--register", "suspects", "--level", "restricted",
        "--group", "op-harbour", "--random-password", "--json",
        given=f"root\n{PASSWORD}\n{code_for(platform, 'root')}\n",
    )  # fmt: skip

    assert ended.code == 0, ended.err
    assert ended.json["clearance"] == "suspects/restricted/op-harbour"
    started = platform.sessions.start("zoe", ended.json["password"])
    assert started.session.actor.username == "zoe"


def test_a_wrong_password_is_told_in_a_sentence(command: Command, people: People) -> None:
    ended = command("user", "list", given="root\nwrong password\n")

    assert ended.code == 5
    assert "The user name or the password is wrong." in ended.err
    assert ended.out == ""


def test_users_are_listed_and_disabled_by_an_administrator_alone(
    command: Command, platform: Platform, people: People
) -> None:
    root = platform.tokens.create(people.administrator, Wanted("test")).token
    ada = platform.tokens.create(people.analyst, Wanted("test")).token

    refused = command("user", "list", "--json", token=ada)
    disabled = command("user", "disable", "otto", "--json", token=root)
    listed = command("user", "list", "--json", token=root)

    assert refused.code == 5
    assert disabled.json == {"username": "otto", "disabled": True}
    states = {each["username"]: each["disabled"] for each in listed.json["items"]}
    assert states["otto"] is True
    assert states["ada"] is False


def test_a_user_that_is_not_there_is_not_found(command: Command, platform: Platform, people: People) -> None:
    root = platform.tokens.create(people.administrator, Wanted("test")).token

    assert command("user", "disable", "nobody", token=root).code == 4


def test_a_password_is_changed_by_its_user_and_invented_by_an_administrator_for_whoever_forgot_his(
    command: Command, platform: Platform, people: People
) -> None:
    new = "seven grey herons at dusk"
    root = platform.tokens.create(people.administrator, Wanted("test")).token
    ada = platform.tokens.create(people.analyst, Wanted("test")).token

    changed = command("user", "password", "--json", given=f"ada\n{PASSWORD}\n{new}\n")
    known = platform.sessions.start("ada", new).session.actor
    refused = command("user", "password", "otto", "--json", token=ada)
    invented = command("user", "password", "otto", "--json", token=root)

    assert changed.json == {"username": "ada"}
    assert known == people.analyst
    assert refused.code == 5
    assert platform.sessions.start("otto", invented.json["password"]).session.actor == people.officer


def test_an_administrator_sets_up_his_second_factor_on_the_command_line_before_anything_else(
    command: Command, conversation: Conversation, platform: Platform, people: People
) -> None:
    refused = command("user", "list", given=f"root\n{PASSWORD}\n")
    talk = conversation("user", "second-factor", "--json")
    secret = talk.say(f"root\n{PASSWORD}\n", until=r"secret=([A-Z2-7]+)&")
    told = talk.finish(f"{TOTP(secret).now()}\n")
    listed = command("user", "list", "--json", given=f"root\n{PASSWORD}\n{told.json['recovery_codes'][0]}\n")
    wrong = command("user", "list", given=f"root\n{PASSWORD}\n{told.json['recovery_codes'][0]}\n")

    assert refused.code == 5
    assert "graphintel user second-factor" in refused.err
    assert told.code == 0, told.err
    assert "root" in {each["username"] for each in listed.json["items"]}
    assert wrong.code == 5
    assert "The code is wrong" in wrong.err


def test_a_second_factor_is_reset_for_somebody_else(command: Command, platform: Platform, people: People) -> None:
    root = platform.tokens.create(people.administrator, Wanted("test", scope=("users",))).token
    begun = platform.second_factors.begin(people.analyst, "here")
    platform.second_factors.confirm(people.analyst, TOTP(begun.secret).now(), "here")

    reset = command("user", "reset-second-factor", "ada", "--json", token=root)
    own = command("user", "reset-second-factor", "root", token=root)

    assert reset.json == {"username": "ada", "second_factor": False}
    assert platform.second_factors.state(people.analyst)["set_up"] is False
    assert own.code == 5
