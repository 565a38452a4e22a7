"""`tintype mcp`: the tools of an assistant, on stdin and stdout."""

from __future__ import annotations

import sys

import click

from tintype.cli.console import say


@click.command()
@click.option("--data", metavar="FOLDER", help="Where ledger and pictures lie.  [your data folder]")
def mcp(data: str | None) -> None:
    """Serve an assistant that speaks MCP: generate, edit, change, coach, enrich, gallery, models.

    \b
    A program starts this and speaks with it; docs/mcp.md says how to tell it so.
    """
    from tintype.server.mcp import run
    from tintype.studio.settings import changed, load

    if sys.stdin.isatty():
        say("tintype: speaking MCP on stdin and stdout, for programs; Ctrl-C ends.")
    run(changed(load(), {} if data is None else {"data": data}))
