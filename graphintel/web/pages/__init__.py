"""The pages: server-rendered, working without scripts, over the same services as the API."""

from __future__ import annotations

from apiflask import APIFlask

from graphintel.web.pages import (
    account,
    audit,
    charts,
    decisions,
    delegations,
    emergencies,
    entities,
    frame,
    home,
    intake,
    limits,
    oidc,
    operations,
    preferences,
    purposes,
    search,
    second_factors,
    tokens,
    units,
    users,
    vocabularies,
    why,
)

BLUEPRINTS = (
    home.bp,
    search.bp,
    entities.bp,
    decisions.bp,
    charts.bp,
    intake.bp,
    vocabularies.bp,
    preferences.bp,
    account.bp,
    second_factors.bp,
    oidc.bp,
    limits.bp,
    tokens.bp,
    purposes.bp,
    operations.bp,
    users.bp,
    units.bp,
    emergencies.own_bp,
    emergencies.bp,
    audit.bp,
    delegations.bp,
    why.bp,
)


def install(app: APIFlask) -> None:
    """Adds the pages and what their templates need to the application."""
    frame.install(app)
    search.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
