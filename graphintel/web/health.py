"""Whether the program runs, whether it can serve, and how much it does: for monitoring, without data."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Iterator

from apiflask import APIBlueprint
from flask import Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from graphintel import __version__
from graphintel.errors import NotAllowed, StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.queries import emergencies
from graphintel.queries.health import ready
from graphintel.security.tokens import equal
from graphintel.web.access import platform, public
from graphintel.web.answers import answer
from graphintel.web.proxies import THROUGH_PROXY

bp = APIBlueprint("health", __name__, enable_openapi=False)
EXTENSION_METRICS = "graphintel-metrics"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Emergencies:
    """How many emergencies the store knows of: declared by whatever process, on whatever way in."""

    def __init__(self) -> None:
        self.declared = self.unreviewed = 0

    def collect(self) -> Iterator[Metric]:
        """As Prometheus has it: an alarm is set on the counter that grows."""
        yield CounterMetricFamily("graphintel_emergencies_declared", "Emergencies declared.", value=self.declared)
        yield GaugeMetricFamily(
            "graphintel_emergencies_unreviewed", "Emergencies that nobody has reviewed.", value=self.unreviewed
        )


class Metrics:
    """What one process counts; each application has its own, so that two in one process do not collide."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("endpoint", "method", "status")
        self.answers = Counter("graphintel_answers", "Answers given.", labels, registry=self.registry)
        self.seconds = Histogram(
            "graphintel_answer_seconds", "Time to an answer.", ("endpoint",), registry=self.registry, buckets=BUCKETS
        )
        self.ready = Gauge("graphintel_store_ready", "1 while the database answers.", registry=self.registry)
        self.emergencies = Emergencies()
        self.registry.register(self.emergencies)
        Gauge("graphintel_info", "The version that runs.", ("version",), registry=self.registry).labels(
            __version__
        ).set(1)


def install(app: Flask) -> None:
    """Counts every answer of the application."""
    counted = Metrics()
    app.extensions[EXTENSION_METRICS] = counted

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        counted.answers.labels(endpoint, request.method, str(response.status_code)).inc()
        counted.seconds.labels(endpoint).observe(time.perf_counter() - g.get("started", time.perf_counter()))
        return response


@bp.get("/healthz")
@public
def healthz() -> Response:
    """The program runs."""
    return answer({"status": "ok", "version": __version__})


@bp.get("/readyz")
@public
def readyz() -> Response:
    """The program runs and its database answers."""
    if not ready(platform().store):
        raise StoreUnavailable(_("The database does not answer; try again in a moment."))
    return answer({"status": "ready"})


@bp.get("/metrics")
@public
def metrics() -> Response:
    """What this process has counted, for Prometheus: to this machine, or to whoever names the token for it."""
    if not (_of_this_machine() or _named_token()):
        raise NotAllowed(_("Figures are for this machine alone, or for whoever names GRAPHINTEL_METRICS_TOKEN."))
    counted: Metrics = current_app.extensions[EXTENSION_METRICS]
    up = ready(platform().store)
    counted.ready.set(up)
    if up:
        counted.emergencies.declared, counted.emergencies.unreviewed = emergencies.counts(platform().store)
    return Response(generate_latest(counted.registry), content_type=CONTENT_TYPE_LATEST)


def _of_this_machine() -> bool:
    """True where nothing but this machine asks: what came through a proxy here came from elsewhere."""
    try:
        local = ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        local = False
    return local and not request.environ.get(THROUGH_PROXY)


def _named_token() -> bool:
    token = platform().settings.metrics_token
    scheme, _space, named = request.headers.get("Authorization", "").partition(" ")
    return token is not None and scheme.lower() == "bearer" and equal(named.strip(), token)
