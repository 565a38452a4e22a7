"""MCP on stdin and stdout: what `tintype mcp` runs, for assistants that call tools.

No server has to run. What is asked for goes into the same ledger as everything else; whoever has the
data folder paints it: a running `tintype serve`, or this process, as long as something is to be painted.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from tintype.core.errors import MissingPart

if TYPE_CHECKING:
    from tintype.studio.settings import Settings


def run(settings: Settings) -> None:
    """Serves until stdin ends. Nothing but the protocol is written to stdout.

    Raises MissingPart when the package `mcp` is not there.
    """
    import importlib.util

    if importlib.util.find_spec("mcp") is None:
        raise MissingPart('The package “mcp” is not installed; run: pip install "tintype[mcp]"')
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="tintype: %(message)s")
    import anyio

    from tintype.server.mcp.tools import serve

    anyio.run(serve, settings)
