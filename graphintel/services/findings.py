"""What a check of the trail found, in words: which entry or which seal, and what is wrong with it."""

from __future__ import annotations

from graphintel.i18n import gettext as _
from graphintel.model.chain import Finding
from graphintel.model.values.reasons import N_

SENTENCES = {
    ("entry", "edited"): N_("Entry %(number)s (%(id)s) does not say any more what its writer wrote."),
    ("entry", "forged"): N_("Entry %(number)s (%(id)s) was not written by this installation, or was rewritten."),
    ("entry", "missing"): N_("Entries %(number)s to %(through)s are missing."),
    ("entry", "moved"): N_("Entry %(number)s (%(id)s) stands where another one belongs."),
    ("entry", "doubled"): N_("Entry %(number)s (%(id)s) has a number that another one has already."),
    ("entry", "beyond"): N_("Entry %(number)s (%(id)s) was sealed, and its seal is missing."),
    ("entry", "unplaced"): N_("Entry %(id)s was taken out of the chain, or never let into it."),
    ("seal", "edited"): N_("Seal %(number)s does not say any more what the sealer wrote."),
    ("seal", "missing"): N_("Seals %(number)s to %(through)s are missing."),
    ("seal", "doubled"): N_("Seal %(number)s is there twice."),
    ("seal", "unchained"): N_("Seal %(number)s does not follow the one before it."),
    ("seal", "unlike"): N_("Seal %(number)s does not fit the entries that it covers."),
    ("file", "differs"): N_("Seal %(number)s is another one than the file of seals says."),
    ("file", "missing"): N_("Seals %(number)s to %(through)s are missing from the file of seals."),
    ("file", "cut_off"): N_(
        "Seals %(number)s to %(through)s were cut off with their entries: only the file knows them."
    ),
    ("file", "behind"): N_("Seals %(number)s to %(through)s were never written to the file of seals."),
}


def sentence(found: Finding) -> str:
    """A finding in the reader's language."""
    template = SENTENCES[found.part, found.what]
    return _(template, number=found.number, through=found.through, id=found.id)
