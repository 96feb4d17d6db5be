"""One's own API tokens."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.services.tokens import Wanted
from graphintel.web.access import ask_again, current_actor, permission, platform
from graphintel.web.answers import answer, nothing
from graphintel.web.schemas.tokens import CreatedTokenOut, TokenIn, TokensOut

api = APIBlueprint("tokens_api", __name__, url_prefix="/api/v1/tokens", tag="Account")


@api.get("")
@permission(Verb.own_tokens)
@api.output(TokensOut)
def mine() -> Response:
    """One's own tokens, newest first."""
    return answer({"items": [asdict(each) for each in platform().tokens.mine(current_actor())]})


@api.post("")
@permission(Verb.own_tokens)
@api.input(TokenIn, arg_name="body")
@api.output(CreatedTokenOut, status_code=201)
def create(body: dict[str, Any]) -> Response:
    """Makes a token for oneself; its text is told this once."""
    ask_again(body["scope"])
    return answer(asdict(platform().tokens.create(current_actor(), Wanted(**body))), 201)


@api.delete("/<token>")
@permission(Verb.own_tokens)
@api.output({}, status_code=204)
def revoke(token: str) -> Response:
    """Revokes a token at once."""
    platform().tokens.revoke(current_actor(), token)
    return nothing()
