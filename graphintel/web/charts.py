"""Saved charts as JSON."""

from __future__ import annotations

from typing import Any, cast

from apiflask import APIBlueprint
from flask import Response

from graphintel.security.policy import Verb
from graphintel.services.charts import ChartDraft
from graphintel.web.access import current_actor, permission, platform
from graphintel.web.answers import answer, nothing
from graphintel.web.schemas.charts import ChartChangeIn, ChartIn, ChartOut, ChartsOut, ChartStateIn, OpenedChartOut
from graphintel.web.words import told

api = APIBlueprint("charts_api", __name__, url_prefix="/api/v1", tag="Charts")


@api.get("/charts")
@permission(Verb.chart)
@api.output(ChartsOut)
def charts() -> Response:
    """One's own charts and those that others share, last changed first."""
    return answer(platform().charts.all(current_actor()))


@api.post("/charts")
@permission(Verb.chart)
@api.input(ChartIn, arg_name="body")
@api.output(ChartOut, status_code=201)
def save(body: dict[str, Any]) -> Response:
    """Saves a new chart."""
    return answer(platform().charts.save(current_actor(), _draft(body)), 201)


@api.get("/charts/<chart_id>")
@permission(Verb.chart)
@api.output(OpenedChartOut)
def show(chart_id: str) -> Response:
    """A chart with the graph as it is now: merges and splits since it was saved are followed."""
    return told(platform().charts.open(current_actor(), chart_id))


@api.put("/charts/<chart_id>")
@permission(Verb.chart)
@api.input(ChartChangeIn, arg_name="body")
@api.output(ChartOut)
def change(chart_id: str, body: dict[str, Any]) -> Response:
    """Changes a chart of one's own; refused where it was changed since it was read."""
    return answer(platform().charts.change(current_actor(), chart_id, _draft(body), version=body["version"]))


@api.delete("/charts/<chart_id>")
@permission(Verb.chart)
@api.output({}, status_code=204)
def delete(chart_id: str) -> Response:
    """Deletes a chart of one's own."""
    platform().charts.delete(current_actor(), chart_id)
    return nothing()


def _draft(body: dict[str, Any]) -> ChartDraft:
    # Loading has checked the state; it is kept under the names that it came with.
    state = cast("dict[str, Any]", ChartStateIn().dump(body["state"]))
    return ChartDraft(body["name"], state, body["marking"], body["shared"])
