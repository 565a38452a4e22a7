"""`tintype keys`: who may call the server from elsewhere."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import click

from tintype.cli.console import answer, say

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tintype.core.job import ApiKey
    from tintype.ledger import Ledger


@click.group()
@click.option("--data", metavar="FOLDER", help="The server's data folder.  [your data folder]")
@click.pass_context
def keys(context: click.Context, data: str | None) -> None:
    """Make, list and revoke keys for programs and people elsewhere."""
    context.obj = {} if data is None else {"data": data}


def _ledger(context: click.Context) -> AbstractContextManager[Ledger]:
    """The ledger of the server with these settings."""
    from tintype.studio.build import open_ledger
    from tintype.studio.settings import changed, load

    return open_ledger(changed(load(), context.obj))


@keys.command()
@click.argument("name")
@click.option(
    "--scopes", default="generate", metavar="LIST",
    help="generate, read, metrics, admin; commas between.  [generate]",
)  # fmt: skip
@click.option("--for", "whose", metavar="OWNER", help="See and own what OWNER does.  [NAME]")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@click.pass_context
def create(context: click.Context, name: str, scopes: str, whose: str | None, as_json: bool) -> None:
    """Make a key called NAME. It is shown now and never again."""
    from tintype.server.access import FOR, check_scopes

    wished = [scope.strip() for scope in scopes.split(",") if scope.strip()]
    allowed = check_scopes([*wished, *([f"{FOR}{whose}"] if whose else [])])
    with _ledger(context) as ledger:
        secret, key = ledger.make_key(name, allowed)
    if as_json:
        answer(json.dumps({**_facts(key), "key": secret}, ensure_ascii=False))
        return
    answer(secret)
    say(f"tintype: the key “{key.name}” may {', '.join(key.scopes)}; keep it, it is not shown again.")


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON list.")
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """List the keys there are, revoked ones too."""
    with _ledger(context) as ledger:
        found = ledger.keys()
    if as_json:
        answer(json.dumps([_facts(key) for key in found], ensure_ascii=False))
        return
    for key in found:
        used = f"used {_day(key.used)}" if key.used else "never used"
        state = f"revoked {_day(key.revoked)}" if key.revoked else used
        answer(f"{key.name}  …{key.hint}  {', '.join(key.scopes)}  made {_day(key.created)}, {state}")
    if not found:
        say("tintype: there are no keys; make one: tintype keys create NAME")


@keys.command()
@click.argument("name")
@click.pass_context
def revoke(context: click.Context, name: str) -> None:
    """Let the key NAME (or its id) open nothing any more."""
    with _ledger(context) as ledger:
        key = ledger.revoke(name)
    say(f"tintype: the key “{key.name}” …{key.hint} is revoked; a running server forgets it in seconds.")


def _facts(key: ApiKey) -> dict[str, object]:
    import msgspec

    return msgspec.to_builtins(key)


def _day(moment: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(moment))
