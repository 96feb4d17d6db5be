"""One's own second factor as JSON, and that of somebody who lost it."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.web.access import current_actor, permission, platform, proven_session
from graphintel.web.answers import answer, nothing
from graphintel.web.schemas.second_factors import (
    CodeIn,
    NewSecretIn,
    NewSecretOut,
    RecoveryCodesOut,
    SecondFactorOut,
)

api = APIBlueprint("second_factors_api", __name__, url_prefix="/api/v1", tag="Account")


@api.get("/account/second-factor")
@permission(Verb.own_account)
@api.output(SecondFactorOut)
def show() -> Response:
    """Whether one has a second factor, and how many recovery codes are left."""
    return answer(platform().second_factors.state(current_actor()))


@api.post("/account/second-factor/secret")
@permission(Verb.own_account)
@api.input(NewSecretIn, arg_name="body")
@api.output(NewSecretOut, status_code=201)
def begin(body: dict[str, str]) -> Response:  # noqa: ARG001 - it is empty
    """Makes a secret for an application for codes; it counts once a code of it was given in the same session."""
    begun = platform().second_factors.begin(current_actor(), proven_session())
    return answer({"secret": begun.secret, "link": begun.link}, 201)


@api.put("/account/second-factor")
@permission(Verb.own_account)
@api.input(CodeIn, arg_name="body")
@api.output(RecoveryCodesOut)
def confirm(body: dict[str, str]) -> Response:
    """Makes the secret count of which this is a code, in place of one until now; every other session ends."""
    codes = platform().second_factors.confirm(current_actor(), body["code"], proven_session())
    return answer({"recovery_codes": codes})


@api.post("/account/second-factor/recovery-codes")
@permission(Verb.own_account)
@api.input(NewSecretIn, arg_name="body")
@api.output(RecoveryCodesOut, status_code=201)
def renew_codes(body: dict[str, str]) -> Response:  # noqa: ARG001 - it is empty
    """Makes new recovery codes; those until now are void."""
    proven_session()
    return answer({"recovery_codes": platform().second_factors.renew_codes(current_actor())}, 201)


@api.delete("/account/second-factor")
@permission(Verb.own_account)
@api.output({}, status_code=204)
def remove() -> Response:
    """Removes one's own second factor, where the role need not have one."""
    proven_session()
    platform().second_factors.remove(current_actor())
    return nothing()


@api.delete("/users/<username>/second-factor")
@permission(Verb.users)
@api.output({}, status_code=204)
def reset(username: str) -> Response:
    """Removes the second factor of a user who lost it; whoever is signed in as him is signed out."""
    platform().second_factors.reset(current_actor(), username)
    return nothing()
