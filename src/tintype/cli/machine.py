"""`tintype doctor`: whether this machine can paint, and what to do next."""

from __future__ import annotations

import json

import click

from tintype.cli.console import answer


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
