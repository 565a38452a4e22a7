"""Extras: what joins a model for one picture, and leaves it as it was: LoRAs, embeddings, a ControlNet,
and weights of words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption
from tintype.engines.diffusers import controls, embeddings, lora, weights_in_prompt

if TYPE_CHECKING:
    from tintype.core.request import Plan, Request
    from tintype.engines.diffusers.kept import Held
    from tintype.engines.diffusers.local import Local

OPTIONS = ("lora", "control")


def planned(request: Request, local: Local) -> dict[str, Any]:
    """What of it a request wishes, settled and looked for, for Plan.settings. Raises BadOption."""
    negative = str(request.options.get("negative_prompt", ""))
    control = controls.wished(request.options.get("control", ""), local)
    if control and (request.operation != "generate" or len(request.images) != 1):
        raise BadOption(
            f"The ControlNet {control['name']} needs one picture that says where things are, and a sentence"
            " to generate from."
        )
    return {
        "lora": lora.wished(request.prompt, request.options.get("lora", {}), local),
        "embeddings": embeddings.named(local, request.prompt, negative),
        "control": control,
    }


def notes(request: Request, local: Local) -> tuple[str, ...]:
    """What the user should hear."""
    plain = lora.without(request.prompt)
    if local.family in weights_in_prompt.FAMILIES or weights_in_prompt.without_numbers(plain) == plain:
        return ()
    return (f"“{local.card.name}” reads sentences whole and knows no weights of words; read without them.",)


@dataclass(frozen=True)
class Joined:
    """pipeline: what paints. reads: its prompt and negative_prompt. more: further arguments for it."""

    pipeline: Any
    reads: dict[str, str]
    more: dict[str, Any]


@contextmanager
def joined(pipeline: Any, plan: Plan, held: Held, picture: Any) -> Iterator[Joined]:
    """The pipeline with all that a Plan wishes, for as long as it lasts. picture: function that lays pixels
    out for the pipeline, as a PIL image."""
    settings, local = plan.settings, held.local
    prompt = embeddings.without_prefix(lora.without(plan.prompt))
    negative = embeddings.without_prefix(settings.get("negative_prompt", ""))
    more: dict[str, Any] = {}
    with ExitStack() as stack:
        if control := settings.get("control"):
            from tintype.engines.diffusers.pictures import opened

            pipeline = controls.steered(pipeline, control, local, held.controls)
            shown = controls.prepared(control["name"], opened(settings["images"][0]))
            more = {"image": picture(shown), "controlnet_conditioning_scale": control["weight"]}
        stack.enter_context(lora.joined(pipeline, settings.get("lora", {}), local))
        stack.enter_context(embeddings.taught(pipeline, settings.get("embeddings", {}), local))
        bare = weights_in_prompt.without_numbers
        if local.family in weights_in_prompt.FAMILIES:
            stack.enter_context(weights_in_prompt.reading(pipeline, prompt, negative))
            bare = weights_in_prompt.bare
        yield Joined(pipeline, {"prompt": bare(prompt), "negative_prompt": bare(negative)}, more)
