"""`tintype models` and `tintype doctor`: what can be painted with, here."""

from __future__ import annotations

import json

import click

from tintype.cli.console import answer, say


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON list.")
def models(as_json: bool) -> None:
    """List the models there are, and what each is good for."""
    import msgspec

    from tintype.studio.build import build

    studio = build()
    if as_json:
        answer(msgspec.json.encode(studio.models()).decode())
        return
    for card in studio.models():
        mark = " (default)" if card.name == studio.settings.model else ""
        answer(f"{card.name}{mark}: {card.title}")
        answer(f"  best at  {card.best_at}")
        answer(f"  cannot   {card.cannot}")
        answer(f"  sizes    {card.sizes[0]} to {card.sizes[1]} pixels; {', '.join(card.operations)}")
        if card.options:
            answer(f"  options  {', '.join(card.options)} (--set NAME=VALUE)")
        answer(f"  licence  {card.licence}")
    for reason in studio.registry.broken().values():
        say(f"tintype: {reason}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON list.")
def doctor(as_json: bool) -> None:
    """Examine this machine: device, memory, disk, models; and what to do next.

    Exit code 1 when something must be mended before painting.
    """
    from dataclasses import asdict

    from tintype.studio.build import build
    from tintype.studio.doctor import examine

    checks = examine(build())
    if as_json:
        answer(json.dumps([asdict(check) for check in checks], ensure_ascii=False))
    else:
        for check in checks:
            mark = {"good": "✓", "fair": "~", "bad": "✗"}[check.state]
            answer(f"{mark} {check.name:<8} {check.found}")
        cures = [f"{check.name}: {check.cure}" for check in checks if check.cure]
        answer("next: " + ("; ".join(cures) if cures else 'all is well; paint: tintype "a red vase on oak"'))
    if any(check.state == "bad" for check in checks):
        raise click.exceptions.Exit(1)
