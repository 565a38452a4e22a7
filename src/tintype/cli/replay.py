"""`tintype replay` and `tintype show`: what a picture says of itself, and the proof of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tintype.cli.console import Meter, answer, say

if TYPE_CHECKING:
    from tintype.assets.stamp import Found


@click.command()
@click.argument("picture", type=click.Path(path_type=Path), metavar="PICTURE")
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A picture or mask that it was made out of; as often as need be.",
)
@click.option("-o", "--output", metavar="FILE", help="Save what was painted as well.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object on stdout.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def replay(picture: Path, sources: tuple[Path, ...], output: str | None, as_json: bool, quiet: bool) -> None:
    """Paint a picture again from what the file says of itself, and compare.

    What was made out of other pictures needs them again (--from). Exit code 1 when the pixels differ.
    """
    meter = Meter(quiet=quiet)
    meter.note(f"reading {picture}")
    from tintype.assets.stamp import digest, read
    from tintype.cli.develop import destinations, develop, repaint
    from tintype.core.errors import BadFile
    from tintype.studio.brought import Brought
    from tintype.studio.build import build
    from tintype.studio.references import mentioned, refuse_paths

    stamp, brought = read(picture), Brought()
    refuse_paths(stamp.plan)
    for source in sources:
        brought.either(source)
    if missing := [each for each in mentioned(stamp.plan.settings.values()) if not brought.has(each)]:
        raise BadFile(
            f"{picture} was made out of {'another picture' if len(missing) == 1 else 'other pictures'}; give"
            f" {'it' if len(missing) == 1 else 'them'} as well: tintype replay {picture} --from FILE"
        )
    studio = build(assets=brought.find)
    if output is not None:
        places = destinations(output, [stamp.plan], studio.settings.output)
        ((again, path),) = develop(studio, [stamp.plan], places, meter=meter, parent=stamp.parent)
    else:
        again, path = repaint(studio, stamp.plan, meter=meter, parent=stamp.parent), None
    same = digest(again.pixels) == stamp.sha256
    if as_json:
        place = None if path is None else str(path.absolute())
        answer(json.dumps({"identical": same, "seconds": round(again.seconds, 3), "path": place,
                           "painted_with": stamp.version}, ensure_ascii=False))  # fmt: skip
    else:
        answer(verdict(picture, same, stamp.version))
        if path is not None:
            say(f"{path}: saved")
    if not same:
        raise click.exceptions.Exit(1)


def verdict(picture: Path, same: bool, version: str) -> str:
    """The sentence that says how the replay ended."""
    from tintype.core.version import VERSION

    if same:
        return f"{picture}: painted again, every pixel identical."
    why = (
        f" ({version} then, {VERSION} now)" if version != VERSION else ", on another kind of machine perhaps"
    )
    return f"{picture}: painted again, but the pixels differ{why}."


@click.command()
@click.argument("picture", type=click.Path(path_type=Path), metavar="PICTURE")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object: all there is.")
def show(picture: Path, as_json: bool) -> None:
    """Show what a picture says of its own making."""
    import msgspec

    from tintype.assets.stamp import read_all

    found = read_all(picture)
    if as_json:
        answer(msgspec.json.encode(found).decode())
        return
    for line in story(picture, found):
        answer(line)


def story(picture: Path, found: Found) -> list[str]:
    """What a file says of itself, for a person."""
    head = f"{picture}: {found.format}, {found.size[0]}×{found.size[1]}"
    if found.stamp is None:
        return [head, *_others_story(picture, found.text)]
    stamp, plan = found.stamp, found.stamp.plan
    intact = _intact(found.sha256 == stamp.sha256, found.format)
    said = [
        f"{head}, pixels {intact}",
        f"sentence: {plan.prompt}",
        f"model: {plan.model}, quality {plan.quality}, seed {plan.seed}, {plan.width}×{plan.height},"
        f" {stamp.seconds:.1f} s, tintype {stamp.version}",
        *(f"note: {note}" for note in plan.notes),
    ]
    return [*said, f"changed from: the picture with sha256 {stamp.parent}"] if stamp.parent else said


def _others_story(picture: Path, text: str | None) -> list[str]:
    """What another program wrote, in our words where we understand it."""
    from tintype.assets.foreign import read_settings

    told = read_settings(picture.read_bytes())
    if told is None:
        return ["it says of its making:", text] if text else ["it says nothing of its making."]
    if text and not text.lstrip().startswith("{"):  # words already
        return [f"made by {told.program}, it says of its making:", text]
    size = f"{told.size[0]}×{told.size[1]}" if told.size else None
    facts = {"model": told.model, "seed": told.seed, "steps": told.steps, "size": size}
    known = ", ".join(f"{name} {fact}" for name, fact in facts.items() if fact not in (None, ""))
    return [
        f"made by {told.program}",
        f"sentence: {told.prompt}",
        *([f"without: {told.negative}"] if told.negative else []),
        *([known] if known else []),
        *(f"{name}: {fact}" for name, fact in told.more.items()),
    ]


def _intact(same: bool, format: str) -> str:
    if same:
        return "as painted"
    return "altered since" if format == "PNG" else "compressed, so not bit for bit as painted"
