"""Families: which class of diffusers does which task for a model, and what it calls things.

The one place that tells families apart; everything else treats them alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

Task = Literal["generate", "image", "inpaint", "instruct", "vary"]
"""generate: from words. image: from words and a picture, at a strength. inpaint: what a mask marks.
instruct: pictures and words that say what to change. vary: from a picture that is read like words."""

Latents = Literal["plain", "packed", "hidden"]
"""How a pipeline holds the picture it refines: as a picture of its own (N, C, H, W), as a row of patches of
two by two, or in a way that previews leave alone."""


@dataclass(frozen=True)
class Family:
    """pipelines: task → class of diffusers. network: class of the painting network, for files that hold it
    alone. single: a file may hold all of it. painter: its name in a pipeline. multiple: of which sides
    must be. guidance: the argument that guides; negative: whether what must not be there can be said.
    steps, guide, size: what is usual. several: most pictures that an instruction may go with. said:
    further arguments."""

    pipelines: dict[Task, str]
    network: str
    painter: str = "transformer"
    single: bool = False
    multiple: int = 16
    guidance: str = "guidance_scale"
    negative: bool = True
    steps: int = 28
    guide: float = 4.0
    size: int = 1024
    several: int = 1
    latents: Latents = "plain"
    said: dict[str, Any] = field(default_factory=dict[str, Any])


_FLUX = Family(
    {"generate": "FluxPipeline", "image": "FluxImg2ImgPipeline", "inpaint": "FluxInpaintPipeline"},
    "FluxTransformer2DModel", single=True, negative=False, guide=3.5, latents="packed",
    said={"max_sequence_length": 512},
)  # fmt: skip
_FLUX2 = Family(
    {
        "generate": "Flux2KleinPipeline", "instruct": "Flux2KleinPipeline",
        "inpaint": "Flux2KleinInpaintPipeline",
    },
    "Flux2Transformer2DModel", negative=False, steps=4, guide=1.0, several=10, latents="hidden",
)  # fmt: skip
_EDITS = Family(
    {"instruct": "QwenImageEditPipeline", "inpaint": "QwenImageEditInpaintPipeline"},
    "QwenImageTransformer2DModel", guidance="true_cfg_scale", steps=40, latents="packed",
)  # fmt: skip
_STABLE = Family(
    {
        "generate": "StableDiffusionPipeline", "image": "StableDiffusionImg2ImgPipeline",
        "inpaint": "StableDiffusionInpaintPipeline",
    },
    "UNet2DConditionModel", painter="unet", single=True, multiple=8, steps=25, guide=7.5, size=512,
)  # fmt: skip

FAMILIES: dict[tuple[str, str], Family] = {
    ("sd15", ""): _STABLE,
    ("sd15", "inpaint"): replace(_STABLE, pipelines={"inpaint": "StableDiffusionInpaintPipeline"}),
    ("sdxl", ""): replace(
        _STABLE, steps=30, guide=5.0, size=1024,
        pipelines={
            "generate": "StableDiffusionXLPipeline", "image": "StableDiffusionXLImg2ImgPipeline",
            "inpaint": "StableDiffusionXLInpaintPipeline",
        },
    ),
    ("sdxl", "inpaint"): replace(
        _STABLE, steps=30, guide=5.0, size=1024, pipelines={"inpaint": "StableDiffusionXLInpaintPipeline"}
    ),
    ("sd3", ""): Family(
        {
            "generate": "StableDiffusion3Pipeline", "image": "StableDiffusion3Img2ImgPipeline",
            "inpaint": "StableDiffusion3InpaintPipeline",
        },
        "SD3Transformer2DModel", single=True, guide=4.5,
    ),
    ("flux", ""): _FLUX,
    ("flux", "schnell"): replace(_FLUX, steps=4, guide=0.0, said={"max_sequence_length": 256}),
    ("flux", "fill"): replace(_FLUX, steps=50, guide=30.0, pipelines={"inpaint": "FluxFillPipeline"}),
    ("flux", "kontext"): replace(
        _FLUX, guide=2.5,
        pipelines={"instruct": "FluxKontextPipeline", "inpaint": "FluxKontextInpaintPipeline"},
    ),
    ("flux", "redux"): replace(_FLUX, guide=2.5, pipelines={"vary": "FluxPipeline"}, said={}),
    ("flux2", ""): _FLUX2,
    ("flux2", "dev"): replace(
        _FLUX2, steps=50, guide=4.0, pipelines={"generate": "Flux2Pipeline", "instruct": "Flux2Pipeline"}
    ),
    ("zimage", ""): Family(
        {"generate": "ZImagePipeline", "image": "ZImageImg2ImgPipeline", "inpaint": "ZImageInpaintPipeline"},
        "ZImageTransformer2DModel", single=True, steps=9, guide=0.0,
    ),
    ("qwen-image", ""): Family(
        {
            "generate": "QwenImagePipeline", "image": "QwenImageImg2ImgPipeline",
            "inpaint": "QwenImageInpaintPipeline",
        },
        "QwenImageTransformer2DModel", guidance="true_cfg_scale", steps=50, latents="packed",
    ),
    ("qwen-image-edit", ""): _EDITS,
    ("qwen-image-edit", "plus"): replace(
        _EDITS, pipelines={"instruct": "QwenImageEditPlusPipeline"}, several=3
    ),
    ("auto", ""): Family(
        {
            "generate": "AutoPipelineForText2Image", "image": "AutoPipelineForImage2Image",
            "inpaint": "AutoPipelineForInpainting",
        },
        "", guide=5.0, latents="hidden",
    ),
}  # fmt: skip

READER = "FluxPriorReduxPipeline"
"""Reads a picture as if it were words; the variant redux is this and a FLUX that paints."""


def family_of(family: str, variant: str = "") -> Family:
    """What is known of a family, for a variant of it."""
    return FAMILIES.get((family, variant)) or FAMILIES.get((family, "")) or FAMILIES[("auto", "")]
