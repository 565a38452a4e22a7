"""The OpenAPI document of /api is true: every operation is asked for what it says it takes, thousands of
ways, and answers what it says it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from live_server import Live, painted, submit
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)  # fmt: skip

ENDLESS = ("/api/events", "/api/jobs/{id}/events")
"""Streams that do not end; test_jobs.py reads them."""
EXAMPLES = 15


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    live = Live(tmp_path_factory.mktemp("document"), queue_limit=10_000_000)
    yield live
    live.stop()


@pytest.fixture(scope="module")
def ids(server: Live) -> dict[str, str]:
    """Of a picture and a job that are there."""
    with server.client() as client:
        return {"pictures": painted(client)["id"], "jobs": submit(client)["id"]}


@pytest.fixture(scope="module")
def schema(server: Live) -> Any:
    return schemathesis.openapi.from_url(f"{server.url}/api/openapi.json")


def operations() -> list[tuple[str, str]]:
    from tintype.server.api import router

    found = []
    for part in router(None, None).routes:
        for context in _routes(part):
            found += [(method, context.path) for method in sorted(context.methods or ())]
    return [entry for entry in found if entry[1] not in ENDLESS]


def _routes(route: Any) -> Any:
    from fastapi.routing import iter_route_contexts

    return iter_route_contexts([route])


CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["good", "bad"])
@pytest.mark.parametrize(("method", "path"), operations(), ids=lambda value: value)
def test_an_operation_does_what_it_says(
    server: Live, schema: Any, ids: dict[str, str], method: str, path: str, mode: GenerationMode
) -> None:
    operation = schema[path][method]
    with server.client() as client:

        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: Any) -> None:
            if "id" in case.path_parameters and len(case.path_parameters["id"]) % 2 == 0:
                case.path_parameters["id"] = ids["jobs" if "/jobs/" in path else "pictures"]
            answer = case.call()
            assert answer.status_code < 500, answer.text
            case.validate_response(answer, checks=CHECKS)

        try:
            given(case=operation.as_strategy(generation_mode=mode))(ask)()
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE  # it takes nothing that could be wrong
        assert client.get("/healthz").status_code == 200


def test_every_operation_is_described_and_names_its_errors(client: httpx.Client) -> None:
    document = client.get("/api/openapi.json").json()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            where = f"{method} {path}"
            assert operation["description"], where
            assert {"401", "403", "500", "503"} <= set(operation["responses"]), where
            assert "422" not in operation["responses"], where
    assert "HTTPValidationError" not in document["components"]["schemas"]


@pytest.mark.parametrize("prefix", ["/api", "/v1", "/sdapi/v1"])
def test_each_face_has_a_document_of_its_own(client: httpx.Client, prefix: str) -> None:
    document = client.get(f"{prefix}/openapi.json").json()
    assert all(path.startswith(f"{prefix}/") for path in document["paths"])


def test_documents_can_be_read_by_people(client: httpx.Client) -> None:
    page = client.get("/docs").text
    assert "/api/jobs/{id}/events" in page
    assert "Accept a job." in page


def test_the_unused(start: Callable[..., Live]) -> None:
    """Nothing in the document that no operation refers to."""
    with start().client() as client:
        document = client.get("/api/openapi.json").text
    for name in schemathesis.openapi.from_dict(__import__("json").loads(document)).raw_schema["components"][
        "schemas"
    ]:
        assert f"#/components/schemas/{name}" in document, name
