"""What is said when pictures are done: a few lines for a person, or one JSON object."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import msgspec

from tintype.cli.console import answer, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tintype.brief.coach import Finding
    from tintype.brief.model import Brief, Element
    from tintype.core.picture import Picture
    from tintype.studio.studio import Studio


def tell(
    studio: Studio,
    done: list[tuple[Picture, Path]],
    brief: Brief,
    *,
    as_json: bool,
    quiet: bool,
    **more: Any,
) -> None:
    """Says what was done, in the way that was asked for; `more` joins the JSON object."""
    if as_json:
        answer(to_json(done, brief, **more))
    elif quiet:
        for _, path in done:
            answer(str(path))
    else:
        for line in (*lines(done, brief, studio.coach(brief)), *receipts(studio, done)):
            say(line)


def receipts(studio: Studio, done: list[tuple[Picture, Path]]) -> list[str]:
    """What each picture cost, a line each; none where nothing was paid."""
    said: list[str] = []
    for picture, _ in done:
        receipt = getattr(studio.registry.engine(picture.plan.engine), "receipt", None)
        if receipt is not None and (line := receipt(picture.plan)):
            said.append(f"paid: {line}")
    return said


def lines(done: list[tuple[Picture, Path]], brief: Brief, findings: Sequence[Finding]) -> list[str]:
    """What was read, what could not be done, where it lies, how to go on: three to five lines,
    and one more per further picture."""
    said = [reading] if (reading := read_as(brief)) else []
    said += [f"note: {note}" for note in dict.fromkeys(note for each, _ in done for note in each.plan.notes)]
    for picture, where in done:
        plan = picture.plan
        size = f"{plan.width}×{plan.height}"
        said.append(f"{where}: {size}, seed {plan.seed}, {picture.seconds:.1f} s with {plan.model}")
    name = shlex.quote(str(done[0][1]))
    element, words = worth_a_try(findings)
    said.append(f"the same again: tintype replay {name}")
    said.append(f'change one thing: tintype change {name} --{element} "{words}"')
    return said


def worth_a_try(findings: Sequence[Finding]) -> tuple[str, str]:
    """(element, words) to change next: what the coach misses, or else another light."""
    for finding in findings:
        if finding.fault == "empty" and finding.element != "subject" and finding.suggestions:
            return finding.element, finding.suggestions[0]
    return "lighting", "candle light from the left"


def read_as(brief: Brief) -> str:
    """One line: the user's words under each element, and the words no rule understood."""
    from tintype.brief.model import ELEMENTS

    parts = [f"{element}: {said}" for element in ELEMENTS if (said := _said(brief, element))]
    if unread := _unread(brief):
        parts.append(f"not understood: {unread}")
    return "read as  " + " · ".join(parts) if parts else ""


def elements(brief: Brief) -> list[str]:
    """A line per element, empty ones too."""
    from tintype.brief.model import ELEMENTS

    said = [f"{element:<12} {_said(brief, element) or '–'}" for element in ELEMENTS]
    unread = _unread(brief)
    return [*said, f"{'not read':<12} {unread}"] if unread else said


def _said(brief: Brief, element: Element) -> str:
    return ", ".join(phrase.text for phrase in brief.element(element))


def _unread(brief: Brief) -> str:
    return ", ".join(f"“{brief.sentence[span.start : span.end]}”" for span in brief.unread)


def to_json(done: list[tuple[Picture, Path]], brief: Brief, **more: Any) -> str:
    """One object with everything a program may want to know; paths are absolute."""
    from tintype.assets.stamp import digest

    plan = done[0][0].plan
    pictures = [
        {
            "path": str(path.absolute()),
            "seed": picture.plan.seed,
            "size": [picture.plan.width, picture.plan.height],
            "seconds": round(picture.seconds, 4),
            "sha256": digest(picture.pixels),
            "notes": list(picture.plan.notes),
        }
        for picture, path in done
    ]
    everything = {
        "prompt": plan.prompt, "model": plan.model, "quality": plan.quality, **more,
        "pictures": pictures, "brief": msgspec.to_builtins(brief),
    }  # fmt: skip
    return json.dumps(everything, ensure_ascii=False)
