"""Recipes: steps, done one after the other to a picture, or to each of thousands. In a TOML file they are

[[step]]
do = "generate"
prompt = "a red vase on white marble"

[[step]]
do = "upscale"
scale = 4

and in JSON {"step": [{"do": "generate", "prompt": …}, {"do": "upscale", "scale": 4}]}.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from tintype.core.errors import BadFile, BadOption
from tintype.core.event import Progress
from tintype.core.frame import decide_size, parse_size
from tintype.core.request import Request
from tintype.studio.retouching import DONE, OPTIONS, prepared, worked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tintype.core.event import Emit, Event
    from tintype.core.picture import Picture
    from tintype.studio.brought import Brought
    from tintype.studio.studio import Studio

GENERATE = "generate"
WORDS = ("prompt", "size", "aspect", "n", "seed", "model", "quality", "options")
"""What may be said of a step that generates."""

MOST = 16
"""Steps of one recipe."""
KINDS: dict[str, type] = {
    "prompt": str, "model": str, "quality": str, "words": str, "how": str, "mask": str, "face": str,
    "n": int, "seed": int, "consent": bool, "options": dict,
}  # fmt: skip
"""What must be of a kind; all else is looked at by whoever does it."""
SPOKEN = {str: "text", int: "a whole number", bool: "true or false", dict: "a table"}

_GRAIN = 1000


@dataclass(frozen=True)
class Step:
    """do: generate, or one of what is done to pictures. said: as in OPTIONS or WORDS."""

    do: str
    said: dict[str, Any]


def read_recipe(path: Path) -> tuple[Step, ...]:
    """The steps of a recipe; raises BadFile or BadOption, which names the step."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadFile(f"There is no recipe {path}; check the name.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile(f"The recipe {path} cannot be read ({error}); mend it.") from error
    if set(told) != {"step"}:
        told = {"step": None}
    return steps_of(told["step"], str(path), path.parent)


def steps_of(told: Any, called: str, folder: Path | None = None) -> tuple[Step, ...]:
    """The steps that these tables are. called: the recipe, for the errors. folder: where the files lie that
    it names; None: it names references. Raises BadOption, which names the step."""
    if not isinstance(told, list | tuple) or not told:
        raise BadOption(f"The recipe {called} must be made of [[step]] tables alone, and of one at least.")
    if len(told) > MOST:
        raise BadOption(f"The recipe {called} has {len(told)} steps; at most {MOST} are done.")
    return tuple(_step(index, step, called, folder) for index, step in enumerate(told, 1))


def _step(index: int, told: Any, called: str, folder: Path | None) -> Step:
    said = dict(told) if isinstance(told, dict) else {}
    do = said.pop("do", None)
    known = (GENERATE, *DONE)
    if do not in known:
        raise BadOption(f"Step {index} of {called} does {do!r}; it must do one of: {', '.join(known)}.")
    if do == GENERATE and index > 1:
        raise BadOption(
            f"Step {index} of {called} generates; only the first can, the others work on its picture."
        )
    names = WORDS if do == GENERATE else OPTIONS[do]
    said = {name: value for name, value in said.items() if value is not None}
    for name, value in said.items():
        if name not in names:
            raise BadOption(
                f"Step {index} of {called} ({do}) says “{name}”; it may say: {', '.join(names) or 'nothing'}."
            )
        if name in KINDS and (type(value) is not KINDS[name]):
            raise BadOption(
                f"Step {index} of {called} ({do}) says {name} = {str(value)[:40]!r}; it must be"
                f" {SPOKEN[KINDS[name]]}."
            )
    for name in ("mask", "face"):
        if name in said and folder is not None:
            said[name] = folder / said[name]
    if do != GENERATE and "size" in said:
        said["size"] = parse_size(str(said["size"]))
    return Step(do, said)


def followed(
    studio: Studio, brought: Brought, steps: tuple[Step, ...], given: Path | None, emit: Emit
) -> Iterator[Picture]:
    """What comes out at the end of the steps: one picture, or as many as the first step generates."""
    total = len(steps)
    if steps[0].do != GENERATE:
        if given is None:
            raise BadOption(
                f"The first step is to {steps[0].do}, so pictures are needed; name files or a folder."
            )
        yield _continued(studio, brought, steps, given, emit, (0, total))
        return
    if given is not None:
        raise BadOption(f"The first step generates, so {given} is not needed; leave it out.")
    plans = studio.plan(asked(studio, steps[0].said))
    for index, plan in enumerate(plans):
        told = _part(emit, index, len(plans))
        picture = studio.paint(plan, _part(told, 0, total))
        yield _continued(studio, brought, steps[1:], picture, told, (1, total)) if total > 1 else picture


def _continued(
    studio: Studio,
    brought: Brought,
    steps: tuple[Step, ...],
    given: Path | Picture,
    emit: Emit,
    at: tuple[int, int],
) -> Picture:
    """The picture after all these steps. at: (how many were done before, how many there are)."""
    picture: Path | Picture = given
    for index, step in enumerate(steps):
        work = prepared(studio, brought, brought.picture(picture), step.do, step.said)
        picture = worked(studio, work, _part(emit, at[0] + index, at[1]))
    assert not isinstance(picture, str)
    return picture  # type: ignore[return-value]


def asked(studio: Studio, said: dict[str, Any]) -> Request:
    """What a step that generates asks for. Raises BadOption, BadSize."""
    size = decide_size(said.get("size"), said.get("aspect"), parse_size(studio.settings.size))
    told = {name: said[name] for name in ("n", "seed", "model", "quality", "options") if name in said}
    try:
        return msgspec.convert({"prompt": said.get("prompt", ""), "size": size, **told}, Request)
    except msgspec.ValidationError as error:
        raise BadOption(f"The step that generates cannot be read ({error}); mend it.") from error


def _part(emit: Emit, index: int, count: int) -> Emit:
    """An Emit for one of several parts of the same length."""

    def told(event: Event, /) -> None:
        if isinstance(event, Progress):
            share = (index + event.done / max(1, event.total)) / count
            event = Progress(event.doing, round(share * _GRAIN), _GRAIN)
        emit(event)

    return told
