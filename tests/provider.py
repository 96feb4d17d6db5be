"""A real provider of OpenID Connect, made of Authlib's own authorization server, in a process of its own.

Whom it knows and what is wrong with its tokens is said in the address that a browser is sent to: ``as`` and ``fault``.
"""

# Authlib ships no types, and calls these methods with more than they need.
# ruff: noqa: ANN401, ARG002
# mypy: disallow-subclassing-any=False, warn-return-any=False

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, Response, jsonify, request
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

CLIENT, CLIENT_SECRET = "graphintel", "a secret between the two of them"


class Registered(ClientMixin):
    """The one client that there is."""

    def get_client_id(self) -> str:
        return CLIENT

    def get_allowed_scope(self, scope: Any) -> Any:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri.endswith("/sign-in/provider/back")

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return (method, endpoint) == ("client_secret_basic", "token")

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    """A code that waits to be turned into a token."""

    code: str
    user: dict[str, str]
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    auth_time: int = field(default_factory=lambda: int(time.time()))

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return self.auth_time

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> list[str]:
        return self.user["amr"].split()


CODES: dict[str, Code] = {}


class Grant(AuthorizationCodeGrant):
    """Codes that are kept in memory and used once."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

    def save_authorization_code(self, code: str, request: Any) -> None:
        asked = request.payload.data
        given = (request.payload.redirect_uri, request.payload.scope, asked["nonce"])
        CODES[code] = Code(code, request.user, *given, asked["code_challenge"], asked["code_challenge_method"])

    def query_authorization_code(self, code: str, client: ClientMixin) -> Code | None:
        return CODES.get(code)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        del CODES[authorization_code.code]

    def authenticate_user(self, authorization_code: Code) -> dict[str, str]:
        return authorization_code.user


class Tokens(OpenIDCode):
    """ID tokens, with what is wrong with them where something is to be."""

    def __init__(self, issuer: str) -> None:
        super().__init__(require_nonce=True)
        self.issuer = issuer
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig"})
        self.stranger = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig"})
        self.fault = ""

    def exists_nonce(self, nonce: str, request: Any) -> bool:
        return any(code.nonce == nonce for code in CODES.values())

    def get_client_algorithm(self, client: ClientMixin) -> str:
        return "RS256"

    def get_encode_header(self, client: ClientMixin) -> dict[str, str]:
        return {"alg": "RS256", "kid": "one"}

    def resolve_client_private_key(self, client: ClientMixin) -> RSAKey:
        return self.stranger if self.fault == "signature" else self.key

    def get_compatible_claims(self, request: Any) -> dict[str, Any]:
        now = int(time.time())
        self.fault = request.user["fault"]
        return {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300}

    def generate_user_info(self, user: dict[str, str], scope: str) -> Any:
        wrong: dict[str, dict[str, Any]] = {
            "expired": {"exp": int(time.time()) - 3_600}, "nonce": {"nonce": "another"},
            "audience": {"aud": "somebody else"}, "audiences": {"aud": [CLIENT, "somebody else"]},
            "issuer": {"iss": "https://evil.example"}, "nameless": {"preferred_username": None},
        }  # fmt: skip
        return {"sub": user["name"], "preferred_username": user["name"], **wrong.get(user["fault"], {})}


def application(address: str) -> Flask:
    """The provider at an address."""
    app = Flask(__name__)
    tokens = Tokens(address)
    server = AuthorizationServer(app, query_client=lambda _id: Registered(), save_token=lambda _token, _request: None)
    server.register_grant(Grant, [CodeChallenge(required=True), tokens])

    @app.get("/.well-known/openid-configuration")
    def describe() -> Response:
        places = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return jsonify({"issuer": address, **{name: address + path for name, path in places.items()}})

    @app.get("/keys")
    def keys() -> Response:
        return jsonify(KeySet([tokens.key]).as_dict(private=False))

    @app.get("/authorize")
    def authorize() -> Any:
        named = {"name": request.args["as"], "fault": request.args.get("fault", ""), "amr": request.args.get("amr", "")}
        grant = server.get_consent_grant(end_user=named)
        return server.create_authorization_response(grant_user=named, grant=grant)

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    return app


@contextmanager
def running() -> Iterator[str]:
    """The provider on a free port of this machine, in a process of its own; its address."""
    program = [sys.executable, "-m", "tests.provider"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield str(json.loads(process.stdout.readline())["address"])
        finally:
            process.kill()


def main() -> None:
    """Serves until it is ended; says first where."""
    server = make_server("127.0.0.1", 0, Flask("nothing yet"))
    address = f"http://127.0.0.1:{server.server_port}"
    server.app = application(address)
    sys.stdout.write(json.dumps({"address": address}) + "\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
