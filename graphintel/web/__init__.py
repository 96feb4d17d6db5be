"""The web application: JSON under /api/v1, pages beside it, one blueprint per feature."""

from __future__ import annotations

from apiflask import APIFlask

from graphintel import __version__
from graphintel.bootstrap import Platform
from graphintel.web import (
    access,
    account,
    audit,
    bodies,
    charts,
    decisions,
    delegations,
    emergencies,
    entities,
    errors,
    explore,
    graph,
    headers,
    health,
    hosts,
    intake,
    languages,
    limits,
    metrics,
    openapi,
    operations,
    pages,
    proxies,
    purposes,
    request_log,
    search,
    second_factors,
    sign_in,
    tokens,
    units,
    users,
    vocabularies,
    why,
)

BLUEPRINTS = (
    health.bp,
    sign_in.bp,
    sign_in.api,
    account.api,
    second_factors.api,
    limits.api,
    tokens.api,
    purposes.api,
    search.api,
    entities.api,
    graph.api,
    decisions.api,
    charts.api,
    intake.api,
    vocabularies.api,
    operations.api,
    users.api,
    units.api,
    emergencies.api,
    audit.api,
    delegations.api,
    why.api,
    openapi.bp,
    explore.bp,
)
LARGEST_REQUEST = 2 * 1024 * 1024


def create_app(platform: Platform) -> APIFlask:
    """The application on a platform."""
    app = openapi.Application(
        __name__, title="graphintel", version=__version__, docs_path=None, spec_path=None, json_errors=False
    )
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        TRAP_HTTP_EXCEPTIONS=False,
        TEMPLATES_AUTO_RELOAD=False,
        **openapi.CONFIGURATION,
    )
    app.extensions[access.EXTENSION] = platform
    app.wsgi_app = proxies.Proxies(app.wsgi_app, platform.settings.trusted_proxies)  # type: ignore[method-assign]
    request_log.install(app)
    headers.install(app)
    errors.install(app)
    languages.install(app)
    metrics.install(app, platform)
    hosts.install(app, platform.settings)
    access.install(app)
    bodies.install(app)
    access.guard(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    pages.install(app)
    openapi.install(app)
    return app
