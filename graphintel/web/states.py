"""States that have no vocabulary, in words: of a check, of an investigation, of somebody in the suspects register."""

from __future__ import annotations

from graphintel.i18n import gettext as _
from graphintel.model.values.reasons import N_

WORDS = {
    ("valid", "yes"): N_("Check passes"),
    ("valid", "no"): N_("Check fails"),
    ("valid", "unknown"): N_("Not checkable"),
    ("status", "active"): N_("Active"),
    ("status", "open"): N_("Still open"),
    ("status", "running"): N_("Running"),
    ("status", "watched"): N_("Watched"),
    ("status", "suspended"): N_("Suspended"),
    ("status", "closed"): N_("Closed"),
}


def state_words(property_: str, code: str) -> str:
    """A state in the reader's words; what a record wrote in its own words stays."""
    known = WORDS.get((property_, code))
    return _(known) if known else code
