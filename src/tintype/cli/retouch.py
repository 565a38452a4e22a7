"""`tintype upscale`, `restore`, `inpaint`, `outpaint`, `vary` and `cutout`: pictures that exist already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tintype.cli.console import Meter

if TYPE_CHECKING:
    from pathlib import Path

    from tintype.core.event import Emit
    from tintype.core.picture import Picture

_NAMES = {
    "upscale": "enlarged", "restore": "restored", "inpaint": "filled", "outpaint": "extended",
    "vary": "varied", "cutout": "cutout", "swap": "swapped",
}  # fmt: skip
"""What is done → how the name of what comes out ends."""


def shared(command: Any) -> Any:
    """The options that all of them have."""
    for option in (
        click.option("--quiet", is_flag=True, help="Say nothing but the paths of the pictures."),
        click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object on stdout."),
        click.option(
            "-o", "--output", metavar="PATH", help="A file; for several, a folder.  [a new name here]"
        ),
        click.argument("files", nargs=-1, required=True, metavar="FILE…"),
    ):
        command = option(command)
    return command


def chosen(command: Any) -> Any:
    """Model and seed, for what a model does."""
    command = click.option("--seed", type=int, metavar="N", help="Another seed, another filling.")(command)
    return click.option("--model", metavar="NAME", help="One of `tintype models`.  [retouch]")(command)


@click.command()
@shared
@click.option("--scale", type=int, metavar="N", help="2 or 4.  [2]")
@click.option("--size", metavar="WxH", help="Up to four times as large, in the shape of the picture.")
@click.option("--model", metavar="NAME", help="One of `tintype models`.  [retouch]")
@click.option("--weights", metavar="FILE", help="A network of your own: .onnx, .safetensors.")
def upscale(files: tuple[str, ...], size: str | None, **said: Any) -> None:
    """Enlarge pictures, two or four times or to a size."""
    if said["weights"] and not said["model"]:
        said["model"] = "enlarger"
    run("upscale", files, said | {"size": None if size is None else _size(size)})


@click.command()
@shared
@click.option("--strength", type=float, metavar="X", help="How much of it, 0 to 1.  [1]")
@click.option("--noise", type=float, metavar="X", help="How strong the noise is, 0 to 75.  [estimated]")
@click.option("--mask", metavar="FILE", help="Scratches and dust: clear, or white on black.")
@click.option("--model", metavar="NAME", help="One of `tintype models`.  [retouch]")
def restore(files: tuple[str, ...], **said: Any) -> None:
    """Take noise, blocks of JPEG and blur out of pictures; clean ones are left alone."""
    run("restore", files, said)


@click.command()
@shared
@click.option("--mask", metavar="FILE", help="What is filled: clear, or white on black.")
@click.option("--box", metavar="L,T,W,H", help="The same as a box: left, top, width, height in pixels.")
@click.option("--words", metavar="WORDS", help="What to put there, for models that follow words.")
@chosen
def inpaint(files: tuple[str, ...], box: str | None, **said: Any) -> None:
    """Fill what a mask or a box marks from what is around it; all else stays byte for byte."""
    run("inpaint", files, said | {"box": None if box is None else _box(box)})


@click.command()
@shared
@click.option("--left", metavar="N", help="Pixels to add, or a share such as 25%.")
@click.option("--right", metavar="N", help="The same on the right.")
@click.option("--top", metavar="N", help="The same above.")
@click.option("--bottom", metavar="N", help="The same below.")
@click.option("--aspect", metavar="RATIO", help="Add evenly up to a ratio, such as 16:9 or story.")
@click.option("--words", metavar="WORDS", help="What to put there, for models that follow words.")
@chosen
def outpaint(files: tuple[str, ...], **said: Any) -> None:
    """Extend pictures at their sides; what was there stays byte for byte."""
    run("outpaint", files, said)


@click.command()
@shared
@click.option(
    "--how", type=click.Choice(["subtle", "strong", "new"]), default="subtle",
    help="A little; the light and the side it is seen from; everything nobody named.  [subtle]",
)  # fmt: skip
@click.option("--seed", type=int, metavar="N", help="Another seed, another variation.")
def vary(files: tuple[str, ...], **said: Any) -> None:
    """Paint other pictures like ours, from what their files say of their making."""
    run("vary", files, said)


@click.command()
@shared
def cutout(files: tuple[str, ...], **said: Any) -> None:
    """Paint pictures by `stage` again with nothing behind what stands in them."""
    run("cutout", files, said)


@click.command()
@shared
@click.option("--face", metavar="FILE", required=True, help="The picture that gives the face.")
@click.option("--consent", is_flag=True, help="Everybody who is seen agreed; nothing is done without.")
@click.option(
    "--target", metavar="WHICH", default="largest", help="largest, all, or N from the left.  [largest]"
)
@click.option("--source", metavar="WHICH", default="largest", help="The same of the face that is given.")
@click.option("--model", metavar="NAME", help="One of `tintype models`.  [faces]")
def swap(files: tuple[str, ...], target: str, source: str, **said: Any) -> None:
    """Swap faces, with consent; both have to look at the camera."""
    run("swap", files, said | {"target": _which(target), "source": _which(source)})


def _which(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else text


def run(do: str, files: tuple[str, ...], said: dict[str, Any]) -> None:
    """Does it to each file, says what was done, and ends with the code of the first error."""
    output, as_json, quiet = said.pop("output"), said.pop("as_json"), said.pop("quiet")
    weights = said.pop("weights", None) or ""
    meter = Meter(quiet=quiet)
    meter.note(f"reading {files[0]}" if len(files) == 1 else f"reading {len(files)} files")
    from tintype.cli.each import code_of, targets, tell, work_through
    from tintype.studio.brought import Brought
    from tintype.studio.retouching import prepared, with_enlarger, worked

    brought = Brought()
    studio = with_enlarger(weights, brought.find)
    todo, folder = targets(files, output, _NAMES[do], studio.settings.output)

    def make(file: Path, emit: Emit) -> Picture:
        item = brought.picture(file)
        picture = worked(studio, prepared(studio, brought, item, do, said), emit)
        return told_of(picture, item.changed)

    outcomes = work_through(todo, make, meter=meter, alone=folder is None)
    code = code_of(tell(outcomes, do, folder, as_json=as_json, quiet=quiet))
    if code:
        raise click.exceptions.Exit(code)


def told_of(picture: Picture, changed: tuple[str, ...]) -> Picture:
    """The picture, whose notes also say what of the file was not taken over."""
    import dataclasses

    import msgspec

    if not changed:
        return picture
    notes = (*picture.plan.notes, f"The file was not plain: {', '.join(changed)}.")
    return dataclasses.replace(picture, plan=msgspec.structs.replace(picture.plan, notes=notes))


def _size(text: str) -> tuple[int, int]:
    """(width, height) of any size: what it must be follows from the picture."""
    from tintype.core.errors import BadSize

    wide, mark, high = text.lower().replace("×", "x").partition("x")
    if not (mark and wide.strip().isdigit() and high.strip().isdigit() and len(text) < 20):
        raise BadSize(f"“{text[:30]}” is not a size; write it as WIDTHxHEIGHT, such as 2048x1536.")
    return int(wide), int(high)


def _box(text: str) -> list[int]:
    from tintype.core.errors import BadOption

    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() and len(part) < 7 for part in parts):
        raise BadOption(
            f"The box is “{text[:30]}”; write it as LEFT,TOP,WIDTH,HEIGHT, such as 40,60,200,120."
        )
    return [int(part) for part in parts]
