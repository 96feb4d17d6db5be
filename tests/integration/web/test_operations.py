"""How the installation is: told to whoever runs it, and to nobody else."""

from __future__ import annotations

from apiflask import APIFlask

from graphintel.bootstrap import Platform
from tests.integration.web.test_pages import Reader, said
from tests.platforms import Browser, People, body
from tests.working import working


def states(browser: Browser) -> dict[str, str]:
    return {each["part"]: each["state"] for each in body(browser.get("/operations"))["parts"]}


def test_whoever_runs_it_sees_how_every_part_is(app: APIFlask, people: People, platform: Platform) -> None:
    root = Browser(app, "root")
    before = states(root)
    platform.check.run(lambda _done, _total: None)
    (platform.settings.jobs_folder / "queue.db.broken-1").touch()
    with working(platform):
        after = states(root)
        page = Reader(app, "root").get("/operations")

    assert before["store"] == before["journal"] == before["disk"] == "ok"
    assert (before["jobs"], before["graph"], before["backups"]) == ("attention", "attention", "ok")
    assert after["graph"] == "ok"
    assert page.status_code == 200
    assert "A broken queue was put aside." in said(page)
    assert "Database Works The database answers." in said(page)


def test_nobody_else_does(app: APIFlask, people: People) -> None:
    for name in ("ada", "otto", "alma"):
        assert Browser(app, name).get("/operations").status_code == 403
