"""The OpenAPI document of /sdapi/v1, and whether anything it allows breaks the server."""

from __future__ import annotations

import contextlib
import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as how
from hypothesis.errors import Unsatisfiable
from live_server import Live

EXAMPLES = int(os.environ.get("EXAMPLES", "15"))
"""Requests for each address."""


def operations(live: Live) -> list[Any]:
    schema = schemathesis.openapi.from_url(f"{live.url}/sdapi/v1/openapi.json")
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("mode", [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE])
def test_nothing_it_allows_or_forbids_breaks_the_server(live: Live, mode: Any) -> None:
    for operation in operations(live):

        @how(
            max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers(case: Any) -> None:
            answer = case.call(timeout=60)
            assert answer.status_code < 500, (case.path, answer.text)
            if answer.status_code >= 400:
                assert answer.json()["detail"]

        with contextlib.suppress(Unsatisfiable):  # an address that takes nothing takes nothing wrong
            answers()


def test_every_address_has_its_words(live: Live) -> None:
    with live.client() as client:
        paths = client.get("/sdapi/v1/openapi.json").json()["paths"]
    assert len(paths) >= 33
    for path, methods in paths.items():
        for method, operation in methods.items():
            assert operation.get("description"), f"{method} {path}"
            assert operation["responses"]["400"]["content"]["application/json"]["schema"], path
