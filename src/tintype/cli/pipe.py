"""`tintype pipe`: the steps of a recipe, for a sentence, a picture or a folder of thousands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tintype.cli.console import Meter

if TYPE_CHECKING:
    from tintype.cli.each import Outcome
    from tintype.core.event import Emit
    from tintype.core.picture import Picture
    from tintype.studio.recipe import Step
    from tintype.studio.studio import Studio


@click.command()
@click.argument("recipe", type=click.Path(path_type=Path), metavar="RECIPE")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("-o", "--output", metavar="PATH", help="A file; for several, a folder.  [a new name here]")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object on stdout.")
@click.option("--quiet", is_flag=True, help="Say nothing but the paths of the pictures.")
def pipe(recipe: Path, files: tuple[str, ...], output: str | None, as_json: bool, quiet: bool) -> None:
    """Do the steps of a recipe (TOML) one after the other, to each picture.

    Files may be folders. In the folder after -o, what is there already is not made again: the same command
    goes on where it was stopped, and tells in tintype-report.json what became of each.
    """
    meter = Meter(quiet=quiet)
    meter.note(f"reading {recipe}")
    from tintype.cli.each import code_of, targets, tell, work_through
    from tintype.studio.brought import Brought
    from tintype.studio.build import build
    from tintype.studio.recipe import GENERATE, followed, read_recipe

    steps, brought = read_recipe(recipe), Brought()
    studio = build(assets=brought.find)
    if steps[0].do == GENERATE or not files:
        outcomes, folder = _generated(studio, brought, steps, files, output, meter), None
    else:
        todo, folder = targets(files, output, recipe.stem, studio.settings.output)

        def make(file: Path, emit: Emit) -> Picture:
            (picture,) = followed(studio, brought, steps, file, emit)
            return picture

        outcomes = work_through(todo, make, meter=meter, alone=folder is None)
    code = code_of(tell(outcomes, "pipe", folder, as_json=as_json, quiet=quiet))
    if code:
        raise click.exceptions.Exit(code)


def _generated(
    studio: Studio,
    brought: object,
    steps: tuple[Step, ...],
    files: tuple[str, ...],
    output: str | None,
    meter: Meter,
) -> list[Outcome]:
    """What a recipe makes that starts from a sentence: saved one by one, each as soon as it is there."""
    from typing import cast

    from tintype.assets.files import check, numbered, save, slug, vacant
    from tintype.assets.stamp import digest
    from tintype.cli.develop import at_home, try_out
    from tintype.cli.each import Outcome
    from tintype.cli.interrupt import stoppable
    from tintype.studio.brought import Brought
    from tintype.studio.recipe import followed

    try_out(output)
    count = int(steps[0].said.get("n", 1)) if steps[0].do == "generate" else 1
    done: list[Outcome] = []
    meter.start("", "")
    farewell = "stopped; the pictures that were finished are kept."
    with stoppable(meter.event, farewell) as emit:
        given = Path(files[0]) if files else None
        for index, picture in enumerate(followed(studio, cast("Brought", brought), steps, given, emit)):
            plan = picture.plan
            if output is None:
                path = vacant(at_home(studio.settings.output) / f"{slug(plan.prompt)}-{plan.seed}.png")
            else:
                path = numbered(at_home(output), index, count)
            check(path, plan.width * plan.height)
            path = save(picture, path, overwrite=output is not None)
            size = (picture.pixels.shape[1], picture.pixels.shape[0])
            done.append(
                Outcome(
                    "", "done", str(path), size, round(picture.seconds, 3), digest(picture.pixels), plan.notes
                )
            )
    meter.clear()
    return done
