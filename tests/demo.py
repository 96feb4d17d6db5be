"""The demo network in a database: its records, its decisions, the vocabularies, and the people who look at it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.serving import WSGIRequestHandler, make_server

from graphintel.bootstrap import Platform
from graphintel.intake import seed_files
from graphintel.model.drafts import settle, subject_of
from graphintel.model.marking import REGISTERS, Clearance, Level
from graphintel.model.times import now
from graphintel.queries import decisions, records
from graphintel.queries.visibility import view_of
from graphintel.web import create_app
from tests.platforms import People, people_on

CHUNK = 200


class Silent(WSGIRequestHandler):
    """Tells nothing of requests that went well."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Drops the line."""


def fill(platform: Platform) -> People:
    """Writes everything into an empty database."""
    people = people_on(platform)
    platform.vocabularies.load_shipped("tests")
    drafts = list(seed_files.demo_drafts())
    settled = [settle(platform.ids, draft) for draft in drafts]
    for start in range(0, len(settled), CHUNK):
        records.add(platform.store, settled[start : start + CHUNK], by="tests", batch="", at=now())
    groups = frozenset[str]().union(*(draft.marking.groups for draft in drafts))
    view = view_of(platform.store, Clearance(frozenset(REGISTERS), Level.secret, groups))
    for item in seed_files.demo_decisions():
        ends = subject_of(platform.ids, item.one), subject_of(platform.ids, item.other)
        taken = decisions.prepare(item.type, ends, by=people.analyst.id, at=now(), why=item.why, marking=item.marking)
        decisions.decide(platform.store, view, taken)
    return people


@contextmanager
def serving(platform: Platform) -> Iterator[str]:
    """The application behind real HTTP on a free port of this machine; its address."""
    server = make_server("127.0.0.1", 0, _whole(create_app(platform)), threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, name="site")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _whole(app: WSGIApplication) -> WSGIApplication:
    """The same, each answer read to its end at once: a browser that goes away meanwhile leaves no file open."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        with ExitStack() as closing:
            body = app(environ, start)
            # PEP 3333: whatever has a close wants to be closed.
            closing.callback(getattr(body, "close", list))
            return [b"".join(body)]

    return answer
