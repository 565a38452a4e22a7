"""Kept: the models that are loaded, as long as there is room for them."""

from __future__ import annotations

import gc
import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption
from tintype.engines.diffusers import sources
from tintype.engines.diffusers.families import family_of
from tintype.engines.diffusers.fit import Device, Fit, fit
from tintype.engines.diffusers.words import remembering

if TYPE_CHECKING:
    from collections.abc import Callable

    from tintype.engines.diffusers.families import Family, Task
    from tintype.engines.diffusers.local import Local


@dataclass(eq=False)
class Held:
    """A loaded model. pipelines: by class; they share their parts. reader: of pictures, for redux."""

    local: Local
    family: Family
    fit: Fit
    pipelines: dict[str, Any] = field(default_factory=dict[str, Any])
    reader: Any = None
    controls: dict[str, Any] = field(default_factory=dict[str, Any])
    mixed: Any = None
    """See previews; False where there is nothing to see."""

    def pipeline(self, task: Task) -> Any:
        """The pipeline for a task. Raises BadOption where the model has none."""
        name = self.family.pipelines.get(task)
        if name is None:
            raise BadOption(f"The model “{self.local.card.name}” cannot do that; {able(self.family)}.")
        if name not in self.pipelines:
            import diffusers

            made = of_parts(getattr(diffusers, name), next(iter(self.pipelines.values())))
            made.set_progress_bar_config(disable=True)
            self.pipelines[name] = remembering(made)
        return self.pipelines[name]


def of_parts(kind: Any, other: Any) -> Any:
    """A pipeline of that class with the parts of another one. (`from_pipe` would widen what is quantised.)"""
    if kind.__name__.startswith("Auto"):
        return kind.from_pipe(other)
    known = inspect.signature(kind.__init__).parameters
    given = {name: value for name, value in dict(other.config).items() if name in known}
    return kind(**given | {name: part for name, part in other.components.items() if name in known})


def able(family: Family) -> str:
    """What a family can do, in words."""
    words: dict[Task, str] = {
        "generate": "paint from words", "image": "start from a picture",
        "inpaint": "paint where a mask marks",
        "instruct": "change a picture as words say", "vary": "vary a picture",
    }  # fmt: skip
    return "it can " + ", ".join(words[task] for task in family.pipelines)


class Kept:
    """At most as many models as fit; the one that was used longest ago leaves first."""

    def __init__(self) -> None:
        self._held: dict[str, Held] = {}

    def get(self, local: Local, megapixels: float, tell: Callable[[str], None], *, skip: int = 0) -> Held:
        """The model, loaded. tell: hears how it is held. skip: so many ways of holding it are passed over,
        because they had too little room. Raises OurError if none has room."""
        key = local.card.name
        held = self._held.pop(key, None)
        if held is None or skip:
            held = None
            held = self._load(local, megapixels, tell, skip)
        self._held[key] = held
        return held

    def drop(self) -> None:
        """Lets go of all of them."""
        self._held.clear()
        _free()

    def _load(self, local: Local, megapixels: float, tell: Callable[[str], None], skip: int) -> Held:
        _quiet()
        family = family_of(local.family, local.variant)
        parts = sources.parts(local)
        way = self._way(parts, family.painter, megapixels, skip)
        tell(f"loading ({way.said})")
        pipeline = placed(sources.loaded(local, way), family, way)
        name = next(iter(family.pipelines.values()))
        held = Held(local, family, way, {name: remembering(pipeline)})
        if local.variant == "redux":
            held.reader = sources.reader(local, pipeline, way)
        return held

    def _way(self, parts: dict[str, int], painter: str, megapixels: float, skip: int) -> Fit:
        """How it fits, after as many of the others left as it takes."""
        from tintype.core.errors import OurError

        while True:
            try:
                return fit(parts, painter, device(), megapixels, skip=skip)
            except OurError:
                if not self._held:
                    raise
                del self._held[next(iter(self._held))]
                _free()


def placed(pipeline: Any, family: Family, way: Fit) -> Any:
    """The pipeline where and how it is to work."""
    import torch

    pipeline.set_progress_bar_config(disable=True)
    network = getattr(pipeline, family.painter, None)
    if way.eight and network is not None:
        network.enable_layerwise_casting(
            storage_dtype=torch.float8_e4m3fn, compute_dtype=getattr(torch, way.precision)
        )
    if way.tiling and hasattr(pipeline.vae, "enable_tiling"):
        pipeline.vae.enable_tiling()
    kind = device().kind
    if kind == "cuda" and family.painter == "unet" and network is not None:
        network.to(memory_format=torch.channels_last)
    if way.offload == "model":
        pipeline.enable_model_cpu_offload()
    elif way.offload == "sequential":
        pipeline.enable_sequential_cpu_offload()
    elif kind != "cpu":
        pipeline.to(kind)
    return pipeline


def device() -> Device:
    """What there is to paint with, and how much room."""
    import psutil
    import torch

    memory = float(psutil.virtual_memory().available)
    if torch.cuda.is_available():
        return Device("cuda", float(torch.cuda.mem_get_info()[0]), memory)
    if torch.backends.mps.is_available():
        return Device("mps", memory, memory)
    quick = bool(torch.cpu.get_capabilities().get("avx512_bf16")) or bool(
        torch.cpu.get_capabilities().get("amx_bf16")
    )
    return Device("cpu", memory, memory, half=quick)


def _quiet() -> None:
    """No bars and no advice on the terminal: how far it is, we say."""
    import diffusers.utils.logging as ours
    import transformers.utils.logging as theirs

    for each in (ours, theirs):
        each.set_verbosity_error()
        each.disable_progress_bar()


def _free() -> None:
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
