"""`tintype coach` and `tintype enrich`: about the sentence, before anything is painted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from tintype.cli.console import answer, say

if TYPE_CHECKING:
    from tintype.brief.enrich import Enriched


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="SENTENCE")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
def coach(words: tuple[str, ...], as_json: bool) -> None:
    """Say what a sentence leaves open, says too vaguely or contradicts."""
    import msgspec

    from tintype.cli.report import elements
    from tintype.studio.build import build

    studio = build()
    brief = studio.read(" ".join(words))
    findings = studio.coach(brief)
    if as_json:
        answer(json.dumps(msgspec.to_builtins({"brief": brief, "findings": findings}), ensure_ascii=False))
        return
    for line in elements(brief):
        answer(line)
    for finding in findings:
        answer("")
        answer(f"{finding.element} {finding.fault}: {finding.reason}")
        for suggestion in finding.suggestions:
            answer(f"  try: {suggestion}")
    if not findings:
        answer("\nNothing to add: this sentence directs a picture.")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="SENTENCE")
@click.option("--seed", type=int, default=0, metavar="N", help="Another seed, another choice.  [0]")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
def enrich(words: tuple[str, ...], seed: int, as_json: bool) -> None:
    """Fill in what a sentence leaves open; every word of yours stays."""
    import msgspec

    from tintype.studio.build import build

    studio = build()
    enriched = studio.enrich(studio.read(" ".join(words)), seed)
    if as_json:
        answer(json.dumps(msgspec.to_builtins(enriched), ensure_ascii=False))
        return
    answer(enriched.sentence)
    for line in additions(enriched):
        say(line)


def additions(enriched: Enriched) -> list[str]:
    """What was added, and why, a line each."""
    said = [f"{each.element}: “{each.words}”, {each.because}" for each in enriched.additions]
    return [*said, *enriched.notes] or ["Nothing was open; the sentence stays as it is."]
