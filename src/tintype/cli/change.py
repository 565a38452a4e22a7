"""`tintype change`: the same picture with one element said differently."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tintype.cli.console import Meter

ELEMENTS = ("subject", "environment", "lighting", "camera", "atmosphere")


def _element_options(command: Any) -> Any:
    for element in reversed(ELEMENTS):
        command = click.option(
            f"--{element}", metavar="WORDS", help=f"What to say of the {element} instead."
        )(command)
    return command


@click.command()
@click.argument("picture", type=click.Path(path_type=Path), metavar="PICTURE")
@_element_options
@click.option("-o", "--output", metavar="FILE", help="Where to save: .png, .jpg or .webp.  [a new name here]")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object on stdout.")
@click.option("--quiet", is_flag=True, help="Say nothing but the path of the picture.")
def change(picture: Path, output: str | None, as_json: bool, quiet: bool, **said: str | None) -> None:
    """Change one element of a picture; everything else and the seed stay."""
    meter = Meter(quiet=quiet)
    meter.note(f"reading {picture}")
    from tintype.assets.stamp import read
    from tintype.cli.develop import destinations, develop
    from tintype.cli.report import tell
    from tintype.core.errors import BadOption
    from tintype.studio.build import build

    named = [(element, words) for element, words in said.items() if words is not None]
    if len(named) != 1:
        raise BadOption(
            f"{len(named)} elements were named; name one of --{', --'.join(ELEMENTS)} (change twice for two)."
        )
    studio, stamp = build(), read(picture)
    brief, plan = studio.change(stamp.plan, *named[0])
    places = destinations(output, [plan], studio.settings.output)
    done = develop(studio, [plan], places, meter=meter, parent=stamp.sha256)
    tell(studio, done, brief, as_json=as_json, quiet=quiet, changed_from=str(picture))
