from base64 import urlsafe_b64decode
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

    # The last letter of the signature is left out: two of its bits say nothing, so another letter may mean the same.
    changed = [cursor[:at] + ("A" if cursor[at] != "A" else "B") + cursor[at + 1 :] for at in range(len(cursor) - 1)]

    attempts = [
        *((ADA, QUESTION, text) for text in changed),
        (ADA, QUESTION, "x" * 100_000),
        (ADA, QUESTION, ""),
        (ADA, QUESTION, "\x00"),
        (ADA, ["search", {"q": "other"}], cursor),
        (bob, QUESTION, cursor),
    ]

    for actor, question, text in attempts:
        with pytest.raises(Invalid, match="cursor"):
            CURSORS.load(actor, question, text)


def test_a_cursor_shows_nothing_of_the_place_that_it_names() -> None:
    place = ["2026-03-14", "f268505a-981a-5711-a525-1aba1b0ecf34"]

    one, other = (CURSORS.dump(ADA, QUESTION, place) for _ in range(2))

    assert one != other
    for cursor in (one, other):
        parts = [urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in cursor.split(".")]
        assert not [part for part in parts if b"f268505a" in part or b"2026" in part]
        assert CURSORS.load(ADA, QUESTION, cursor) == place
