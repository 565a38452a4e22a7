"""Settings → Studio. The only place that names concrete engines."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tintype.ports.registry import Registry, discover

if TYPE_CHECKING:
    from tintype.studio.settings import Settings
    from tintype.studio.studio import Studio

BUILT_IN = {"stage": "tintype.engines.stage:StageEngine"}
"""The same entries as in pyproject.toml, for a source tree that was never installed."""

HIDDEN = {"fake": "tintype.testing:FakeEngine"}
"""Joins only when TINTYPE_FAKE=1, for tests and for trying the command line in milliseconds."""


def build(settings: Settings | None = None, environ: Mapping[str, str] | None = None) -> Studio:
    """A Studio with every installed engine; loads none of them yet."""
    from tintype.studio.settings import load
    from tintype.studio.studio import Studio

    environ = os.environ if environ is None else environ
    references = discover(BUILT_IN)
    if environ.get("TINTYPE_FAKE") == "1":
        references |= HIDDEN
    return Studio(Registry(references), settings or load(environ))
