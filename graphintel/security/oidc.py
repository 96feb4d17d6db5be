"""Signing in at the administration's own provider (OpenID Connect): authorization code, PKCE, a token that is checked.

Only the issuer that is configured is ever asked, and nothing it says leads anywhere else.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from graphintel.errors import GraphintelError
from graphintel.i18n import gettext as _
from graphintel.log import get_logger
from graphintel.security.policy import NotSignedIn
from graphintel.security.tokens import equal

log = get_logger(__name__)

WELL_KNOWN = "/.well-known/openid-configuration"
SCOPE = "openid profile email"
# Signatures that nobody but the provider can make: none by a secret that both know, and none at all even less.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
TIMEOUT = 10.0
FRESH = 300.0
# So many seconds may the provider's clock be off.
LEEWAY = 60
# What a provider says of itself where it asked for more than a password (RFC 8176).
STRONG = frozenset({"mfa", "otp", "hwk"})
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderAway(GraphintelError):
    """The provider that people sign in at does not answer, or not as one."""

    code = "provider_away"


class ProviderRefused(NotSignedIn):
    """What came back from the provider does not hold."""

    code = "provider_refused"


@dataclass(frozen=True, slots=True)
class Client:
    """What this installation is to the provider."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    username_claim: str = "preferred_username"


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that was sent to the provider: where to, and what has to be known when it comes back."""

    address: str
    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Told:
    """Whom the provider knows, and whether it asked for more than a password."""

    username: str
    strong: bool


class Provider:
    """The provider of this installation."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: tuple[float, Mapping[str, Any]] | None = None

    def begin(self, back: str) -> Begun:
        """Where to send a browser, which is to come back to an address of ours."""
        found = self._discovered()
        nonce, verifier = generate_token(43), generate_token(64)
        with closing(self._session(back)) as session:
            address, state = session.create_authorization_url(
                found["authorization_endpoint"], state=generate_token(43), nonce=nonce, code_verifier=verifier
            )
        return Begun(address, state, nonce, verifier)

    def finish(self, begun: Begun, back: str, came: Mapping[str, str]) -> Told:
        """Whom the provider tells of, once what came back belongs to what was begun and its token is checked."""
        if not equal(came.get("state", ""), begun.state):
            raise _refused("state")
        if came.get("iss", self._client.issuer) != self._client.issuer:
            raise _refused("issuer")
        if "error" in came or not came.get("code"):
            raise ProviderRefused(_("The provider did not let you in. Try again, or ask who runs it."))
        found = self._discovered()
        token = self._fetched(found["token_endpoint"], back, came["code"], begun.verifier)
        return self._told(self._checked(token, found["jwks_uri"], begun.nonce))

    def _told(self, claims: Mapping[str, Any]) -> Told:
        username, methods = claims.get(self._client.username_claim), claims.get("amr")
        if not isinstance(username, str) or not username:
            raise _refused("no user name")
        strong = isinstance(methods, list) and bool(STRONG.intersection(map(str, methods)))
        return Told(username, strong)

    def _session(self, back: str) -> Any:  # noqa: ANN401 - Authlib ships no types
        return OAuth2Session(
            self._client.client_id, self._client.secret, scope=SCOPE, redirect_uri=back, code_challenge_method="S256"
        )

    def _discovered(self) -> Mapping[str, Any]:
        """What the provider says of itself, asked anew after some minutes: a click must not always cost a request."""
        if self._known is None or time.monotonic() - self._known[0] > FRESH:
            self._known = time.monotonic(), self._description()
        return self._known[1]

    def _description(self) -> Mapping[str, Any]:
        found = _json(self._client.issuer.rstrip("/") + WELL_KNOWN)
        if found.get("issuer") != self._client.issuer:
            raise _away("another issuer")
        for name in ENDPOINTS:
            # Nothing leads away from the issuer: neither ourselves, with the secret, nor the reader.
            if not isinstance(found.get(name), str) or _origin(found[name]) != _origin(self._client.issuer):
                raise _away(f"{name} elsewhere")
        return found

    def _fetched(self, endpoint: str, back: str, code: str, verifier: str) -> str:
        try:
            with closing(self._session(back)) as session:
                token = session.fetch_token(
                    endpoint, code=code, code_verifier=verifier, timeout=TIMEOUT, allow_redirects=False
                )
        except (requests.HTTPError, requests.ConnectionError, requests.Timeout) as error:
            raise _away("token") from error
        except (AuthlibBaseError, requests.RequestException, ValueError) as error:
            raise _refused("code") from error
        found = token.get("id_token") if isinstance(token, Mapping) else None
        if not isinstance(found, str):
            raise _refused("no token")
        return found

    def _checked(self, token: str, keys: str, nonce: str) -> Mapping[str, Any]:
        ours = self._client.client_id
        wanted = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self._client.issuer},
            aud={"essential": True, "value": ours},
            nonce={"essential": True, "value": nonce},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )
        found = _json(keys)
        try:
            claims = jwt.decode(token, KeySet.import_key_set(found), algorithms=ALGORITHMS).claims  # type: ignore[arg-type]
            wanted.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise _refused(type(error).__name__) from error
        if claims.get("azp", ours) != ours or claims["aud"] not in (ours, [ours]):
            raise _refused("audience")
        return claims


def _json(address: str) -> dict[str, Any]:
    """What an address of the provider says; it is not followed to anywhere else."""
    try:
        answer = requests.get(address, timeout=TIMEOUT, allow_redirects=False, headers={"Accept": "application/json"})
        found = answer.json() if answer.ok and not answer.is_redirect else None
    except (requests.RequestException, ValueError) as error:
        raise _away("no answer") from error
    if not isinstance(found, dict):
        raise _away("no description")
    return found


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def _refused(why: str) -> ProviderRefused:
    log.warning("oidc.refused", why=why)
    return ProviderRefused(_("What came back from the provider does not hold. Begin again at the sign-in page."))


def _away(why: str) -> ProviderAway:
    log.warning("oidc.away", why=why)
    return ProviderAway(_("The provider does not answer as it should. Sign in with a password, or try again later."))
