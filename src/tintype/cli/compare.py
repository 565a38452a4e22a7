"""`tintype compare`: one sentence, several models, side by side; and blind votes on them."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import click

from tintype.cli.console import Meter, answer, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tintype.core.event import Emit
    from tintype.studio.compare import Shown
    from tintype.studio.studio import Studio
    from tintype.studio.votes import Comparison, Votes


@click.command()
@click.argument("words", nargs=-1, metavar="SENTENCE")
@click.option("--models", "names", metavar="A,B,…", help="Which ones.  [all that paint and cost nothing]")
@click.option("-o", "--output", metavar="FILE", help="Where the sheet goes.  [a new name here]")
@click.option("--size", metavar="WxH", help="Of each picture.  [768x768]")
@click.option("--aspect", metavar="RATIO", help="Such as 16:9, or post, story, blog, wide, print.")
@click.option("--seed", type=int, metavar="N", help="The same for all.  [a drawn one]")
@click.option("--quality", type=click.Choice(["low", "medium", "high"]), help="  [medium]")
@click.option("--blind", is_flag=True, help="Letters instead of names, in an order that tells nothing.")
@click.option("--vote", metavar="[ID:]LETTER", help="Say which was best, or tie; of the last one without ID.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
def compare(words: tuple[str, ...], vote: str | None, **options: Any) -> None:
    """Paint a sentence with several models: same seed, same frame, one sheet."""
    if vote is not None:
        _vote(vote, as_json=options["as_json"])
        return
    meter = Meter(quiet=options["as_json"])
    meter.note("reading the sentence")
    from tintype.cli.paint import to_request
    from tintype.core.prompt import clean
    from tintype.studio.build import build, processes
    from tintype.studio.compare import compared

    studio = build()
    asked = to_request(
        clean(" ".join(words)), {**options, "model": None, "count": 1, "named": ()}, studio.settings
    )
    place, overwrite = _place(studio, asked.prompt, options["output"])
    blind, names = options["blind"], _names(options["names"], studio)
    settled, shown = compared(
        studio, asked, names, _watch(meter), blind=blind, processes=lambda: processes(studio)
    )
    _write(shown, settled.prompt, settled.seed or 0, place, blind=blind, overwrite=overwrite)
    kept = _votes(studio).begin(
        settled.prompt,
        settled.seed or 0,
        settled.size or (0, 0),
        [each.entrant for each in shown],
        blind=blind,
    )
    _tell(kept, shown, place, as_json=options["as_json"])


def _names(text: str | None, studio: Studio) -> list[str]:
    """The models that were named, or all that paint from words and cost nothing; raises UnknownModel."""
    if text is None:
        from tintype.ports.catalogue import entry

        cards = [card for card in studio.models() if "generate" in card.operations]
        return [card.name for card in cards if (known := entry(card.name)) is None or known.price is None]
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        studio.serving(name)
    return names


def _place(studio: Studio, prompt: str, output: str | None) -> tuple[Path, bool]:
    """(where the sheet goes, whether what is there is replaced), tried out now. Raises CannotWrite."""
    from tintype.assets.files import check, slug, vacant
    from tintype.cli.develop import at_home, try_out

    try_out(output)
    path = (
        at_home(output)
        if output
        else vacant(at_home(studio.settings.output) / f"{slug(prompt)}-compared.png")
    )
    check(path)
    return path, output is not None


def _watch(meter: Meter) -> Any:
    from tintype.cli.interrupt import stoppable

    @contextlib.contextmanager
    def watch(title: str, size: str) -> Iterator[Emit]:
        meter.start(title, size)
        try:
            with stoppable(meter.event, "stopped; nothing was written.") as emit:
                yield emit
        finally:
            meter.clear()

    return watch


def _write(shown: list[Shown], prompt: str, seed: int, place: Path, *, blind: bool, overwrite: bool) -> None:
    """The sheet as a file, whole or not at all."""
    from tintype.assets.files import format_of, put
    from tintype.studio.sheet import encoded, sheet

    put(encoded(sheet(shown, prompt, seed, blind=blind), format_of(place)), place, overwrite=overwrite)


def _votes(studio: Studio) -> Votes:
    from tintype.studio.settings import data_folder
    from tintype.studio.votes import Votes

    return Votes(data_folder(studio.settings))


def _tell(kept: Comparison, shown: list[Shown], place: Path, *, as_json: bool) -> None:
    import msgspec

    from tintype.assets.stamp import digest
    from tintype.studio.sheet import facts

    if as_json:
        rows = [
            {
                "letter": each.entrant.letter, "model": each.entrant.model, "seconds": each.entrant.seconds,
                "memory": each.entrant.memory, "failure": each.entrant.failure or None,
                "sha256": digest(each.picture.pixels) if each.picture else None, "notes": list(each.notes),
            }
            for each in shown
        ]  # fmt: skip
        plain = msgspec.to_builtins(kept)
        whole = {name: plain[name] for name in ("id", "prompt", "seed", "size", "blind")}
        answer(json.dumps({**whole, "sheet": str(place.absolute()), "models": rows}, ensure_ascii=False))
        return
    for each in shown:
        name = each.entrant.letter if kept.blind else each.entrant.model
        said = each.entrant.failure if not kept.blind else "no picture"
        say(f"{name}: {said if each.picture is None else '' if kept.blind else facts(each)}".rstrip(": "))
        for note in () if kept.blind else each.notes:
            say(f"  note: {note}")
    say(f"{place}: seed {kept.seed}, {len(shown)} models")
    if kept.blind:
        say("which is best? tintype compare --vote A, or another letter, or tie")


def _vote(text: str, *, as_json: bool) -> None:
    import msgspec

    from tintype.studio.build import build

    id, mark, letter = text.rpartition(":")
    found = _votes(build()).vote(id.strip() if mark else None, letter.strip())
    if as_json:
        answer(json.dumps({"best": letter, **msgspec.to_builtins(found)}, ensure_ascii=False))
        return
    for each in found.entrants:
        best = "  ← your choice" if each.letter == letter.strip().upper() else ""
        answer(f"{each.letter}  {each.model}{best}")
    say("standings: tintype models leaderboard")
