"""ControlNet: a picture says where things are, words say what they are; "compose exactly, paint freely".

The control picture comes with the request; nobody here asks another engine for one. A ControlNet for edges
gets a picture's edges (see edges), every other one the picture as it is: depth, normals, a pose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadFile, BadOption
from tintype.engines.diffusers.lora import found_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from tintype.core.picture import Pixels
    from tintype.engines.diffusers.local import Local

LOW, HIGH = 0.0, 2.0
PIPELINES = {"sd15": "StableDiffusionControlNetPipeline", "sdxl": "StableDiffusionXLControlNetPipeline"}
"""Family → the pipeline that paints from words and a control picture."""


def wished(option: Any, local: Local) -> dict[str, Any]:
    """{"name", "weight"} of the ControlNet that the option `control` names: "name" or "name:0.8"; {} for "".
    Raises BadOption."""
    if not option:
        return {}
    if isinstance(option, Mapping):  # as a Plan has it
        option = f"{option.get('name')}:{option.get('weight')}"
    if not isinstance(option, str):
        raise BadOption(f"The option control is {option!r}; say the name of a ControlNet, or name:0.8.")
    if local.family not in PIPELINES:
        raise BadOption(
            f"The model “{local.card.name}” takes no ControlNet; models of {' and '.join(PIPELINES)} do."
        )
    name, _, said = option.rpartition(":")
    try:
        weight = float(said) if name else 1.0
    except ValueError:
        weight = HIGH + 1
    if not LOW <= weight <= HIGH:
        raise BadOption(f"The weight of {name} is {said!r}; it must be a number from {LOW:g} to {HIGH:g}.")
    return {"name": found_in(local, "control", name or option).name, "weight": weight}


def of_edges(name: str) -> bool:
    """Whether a ControlNet of that name wants the edges of a picture."""
    return re.search(r"canny|edge", name, re.IGNORECASE) is not None


def prepared(name: str, pixels: Pixels) -> Pixels:
    """What the ControlNet is shown of a picture: uint8 (H, W, 3)."""
    from tintype.engines.diffusers.edges import edges

    return edges(pixels) if of_edges(name) else pixels[..., :3]


_FIRST, _FURTHER = "controlnet_cond_embedding.conv_in.weight", "controlnet_cond_embedding.blocks.{}.weight"
"""Layers that make the control picture smaller and wider."""


def loaded(path: str, pipeline: Any) -> Any:
    """The ControlNet of a file, laid out after the network that it steers, of which it is half a copy. Raises
    BadFile where it was made for another."""
    import diffusers
    import torch
    from safetensors.torch import load_file

    state = load_file(path)
    first = [
        state[name].shape[0]
        for name in (_FIRST, *(_FURTHER.format(2 * at + 1) for at in range(8)))
        if name in state
    ]
    widths: dict[str, Any] = {"conditioning_embedding_out_channels": tuple(first)} if first else {}
    kind: Any = getattr(diffusers, "ControlNetModel")  # noqa: B009, its stubs leave it out
    network = kind.from_unet(pipeline.unet, load_weights_from_unet=False, **widths)
    if any(name.startswith("control_model.") for name in state):
        from diffusers.loaders.single_file_utils import convert_controlnet_checkpoint

        state = convert_controlnet_checkpoint(state, dict(network.config))
    own = network.state_dict()
    wrong = next((name for name in own if name not in state or state[name].shape != own[name].shape), None)
    if wrong is not None:
        raise BadFile(f"This ControlNet was made for another model: {wrong} is missing, or of another shape.")
    network.load_state_dict({name: state[name] for name in own})
    dtype = pipeline.unet.dtype if pipeline.unet.dtype.itemsize > 1 else torch.bfloat16
    return network.to(dtype=dtype).eval()


def steered(pipeline: Any, wish: dict[str, Any], local: Local, known: dict[str, Any]) -> Any:
    """The pipeline with the wished ControlNet. known: those that are loaded, by name."""
    import diffusers

    name: str = wish["name"]
    kind: Callable[..., Any] = getattr(diffusers, PIPELINES[local.family])
    if name not in known:
        known.clear()  # one at a time: each is as large as half the model
        known[name] = loaded(found_in(local, "control", name).path, pipeline)
        known[name].to(pipeline._execution_device)
    config = pipeline.config
    zeros = (
        {"force_zeros_for_empty_prompt": config.force_zeros_for_empty_prompt}
        if local.family == "sdxl"
        else {}
    )
    safe = {"requires_safety_checker": False} if local.family == "sd15" else {}
    made = kind(**pipeline.components, controlnet=known[name], **zeros, **safe)  # the parts stay as they lie
    made.set_progress_bar_config(disable=True)
    return made
