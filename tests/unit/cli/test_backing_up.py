from datetime import UTC, datetime

import pytest

from graphintel.cli.backing_up import due

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "is_due"),
    [
        (None, True),
        ("2026-03-14T11:30:00.000000Z", False),
        ("2026-03-14T11:00:00.000000Z", True),
        # The clock was set back: waiting until it has caught up may take years.
        ("2027-03-14T11:00:00.000000Z", True),
    ],
)
def test_a_backup_is_due_when_the_last_one_is_old_or_lies_in_the_future(last: str | None, *, is_due: bool) -> None:
    assert due(last, 3_600, NOW) is is_due
