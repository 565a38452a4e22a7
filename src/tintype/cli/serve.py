"""`tintype serve`: the page, the APIs, and the workers behind them."""

from __future__ import annotations

from typing import Any

import click

from tintype.cli.console import answer, say


@click.command()
@click.option("--host", metavar="ADDRESS", help="Where to listen; 0.0.0.0 is every network.  [127.0.0.1]")
@click.option("--port", type=int, metavar="N", help="At which port.  [8484, or the next that is free]")
@click.option("--data", metavar="FOLDER", help="Where ledger and pictures lie.  [your data folder]")
@click.option("--workers", type=int, metavar="N", help="Pictures painted at once.  [1]")
@click.option(
    "--keys", type=click.Choice(["auto", "always", "never"]),
    help="Who needs a key: all but programs on this machine, everybody, nobody.  [auto]",
)  # fmt: skip
@click.option("--open/--no-open", "open_page", default=False, help="Open the page in a browser.  [no]")
@click.option("--verbose", is_flag=True, help="A line on stderr for each request.")
def serve(open_page: bool, verbose: bool, **said: Any) -> None:
    """Serve the page and the APIs, and paint what they are asked for.

    The address on stdout lets one browser in, once. Programs call /v1 as OpenAI's, /sdapi/v1 as
    AUTOMATIC1111's, /api as ours; on this machine they need no key.
    """
    from tintype.server.serve import serve as run
    from tintype.studio.settings import changed, load

    settings = changed(load(), {name: value for name, value in said.items() if value is not None})
    run(settings, say=say, answer=answer, open_page=open_page, verbose=verbose)
