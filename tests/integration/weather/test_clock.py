"""A clock that is set back or runs ahead: nothing is lost or let through, and what ended because of it begins again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.model.times import by_clock
from graphintel.web import create_app
from tests.integration.jobs.test_jobs import table, upload
from tests.platforms import PASSWORD, Browser, People, body
from tests.working import working

HOUR_BACK, DAY_AHEAD = timedelta(hours=-1), timedelta(days=1)


@contextmanager
def clock_off_by(span: timedelta) -> Iterator[None]:
    with by_clock(lambda: datetime.now(UTC) + span):
        yield


def wrong_password(app: APIFlask) -> int:
    given = {"username": "otto", "password": "wrong"}
    return app.test_client().post("/api/v1/session", json=given).status_code


def anew(browser: Browser) -> int:
    """Asks for somebody who is not remembered from the last second."""
    browser.client.application.extensions["graphintel"].sessions._changes.note()
    return browser.get("/session").status_code


def test_a_clock_that_jumps_lets_nobody_in_for_longer_and_loses_nothing(platform: Platform, people: People) -> None:
    app = create_app(platform)
    today = Browser(app, "ada")
    told = {}
    for name, span in (("back", HOUR_BACK), ("ahead", DAY_AHEAD)):
        with clock_off_by(span):
            then = Browser(app, "hana")
            told[name] = [anew(today), anew(then), then.get("/search", q="vesk").status_code]
            told[f"{name}, guessed"] = [wrong_password(app) for _attempt in range(7)]
            platform.sealing.seal()
        told[f"{name}, and right again"] = [anew(today), anew(then)]
    again = Browser(app, "ada").get("/search", q="vesk").status_code
    platform.sealing.seal()
    found = platform.sealing.verify(lambda _done, _total: None)

    assert told["back"] == [401, 200, 200]
    assert told["back, and right again"] == [200, 401]
    assert told["ahead"] == [401, 200, 200]
    # Who signed in under the clock that ran ahead has cleared away what had run out by it.
    assert told["ahead, and right again"] == [401, 401]
    assert again == 200
    assert 429 in told["back, guessed"]
    assert 429 in told["ahead, guessed"]
    assert found.findings == ()
    assert found.waiting == 0
    assert platform.trail.ship() == 0


def test_a_batch_goes_through_a_jump(platform: Platform, people: People) -> None:
    states = []
    for span in (HOUR_BACK, DAY_AHEAD):
        id_ = platform.uploads.begin(people.analyst, upload(table(50)))["id"]
        with clock_off_by(span), working(platform) as worker:
            platform.uploads.work(str(id_), lambda: False)
            assert worker is not None
        ended = platform.intake.batch(people.analyst, str(id_))
        states.append((ended["state"], ended["read"], ended["accepted"] + ended["unchanged"]))

    assert states == [("done", 50, 49)] * 2


def test_whoever_signs_in_proves_himself_by_the_present_clock(platform: Platform, people: People) -> None:
    app = create_app(platform)
    with clock_off_by(timedelta(hours=1)):
        session = platform.sessions.start("root", PASSWORD)

    assert not session.session.proved
    assert body(Browser(app, "root").get("/session"))["username"] == "root"
