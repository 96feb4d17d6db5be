"""How often something may be tried or asked. Every number of it stands here.

Attempts that fail make the next one wait, longer each time, instead of locking: whoever guesses gets nowhere, and
nobody can keep somebody else out. So an account waits long only for the address that fails on it. For all addresses
together it waits half a minute at most, and not at all where its user has signed in from before.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

MINUTE, HOUR = 60.0, 3_600.0
# For so long an address from which somebody signed in counts as one of his.
KNOWN_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wait:
    """After ``free`` failures the next attempt waits ``first`` seconds, then twice that, up to ``most``.

    One failure is forgotten after each ``fade`` seconds.
    """

    name: str
    free: int
    first: float
    most: float
    fade: float

    def after(self, failures: float) -> float:
        """How many seconds to wait after so many failures."""
        over = round(failures) - self.free
        return 0.0 if over < 0 else min(self.most, self.first * 2.0 ** min(over, 30))


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and as many again within ``seconds``."""

    name: str
    most: int
    seconds: float

    @property
    def fade(self) -> float:
        """After how many seconds one of them is forgotten."""
        return self.seconds / self.most


# By account and address; by address alone, behind which a whole office may be; by account from everywhere.
HERE = Wait("here", free=5, first=10.0, most=15 * MINUTE, fade=10 * MINUTE)
ADDRESS = Wait("address", free=50, first=5.0, most=15 * MINUTE, fade=MINUTE)
ACCOUNT = Wait("account", free=20, first=5.0, most=30.0, fade=MINUTE)
# By account from everywhere, for codes: only whoever knows the password gets so far, and there are a million codes.
CODES = Wait("codes", free=10, first=10.0, most=15 * MINUTE, fade=10 * MINUTE)
# By session or by request of a program, for one user.
SEARCHES = Rate("searches", most=300, seconds=MINUTE)
SUGGESTIONS = Rate("suggestions", most=900, seconds=MINUTE)
EXPORTS = Rate("exports", most=60, seconds=HOUR)
# Being refused goes on record once in this time, not every time.
ON_RECORD = Rate("on record", most=1, seconds=MINUTE)

WAITS = {wait.name: wait for wait in (HERE, ADDRESS, ACCOUNT, CODES)}


def counted_address(address: str) -> str:
    """What counts as one address: of the newer kind a subscriber has a whole network, not one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
