"""The figures for Prometheus: what all processes of the server have counted, and how the installation is just now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from graphintel import __version__
from graphintel.bootstrap import Platform
from graphintel.queries.timings import Timing
from graphintel.services.gauges import ABOUT, Gauge
from graphintel.web.request_log import elapsed, method, route

EDGES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
SIGN_IN = frozenset({"sign_in.enter", "session.start"})
REFUSED = frozenset({401, 429})
LABELS = ("method", "status", "route")
# What the label of a gauge that has one is called.
LABEL = {"jobs": "state"}


def install(app: Flask, platform: Platform) -> None:
    """Counts every answer of the application."""

    def count(response: Response) -> Response:
        status, spent = response.status_code, elapsed()
        platform.figures.answers.add(f"{method()} {status // 100}xx {route()}", spent)
        if request.endpoint in SIGN_IN and status in REFUSED:
            platform.figures.sign_ins.add(str(status), spent)
        return response

    app.after_request(count)


def exposition(platform: Platform) -> bytes:
    """All figures, as Prometheus reads them."""
    registry = CollectorRegistry()
    registry.register(_Figures(platform))
    return generate_latest(registry)


class _Figures(Collector):
    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def collect(self) -> Iterator[Metric]:
        """Every family of figures."""
        figures = self._platform.figures
        answers = {tuple(name.split(" ", 2)): timing for name, timing in figures.of("answers").items()}
        yield _durations("graphintel_answer_seconds", "Time to an answer.", LABELS, answers)
        queries: dict[tuple[str, ...], Timing] = {(name,): timing for name, timing in figures.of("queries").items()}
        yield _durations("graphintel_query_seconds", "Time that a named query took.", ("query",), queries)
        refused = sum(timing.count for timing in figures.of("sign_ins").values())
        yield CounterMetricFamily("graphintel_sign_in_failures", "Attempts to sign in that were refused.", refused)
        yield from _gauges(self._platform.gauges.now())
        info = GaugeMetricFamily("graphintel_info", "The version that runs.", labels=("version",))
        info.add_metric((__version__,), 1)
        yield info


def _durations(name: str, about: str, labels: tuple[str, ...], of: Mapping[tuple[str, ...], Timing]) -> Metric:
    family = HistogramMetricFamily(name, about, labels=labels)
    for values, timing in sorted(of.items()):
        buckets = [(str(edge), float(timing.within(edge))) for edge in EDGES]
        family.add_metric(values, [*buckets, ("+Inf", float(timing.count))], timing.seconds)
    return family


def _gauges(found: list[Gauge]) -> Iterator[Metric]:
    by_name: dict[str, list[Gauge]] = defaultdict(list)
    for each in found:
        by_name[each.name].append(each)
    for name, gauges in by_name.items():
        kind = CounterMetricFamily if gauges[0].grows else GaugeMetricFamily
        family = kind(f"graphintel_{name}", ABOUT[name], labels=(LABEL[name],) if name in LABEL else None)
        for each in gauges:
            family.add_metric((each.label,) if name in LABEL else (), each.value)
        yield family
