"""Every public method of a service and every command says what it needs, or stands here with the reason why not."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any, get_type_hints

import click
import pytest

from graphintel.bootstrap import Platform
from graphintel.cli import root

DOORS = {"authorise", "require_cleared"}
# Public methods of services that ask at no door, and why they need not.
SERVICES = {
    "Check.last": "For whoever owns the installation; tells how many differences there were.",
    "Check.run": "For whoever owns the installation; values only where he asks for them.",
    "Limits.attempt": "Counts an attempt to sign in, before anybody is known.",
    "Limits.undecided": "Counts an attempt to sign in, before anybody is known.",
    "SecondFactors.waits_for": "Tells what a sign-in still waits for, before anybody is known.",
    "SecondFactors.check": "Signing in: the code decides.",
    "Oidc.begin": "Signing in: sends to the provider.",
    "Oidc.finish": "Signing in: the provider decides who somebody is.",
    "Sessions.start_told": "Signing in: the provider has told who somebody is.",
    "Sessions.half": "Tells whose password was right; what he may do is asked once the sign-in is complete.",
    "Sessions.complete": "Signing in: the code decides.",
    "Sessions.set_up": "Signing in: hands the user whose password was right to what asks.",
    "Limits.succeeded": "Counts an attempt to sign in, before anybody is known.",
    "Purposes.checked": "Holds what somebody chose against what is offered, before anybody is known.",
    "Purposes.label_of": "Words of the sign-in form; they tell of nobody.",
    "Purposes.offered": "Words of the sign-in form; they tell of nobody.",
    "Sessions.prove": "The password decides, of the session that asks.",
    "Intake.give_up": "Ends what nobody can go on with; called by what carries batches out.",
    "Uploads.running": "For whoever owns the installation; tells of batches and of nothing in them.",
    "Uploads.stop": "For whoever owns the installation.",
    "Uploads.tidy": "Run by the installation itself.",
    "Uploads.unfinished": "Run by the installation itself.",
    "Uploads.work": "Run by the installation itself; asks for whoever began the batch, as he is now.",
    "Uploads.worked_on": "Run by the installation itself.",
    "Figures.of": "Numbers and names of queries, nothing of what was asked; called by what asks who wants them.",
    "Figures.reset_queries": "For whoever owns the installation; a user is asked for by what calls it.",
    "Figures.start": "Run by the installation itself.",
    "Figures.stop": "Run by the installation itself.",
    "Figures.write": "Run by the installation itself.",
    "Gauges.now": "Numbers for monitoring, which the address or a token lets in; they tell of nobody.",
    "Operations.here": "For whoever owns the installation; tells of nobody.",
    "Trail.close": "Keeps the trail; tells nobody anything.",
    "Trail.read": "Notes that somebody reads, who was let in by then.",
    "Trail.refused": "Notes that somebody was refused.",
    "Trail.ship": "Keeps the trail; tells nobody anything.",
    "Trail.start": "Keeps the trail; tells nobody anything.",
    "Sealing.close": "Keeps the trail; tells nobody anything.",
    "Sealing.seal": "For whoever owns the installation; tells of entries and of nothing in them.",
    "Sealing.start": "Keeps the trail; tells nobody anything.",
    "Sealing.verify": "For whoever owns the installation; tells of entries and of nothing in them.",
    "Sessions.start": "Signing in: the password decides.",
    "Sessions.authenticate": "Signing in: the password decides.",
    "Sessions.find": "Tells who somebody is; what he may do is asked afterwards.",
    "Sessions.end": "Whoever has the secret of a session may end it.",
    "Tokens.bearer": "Tells who somebody is; what he may do is asked afterwards.",
    "Tokens.actor": "Tells who somebody is; what he may do is asked afterwards.",
    "Emergencies.due": "A number for the first page, 0 for who reviews none.",
    "Users.none_yet": "Tells the owner of the installation whether it has users, nothing of them.",
    "Users.add_first": "For the owner of an installation without users, of whom nobody could be asked.",
    "Vocabularies.load_shipped": "Puts what comes with the product into the store; run by the installation itself.",
    "Intake.carry_out": "Goes on with what prepare has let in.",
    "Demo.claim": "Prepares a database that says it is a demo, before there are users.",
    "Demo.fill": "Prepares a database that says it is a demo, before there are users.",
    "Demo.accounts": "Prepares a database that says it is a demo, before there are users.",
}
# Commands that act for nobody, and why they need not.
COMMANDS = {
    "demo": "Serves an invented network from a database of its own.",
    "serve": "Starts the program; whoever comes signs in.",
    "db": "For the owner of the data folder and of the account of the database, before anybody can sign in.",
    "intake mappings": "Lists what comes with the product.",
    "jobs": "For the owner of the data folder: runs and stops work in the names of those who began it.",
    "status": "For the owner of the data folder, at the hour when nobody can sign in.",
    "audit seal": "For the owner of the data folder.",
    "audit verify": "For the owner of the data folder, who need not be a user.",
    "user second-factor": "Signs in, by the password alone where its user has no second factor yet.",
    "user add": "Signs in, except for the first user of an installation.",
}
ACTING = ("acting(", "acting_user(")


def services() -> Iterator[type]:
    for kind in get_type_hints(Platform).values():
        if getattr(kind, "__module__", "").startswith("graphintel.services."):
            yield kind


def methods() -> Iterator[tuple[str, Any]]:
    for kind in services():
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            if not name.startswith("_"):
                yield f"{kind.__name__}.{name}", method


def called(method: Any) -> set[str]:  # noqa: ANN401 - a function
    """The names of what a function calls."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(method)))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {call.id if isinstance(call, ast.Name) else getattr(call, "attr", "") for call in calls}


def first(method: Any) -> str:  # noqa: ANN401
    """The name of what a function calls in its first statement after the docstring, empty where it calls nothing."""
    body = ast.parse(textwrap.dedent(inspect.getsource(method))).body[0].body[1:]  # type: ignore[attr-defined]
    call = body[0].value if body and isinstance(body[0], ast.Expr) else None
    return call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""


def asking() -> dict[str, Any]:
    return {name: method for name, method in methods() if name not in SERVICES and not handed_on(name, method)}


def handed_on(name: str, method: Any) -> bool:  # noqa: ANN401
    """True for a method that hands the actor to one that asks, or that itself hands him on to one."""
    kind = name.partition(".")[0]
    doors = {each.partition(".")[2] for each, other in methods() if each != name and called(other) & DOORS}
    doors |= {
        each.partition(".")[2]
        for each, other in methods()
        if each.startswith(f"{kind}.") and each != name and called(other) & doors
    }
    parameters = list(inspect.signature(method).parameters)
    return not called(method) & DOORS and parameters[1:2] == ["actor"] and bool(called(method) & doors)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def source_of(command: click.Command) -> str:
    """What a command does, with the functions of its module that it calls."""
    assert command.callback is not None
    function = inspect.unwrap(command.callback)
    around = vars(inspect.getmodule(function))
    helpers = [around[name] for name in sorted(called(function)) if inspect.isfunction(around.get(name))]
    return "".join(map(inspect.getsource, (function, *helpers)))


@pytest.mark.parametrize("name", [name for name, _method in methods()])
def test_a_public_method_of_a_service_asks_at_the_door_or_is_listed(name: str) -> None:
    method = dict(methods())[name]

    assert (name in SERVICES) != (bool(called(method) & DOORS) or handed_on(name, method))


def test_a_service_asks_before_it_does_anything_else() -> None:
    late = [name for name, method in asking().items() if first(method) not in DOORS]

    assert late == []


def test_a_service_takes_the_actor_first() -> None:
    wrong = [name for name, method in asking().items() if list(inspect.signature(method).parameters)[1] != "actor"]

    assert wrong == []


@pytest.mark.parametrize("name", [name for name, _command in commands(root)])
def test_a_command_acts_for_somebody_or_is_listed(name: str) -> None:
    command = dict(commands(root))[name]
    listed = any(name == each or name.startswith(f"{each} ") for each in COMMANDS)

    assert any(door in source_of(command) for door in ACTING) or listed, f"{name} acts for nobody."


def test_every_exception_is_there() -> None:
    known = {name for name, _command in commands(root)}

    assert set(SERVICES) <= {name for name, _method in methods()}
    assert [each for each in COMMANDS if not any(f"{name} ".startswith(f"{each} ") for name in known)] == []
