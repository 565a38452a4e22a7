"""One Plan painted by a loaded pipeline: steps are told, previews shown, and what was kept stays."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from tintype.core.errors import OurError
from tintype.core.event import Preview, Progress
from tintype.engines.diffusers.extras import joined
from tintype.engines.diffusers.pictures import Frame, extended, opened, opened_mask, sized
from tintype.engines.diffusers.previews import mixing, small
from tintype.runtime.pictures import put_back

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan
    from tintype.engines.diffusers.kept import Held, Kept
    from tintype.engines.diffusers.local import Local

SIDES = ("left", "right", "top", "bottom")


def painted(plan: Plan, local: Local, kept: Kept, emit: Emit) -> Pixels:
    """uint8 (height, width, 3|4). Raises OurError where memory does not suffice, also held more tightly."""
    import torch

    told = Told(emit, int(plan.settings["steps"]))
    megapixels = plan.width * plan.height / 1e6
    for skip in (0, 1):
        try:
            held = kept.get(local, megapixels, told.loading, skip=skip)
            return _once(plan, held, told)
        except (torch.OutOfMemoryError, MemoryError):
            kept.drop()
        except RuntimeError as error:
            if "allocate memory" not in str(error):
                raise
            kept.drop()
    raise OurError(
        f"{plan.width}x{plan.height} by “{plan.model}” takes more memory than there is, however it is held;"
        " take a smaller size or a smaller model."
    )


class Told:
    """Tells how far it is; never goes back, though a picture is begun again."""

    def __init__(self, emit: Emit, steps: int) -> None:
        self.emit, self._total, self._done = emit, steps + 2, 0

    def loading(self, how: str) -> None:
        """A model is being loaded, held like that."""
        self.emit(Progress(how, self._done, self._total))

    def step(self, done: int, steps: int) -> None:
        """So many of so many steps are done."""
        self._done = max(self._done, round((self._total - 2) * done / max(1, steps)))
        self.emit(Progress("painting", self._done, self._total))

    def end(self) -> None:
        self.emit(Progress("done", self._total, self._total))


def _once(plan: Plan, held: Held, told: Told) -> Pixels:
    import torch

    settings, family = plan.settings, held.family
    pipeline = held.pipeline(settings["task"])
    most = max(plan.width * plan.height if plan.operation == "generate" else 0, family.size**2)
    frame = Frame.of(plan.width, plan.height, family.multiple, most)
    pictures = [opened(path) for path in settings["images"]]
    whole, mask = _whole(plan, pictures)
    asked: dict[str, Any] = {
        "prompt": plan.prompt, "height": frame.height, "width": frame.width,
        "num_inference_steps": settings["steps"], "strength": settings["strength"],
        "generator": torch.Generator("cpu").manual_seed(plan.seed),
        "callback_on_step_end": _watching(held, told, plan), "output_type": "pil",
        "max_area": frame.width * frame.height, "_auto_resize": False, **family.said,
        family.guidance: settings["guidance"],
    }  # fmt: skip
    if family.negative and settings["guidance"] > 1:
        asked["negative_prompt"] = settings["negative_prompt"]
    if settings["task"] == "inpaint":
        asked |= {"image": frame.laid(whole), "mask_image": frame.laid_mask(mask)}
    elif settings["task"] == "image":
        asked["image"] = frame.laid(whole)
    elif settings["task"] == "instruct" and pictures:
        laid = [frame.laid(each) for each in pictures]
        asked["image"] = laid if family.several > 1 else laid[0]
    elif settings["task"] == "vary":
        asked |= _read(held, frame.laid(whole), plan.prompt)
        del asked["prompt"]
    with joined(pipeline, plan, held, frame.laid) as join:
        asked |= {name: said for name, said in join.reads.items() if name in asked} | join.more
        known = inspect.signature(type(join.pipeline).__call__).parameters
        told.step(0, 1)
        (image,) = join.pipeline(**{name: value for name, value in asked.items() if name in known}).images
    done = sized(image, plan.width, plan.height)
    if mask is not None:
        done = put_back(whole, done, mask)
    told.end()
    return done


def _whole(plan: Plan, pictures: list[Pixels]) -> tuple[Any, Any]:
    """The picture that is worked on, as large as what comes out, and the mask of what is painted anew."""
    if not pictures:
        return None, None
    sides = {side: int(plan.settings[side]) for side in SIDES}
    if any(sides.values()):
        return extended(pictures[0], sides)
    mask = plan.settings["mask"]
    return pictures[0], opened_mask(mask, (plan.width, plan.height)) if mask else None


def _read(held: Held, picture: Any, words: str) -> dict[str, Any]:
    """A picture in place of words, or beside them."""
    said = held.reader(image=picture, prompt=[words])
    return {"prompt_embeds": said.prompt_embeds, "pooled_prompt_embeds": said.pooled_prompt_embeds}


def _watching(held: Held, told: Told, plan: Plan) -> Any:
    """What a pipeline calls after each step: tells of it, shows it, and stops where nobody wants it."""

    def after(pipeline: Any, step: int, when: Any, values: dict[str, Any]) -> dict[str, Any]:
        total = getattr(pipeline, "num_timesteps", None) or plan.settings["steps"]
        told.step(step + 1, total)
        if held.family.latents != "hidden" and getattr(told.emit, "previews", True) and step + 1 < total:
            if held.mixed is None:
                held.mixed = mixing(pipeline.vae) if hasattr(pipeline.vae, "encode") else False
            seen = held.mixed is not False and small(
                values["latents"], held.family.latents, held.mixed, (plan.width, plan.height)
            )
            if seen is not False and seen is not None:
                told.emit(Preview(seen))
        return values

    return after
