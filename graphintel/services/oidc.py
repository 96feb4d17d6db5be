"""Signing in at the administration's provider: it tells who somebody is, and nothing of what he may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from itsdangerous import BadData, URLSafeTimedSerializer

from graphintel.errors import NotFound
from graphintel.i18n import gettext as _
from graphintel.security.keys import Keys
from graphintel.security.oidc import Begun, Provider, ProviderRefused
from graphintel.services.sessions import Came, Sessions, Started

# For so long somebody may take to sign in at the provider.
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a browser is sent, and what it keeps until it comes back: signed, and of no use to anybody else."""

    address: str
    kept: str = field(repr=False)


class Oidc:
    """Signing in at the provider that the settings name, where they name one."""

    def __init__(self, provider: Provider | None, sessions: Sessions, keys: Keys) -> None:
        self._provider = provider
        self._sessions = sessions
        self._signer = URLSafeTimedSerializer(keys.key("sign-in at a provider"), salt="oidc")

    @property
    def offered(self) -> bool:
        """Whether there is a provider."""
        return self._provider is not None

    def begin(self, back: str, target: str) -> Sent:
        """Sends a browser to the provider, from where it comes back to an address of ours and goes on to a target."""
        begun = self._named().begin(back)
        kept = {"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier, "target": target}
        return Sent(begun.address, self._signer.dumps(kept))

    def finish(self, kept: str, back: str, came: Mapping[str, str], browser: Came) -> tuple[Started, str]:
        """Starts the session of whom the provider tells of, and says where to go on; refused where anything is off."""
        provider = self._named()
        try:
            known = self._signer.loads(kept, max_age=SECONDS)
        except BadData as error:
            raise ProviderRefused(_("The sign-in took too long, or began in another browser. Begin again.")) from error
        begun = Begun("", known["state"], known["nonce"], known["verifier"])
        told = provider.finish(begun, back, came)
        return self._sessions.start_told(told.username, browser, strong=told.strong), str(known["target"])

    def _named(self) -> Provider:
        if self._provider is None:
            raise NotFound(_("There is no provider to sign in at."))
        return self._provider
