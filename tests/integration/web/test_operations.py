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


def test_queries_are_told_by_their_names_with_their_times_until_they_are_counted_anew(
    app: APIFlask, people: People
) -> None:
    root, ada = Browser(app, "root"), Browser(app, "ada")
    ada.get("/search", q="Ilmar Vesk")

    told = body(root.get("/operations/queries"))["items"]
    page = Reader(app, "root").get("/operations")
    refused = [ada.get("/operations/queries").status_code, ada.delete("/operations/queries").status_code]
    reset = root.delete("/operations/queries").status_code
    after = {each["query"] for each in body(root.get("/operations/queries"))["items"]}

    names = {each["query"] for each in told}
    assert "search.fulltext" in names or any(name.startswith("search.") for name in names)
    assert all(0 < each["median"] <= each["percentile_95"] <= each["slowest"] <= each["total"] for each in told)
    assert any(name in said(page) for name in names)
    assert "Vesk" not in page.text
    assert refused == [403, 403]
    assert reset == 204
    assert not {name for name in after if name.startswith("search.")}
