"""`tintype paint`: a sentence becomes a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tintype.cli.console import Meter

if TYPE_CHECKING:
    from tintype.brief.model import Brief
    from tintype.core.request import Request
    from tintype.studio.settings import Settings
    from tintype.studio.studio import Studio


@click.command()
@click.argument("words", nargs=-1, metavar="SENTENCE")
@click.option("-o", "--output", metavar="FILE", help="Where to save: .png, .jpg or .webp.  [a new name here]")
@click.option("-n", "count", type=int, default=1, metavar="N", help="How many pictures; seeds follow.  [1]")
@click.option("--size", metavar="WxH", help="Such as 1024x768; the long side is 256 to 4096.  [768x768]")
@click.option("--aspect", metavar="RATIO", help="Such as 16:9, or post, story, blog, wide, print.")
@click.option("--seed", type=int, metavar="N", help="0 to 4294967295; the same seed, the same picture.")
@click.option("--model", metavar="NAME", help="One of `tintype models`.  [stage]")
@click.option("--quality", type=click.Choice(["low", "medium", "high"]), help="  [medium]")
@click.option("--set", "named", multiple=True, metavar="NAME=VALUE", help="An option of the model's own.")
@click.option("--enrich", is_flag=True, help="Fill in what the sentence leaves open, then paint.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object on stdout.")
@click.option("--quiet", is_flag=True, help="Say nothing but the path of the picture.")
def paint(words: tuple[str, ...], **options: Any) -> None:
    """Paint a sentence (this is what tintype does without a command)."""
    meter = Meter(quiet=options["quiet"])
    meter.note("reading the sentence")
    from tintype.core.prompt import clean

    sentence = clean(" ".join(words))
    from tintype.cli.develop import destinations, develop, try_out
    from tintype.studio.build import build

    studio = build()
    request = studio.settled(to_request(sentence, options, studio.settings))
    try_out(options["output"] if options["count"] == 1 else None)
    brief, more = studio.read(sentence), {}
    if options["enrich"]:
        request, brief, more = enriched(studio, request, brief)
    plans = studio.plan(request)
    from tintype.cli.report import tell

    places = destinations(options["output"], plans, studio.settings.output)
    done = develop(studio, plans, places, meter=meter)
    tell(studio, done, brief, as_json=options["as_json"], quiet=options["quiet"], **more)


def to_request(sentence: str, options: dict[str, Any], settings: Settings) -> Request:
    """The Request that the options make; raises UserError."""
    from tintype.core.frame import decide_size, parse_size
    from tintype.core.request import Request

    return Request(
        prompt=sentence,
        size=decide_size(options["size"], options["aspect"], parse_size(settings.size)),
        n=options["count"],
        seed=options["seed"],
        model=options["model"],
        quality=options["quality"],
        options=dict(named_value(each) for each in options["named"]),
    )


def named_value(text: str) -> tuple[str, Any]:
    """(name, value) of "samples=64"; a number, true or false where it reads as one, else text."""
    import json

    from tintype.core.errors import BadOption

    name, mark, value = text.partition("=")
    if not (name and mark):
        raise BadOption(f"“{text[:40]}” sets nothing; write --set NAME=VALUE, such as --set samples=64.")
    try:
        read = json.loads(value)
    except ValueError:
        return name, value
    return name, read if isinstance(read, bool | int | float) else value


def enriched(studio: Studio, request: Request, brief: Brief) -> tuple[Request, Brief, dict[str, Any]]:
    """Request and Brief of the enriched sentence, and what the report says of it."""
    import msgspec

    result = studio.enrich(brief, request.seed or 0)
    more = {"additions": msgspec.to_builtins(result.additions), "own_words": brief.sentence}
    return msgspec.structs.replace(request, prompt=result.sentence), studio.read(result.sentence), more
