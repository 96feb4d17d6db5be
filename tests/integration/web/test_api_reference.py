import re

from apiflask import APIFlask

from tests.platforms import body


def test_the_reference_names_every_operation_and_every_schema(app: APIFlask) -> None:
    client = app.test_client()
    document, page = body(client.get("/api/v1/openapi.json")), client.get("/docs/api").text

    for path, operations in document["paths"].items():
        assert page.count(f'<code class="mono">{path}</code>') == len(operations), path
    assert all(f'id="{name}"' in page for name in document["components"]["schemas"])


def test_every_link_within_the_reference_leads_somewhere(app: APIFlask) -> None:
    page = app.test_client().get("/docs/api").text

    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert {target for target in re.findall(r'href="#([^"]+)"', page) if target not in anchors} == set()


def test_the_reference_says_what_is_required_and_what_is_the_most(app: APIFlask) -> None:
    page = app.test_client().get("/docs/api").text

    assert "at most 2000 items" in page
    assert "at most 8" in page
    assert "permission: decide" in page
