from __future__ import annotations

import numpy as np
import pytest

from tintype.core.picture import Picture
from tintype.core.request import Plan


@pytest.fixture
def picture() -> Picture:
    """64×48, of a plan with everything in it."""
    plan = Plan(
        engine="stage", model="stage", operation="generate", prompt='a red vase, "OPEN" on it: 花瓶 🌹',
        width=64, height=48, seed=42, quality="low",
        settings={"samples": 16, "scene": {"bodies": [1.5, True, "x"], "deep": {"er": []}}},
        notes=('I know no "unicorn"; painted without it.',), version="1",
    )  # fmt: skip
    ramp = np.linspace(0, 255, 64 * 48 * 3).astype(np.uint8).reshape(48, 64, 3)
    return Picture(pixels=ramp, plan=plan, seconds=1.23456, parent="ab" * 32)
