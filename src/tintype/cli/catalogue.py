"""`tintype models pull | adopt | remove`: local models, brought and looked after."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import click

from tintype.cli.console import Meter, answer, say
from tintype.cli.interrupt import stoppable
from tintype.core.errors import BadOption

if TYPE_CHECKING:
    from tintype.ports.catalogue import Entry
    from tintype.studio.catalogue.adopt import Found
    from tintype.studio.catalogue.pull import Without

_json = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")


@click.command()
@click.argument("name")
@click.option("--accept-licence", "accept", is_flag=True, help="Accept the model's licence.")
@click.option(
    "--without",
    type=click.Choice(["network", "weights"]),
    default=None,
    help="Leave out what a file that is here has: the painting network, or all weights.",
)
@_json
def pull(name: str, accept: bool, without: Without | None, as_json: bool) -> None:
    """Bring the local model NAME from the hub; what was interrupted goes on where it was.

    NAME is one of the catalogue's, OWNER/REPOSITORY on the hub, or OWNER/REPOSITORY/FILE. Its licence is
    shown first; one that is not permissive has to be accepted.
    """
    import msgspec

    from tintype.studio.catalogue.local import lacking
    from tintype.studio.catalogue.pull import gigabytes
    from tintype.studio.catalogue.pull import pull as bring
    from tintype.studio.catalogue.records import records
    from tintype.studio.catalogue.terms import told
    from tintype.studio.settings import load

    settings, meter = load(), Meter()

    def show(entry: Entry) -> None:
        say(f"tintype: {entry.title}, licence: {told(entry)}")
        meter.start(entry.name, "")

    with stoppable(meter.event, "stopped; run it again, and it goes on where it was.") as emit:
        record = bring(name, settings, os.environ, emit, accept=accept, show=show, without=without or "")
    meter.clear()
    if as_json:
        answer(msgspec.json.encode(record).decode())
        return
    answer(f"{record.name}: {len(record.files)} files, {gigabytes(record.size)}, verified, in {record.root}")
    for cure in lacking(record.name, records(settings)):
        say(f"tintype: {cure}")


@click.command()
@click.argument("path", type=click.Path())
@click.option("--name", default="", metavar="NAME", help="What to call a single model.  [after its file]")
@_json
def adopt(path: str, name: str, as_json: bool) -> None:
    """Use models of another program where they lie: a file, or a folder that is looked through.

    Takes .safetensors and .gguf files and folders that diffusers has saved. Nothing there is changed.
    """
    from pathlib import Path

    from tintype.studio.catalogue.adopt import adopt as take
    from tintype.studio.catalogue.records import records
    from tintype.studio.settings import load

    found = take(Path(path), records(load()), name=name)
    if as_json:
        answer(json.dumps([_facts(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        if each.record is None:
            say(f"tintype: left alone: {each.why}")
            continue
        kind = " ".join(word for word in (each.record.family, each.record.variant, each.record.part) if word)
        answer(f"{each.record.name}: {kind}; licence: {each.record.licence}")


def _facts(found: Found) -> dict[str, object]:
    import msgspec

    record = msgspec.to_builtins(found.record) if found.record else None
    return {"path": str(found.path), "record": record, "why": found.why}


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, yes: bool) -> None:
    """Take the local model NAME away. Files that were adopted stay where they are."""
    from tintype.studio.catalogue.check import find
    from tintype.studio.catalogue.check import remove as take_away
    from tintype.studio.catalogue.pull import gigabytes
    from tintype.studio.catalogue.records import records
    from tintype.studio.settings import load

    kept = records(load())
    record = kept.get(name)
    if record is None and not kept.place(name).is_dir():
        find(name, kept)
    if record is not None and record.adopted:
        question = f"Forget {name}? Its files in {record.root} stay."
    else:
        question = f"Delete {kept.place(name)}?"
    if not yes:
        if not sys.stdin.isatty():
            raise BadOption(f"Nobody is there to be asked whether to remove “{name}”; say --yes.")
        if not click.confirm(question, err=True):
            say("tintype: nothing was removed.")
            return
    freed = take_away(name, kept)
    answer(f"{name}: forgotten" if record and record.adopted else f"{name}: removed, {gigabytes(freed)} free")
