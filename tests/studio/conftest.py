"""Houses in temporary folders, painting with the fake."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tintype.studio.build import build_house
from tintype.studio.house import House
from tintype.studio.settings import Settings


@pytest.fixture
def make_house(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Makes houses that are closed when the test ends; what is said changes the settings."""
    houses: list[House] = []

    def make(**changes: Any) -> House:
        start: dict[str, Any] = {
            "model": "fake", "size": "256x192", "data": str(tmp_path), "moderation": "off",
            "provenance": False, "isolation": "here",
        }  # fmt: skip
        houses.append(build_house(Settings(**{**start, **changes}), {"TINTYPE_FAKE": "1"}))
        return houses[-1]

    yield make
    for house in houses:
        house.close()
