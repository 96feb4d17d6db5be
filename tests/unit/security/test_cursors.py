from dataclasses import replace

import pytest

from graphintel.errors import Invalid
from graphintel.security.actor import FULL_CLEARANCE, Actor, Role
from graphintel.security.cursors import Cursors
from graphintel.security.keys import Keys

ADA = Actor("1", "ada", "Ada", Role.analyst, FULL_CLEARANCE)
CURSORS = Cursors(Keys("a secret of more than thirty-two characters"))
QUESTION = ["search", {"q": "весk"}]


def test_a_cursor_leads_back_to_its_place() -> None:
    cursor = CURSORS.dump(ADA, QUESTION, [1.5, "id"])

    assert CURSORS.load(ADA, QUESTION, cursor) == [1.5, "id"]


def test_no_cursor_is_the_first_page() -> None:
    assert CURSORS.load(ADA, QUESTION, None) is None


def test_a_cursor_is_refused_when_changed_or_used_elsewhere() -> None:
    cursor = CURSORS.dump(ADA, QUESTION, [1.5, "id"])
    bob = replace(ADA, id="2")

    attempts = [
        (ADA, QUESTION, cursor[:-1] + ("A" if cursor[-1] != "A" else "B")),
        (ADA, QUESTION, "x" * 100_000),
        (ADA, QUESTION, ""),
        (ADA, QUESTION, "\x00"),
        (ADA, ["search", {"q": "other"}], cursor),
        (bob, QUESTION, cursor),
    ]

    for actor, question, text in attempts:
        with pytest.raises(Invalid, match="cursor"):
            CURSORS.load(actor, question, text)
