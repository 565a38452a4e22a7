"""What there is to choose from. What there is not is an empty list, never an invented name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter
from pydantic import JsonValue
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.server.a1111.bodies import Painter, Reader, problems
from tintype.server.a1111.extras import UPSCALERS

Rows = list[dict[str, JsonValue]]

EMPTY = (
    "latent-upscale-modes", "sd-vae", "sd-modules", "hypernetworks", "face-restorers",
    "realesrgan-models", "prompt-styles", "script-info", "extensions",
)  # fmt: skip
"""Lists with nothing in them here."""

FIXED: dict[str, tuple[JsonValue, str]] = {
    "samplers": ([{"name": "Automatic", "aliases": [], "options": {}}],
                 "Each model has its own way; any other name is taken as well, and not used."),
    "schedulers": ([{"name": "automatic", "label": "Automatic", "aliases": None, "default_rho": -1.0,
                     "need_inner_model": False}], "As samplers."),
    "scripts": ({"txt2img": [], "img2img": []}, "There are none."),
    "cmd-flags": ({"api": True, "nowebui": True}, "Nothing of how this server was started is told."),
}  # fmt: skip
"""Address → what it answers, and why."""


def router(studio: Any) -> APIRouter:
    """All lists, and the addresses that would reload what they list."""
    router = APIRouter(tags=["lists"])

    @router.get("/sd-models", responses=problems())
    async def models(request: Request, who: Reader) -> Rows:
        """The models. `title` is what /options takes as sd_model_checkpoint."""
        cards = await run_in_threadpool(studio.models)
        return [
            {"title": card.name, "model_name": card.name, "hash": None, "sha256": None,
             "filename": card.name, "config": None}
            for card in cards
        ]  # fmt: skip

    @router.get("/upscalers", responses=problems())
    async def upscalers(request: Request, who: Reader) -> Rows:
        """What extra-single-image can enlarge by."""
        return [
            {"name": name, "model_name": None, "model_path": None, "model_url": None, "scale": 4}
            for name in UPSCALERS
        ]

    @router.get("/memory", responses=problems())
    async def memory(request: Request, who: Reader) -> dict[str, JsonValue]:
        """Memory of the machine, in bytes."""
        from tintype.runtime.machine import look

        machine = await run_in_threadpool(look, Path(studio.data))
        free = min(machine.free_memory, machine.memory)
        ram: dict[str, JsonValue] = {"free": free, "used": machine.memory - free, "total": machine.memory}
        return {"ram": ram, "cuda": {"error": "not looked at"}}

    _joining_lists(router, studio)
    for name in EMPTY:
        _fixed(router, name, [], "There are none.")
    for name, (content, why) in FIXED.items():
        _fixed(router, name, content, why)
    for name in (
        "refresh-checkpoints",
        "refresh-vae",
        "refresh-loras",
        "unload-checkpoint",
        "reload-checkpoint",
    ):
        _nothing(router, name)
    return router


def _joining_lists(router: APIRouter, studio: Any) -> None:
    """What joins local models."""

    @router.get("/loras", responses=problems())
    async def loras(who: Reader) -> Rows:
        """The LoRAs that local models may be told to take, <lora:name:0.8>."""
        names = await run_in_threadpool(_joining, studio, "lora")
        return [{"name": name, "alias": name, "path": name, "metadata": {}} for name in names]

    @router.get("/embeddings", responses=problems())
    async def embeddings(who: Reader) -> dict[str, JsonValue]:
        """The words that local models may be taught."""
        names = await run_in_threadpool(_joining, studio, "embedding")
        facts: dict[str, JsonValue] = dict.fromkeys(
            ("step", "sd_checkpoint", "sd_checkpoint_name", "shape", "vectors")
        )
        return {"loaded": dict.fromkeys(names, facts), "skipped": {}}


def _joining(studio: Any, part: str) -> list[str]:
    """Names of what joins local models."""
    from tintype.studio.catalogue.records import records

    return [each.name for each in records(studio.settings).all() if each.part == part]


def _fixed(router: APIRouter, name: str, content: JsonValue, why: str) -> None:
    @router.get(f"/{name}", name=name, description=why, responses=problems())
    async def fixed(request: Request, who: Reader) -> JsonValue:
        return content


def _nothing(router: APIRouter, name: str) -> None:
    @router.post(f"/{name}", name=name, responses=problems(), description="Nothing to do: it is always so.")
    async def nothing(request: Request, who: Painter) -> None:
        return None
