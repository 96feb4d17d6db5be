"""What the names of the audit trail mean, in the reader's words; a name without words is shown as it is."""

from __future__ import annotations

from graphintel.i18n import gettext as _
from graphintel.model.values.reasons import N_

WORDS = {
    "access.refused": N_("was refused"),
    "audit.read": N_("read the audit"),
    "audit.verified": N_("checked the audit"),
    "batch.ended": N_("ended a batch"),
    "batch.read": N_("opened a batch"),
    "batch.started": N_("started a batch"),
    "batch.stopped": N_("stopped a batch"),
    "batches.listed": N_("listed batches"),
    "code.refused": N_("gave a wrong code"),
    "chart.changed": N_("changed a chart"),
    "chart.created": N_("saved a chart"),
    "chart.deleted": N_("deleted a chart"),
    "chart.opened": N_("opened a chart"),
    "charts.listed": N_("listed charts"),
    "decision.ended": N_("took a decision back"),
    "decision.taken": N_("took a decision"),
    "decisions.read": N_("read decisions"),
    "entity.read": N_("opened an entity"),
    "export.made": N_("exported"),
    "journal.damaged": N_("found an edited journal"),
    "leads.read": N_("read leads"),
    "link_counts.read": N_("counted links"),
    "links.read": N_("read links"),
    "neighbourhood.read": N_("expanded an entity"),
    "overview.read": N_("looked at the overview"),
    "paths.read": N_("searched for paths"),
    "proposal.read": N_("compared two entities"),
    "records.added": N_("added records"),
    "records.read": N_("read records"),
    "records.retracted": N_("retracted records"),
    "recovery_code.used": N_("used a recovery code"),
    "recovery_codes.renewed": N_("made new recovery codes"),
    "second_factor.asked": N_("was asked for a code"),
    "second_factor.removed": N_("removed the second factor"),
    "second_factor.reset": N_("reset a second factor"),
    "second_factor.set_up": N_("set up the second factor"),
    "search.made": N_("searched"),
    "session.ended": N_("signed out"),
    "session.refused": N_("failed to sign in"),
    "session.started": N_("signed in"),
    "statistics.read": N_("read statistics"),
    "subgraph.read": N_("read a chart's graph"),
    "suggestions.made": N_("was given suggestions"),
    "texts.erased": N_("erased search texts"),
    "timeline.read": N_("read a timeline"),
    "token.created": N_("made a token"),
    "token.revoked": N_("revoked a token"),
    "user.added": N_("added a user"),
    "user.disabled": N_("disabled a user"),
    "user.enabled": N_("enabled a user"),
    "vocabulary.loaded": N_("loaded vocabularies"),
}


def deed(action: str) -> str:
    """What somebody did, as it reads after his name."""
    known = WORDS.get(action)
    return _(known) if known else action
