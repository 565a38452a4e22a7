"""Options as A1111's programs know them. The model is chosen here; everything else is as it is.

A1111 has one model loaded for everybody, and whoever sets it sets it for all. Here each caller has a
choice of their own, kept until the server ends. A request may name another by `override_settings`.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Body
from pydantic import JsonValue
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.core.errors import BadOption, UnknownModel
from tintype.server.a1111.bodies import Painter, Reader, problems

if TYPE_CHECKING:
    from tintype.ports.engine import ModelCard

MODEL, FORMAT = "sd_model_checkpoint", "samples_format"
FORMATS = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp"}
"""Values of samples_format → kinds of file."""
MOST = 10_000
"""Callers whose choices are remembered."""

FIXED: dict[str, JsonValue] = {
    "sd_checkpoint_hash": "", "sd_vae": "None", "CLIP_stop_at_last_layers": 1, "face_restoration_model": None,
    "code_former_weight": 0.5, "show_progress_every_n_steps": 1, "live_previews_enable": True,
    "upscaler_for_img2img": "Lanczos", "return_grid": False, "enable_pnginfo": True,
}  # fmt: skip
"""Options that programs read, as they are here."""


class Choices:
    """What callers chose, by owner. Threads may share it."""

    def __init__(self, studio: Any) -> None:
        self._studio = studio
        self._chosen: dict[str, dict[str, str]] = {}
        self._lock = threading.Lock()

    def of(self, owner: str) -> dict[str, str]:
        """model and samples_format of a caller."""
        with self._lock:
            return {MODEL: self._studio.settings.model, FORMAT: "png", **self._chosen.get(owner, {})}

    def choose(self, owner: str, options: dict[str, Any]) -> None:
        """Takes over what can be chosen; raises UnknownModel, BadOption. Other options stay as they are."""
        chosen = checked(self._studio, options)
        with self._lock:
            if owner not in self._chosen and len(self._chosen) >= MOST:
                self._chosen.pop(next(iter(self._chosen)))
            self._chosen[owner] = {**self._chosen.get(owner, {}), **chosen}

    def router(self) -> APIRouter:
        """GET and POST /options."""
        router = APIRouter(tags=["options"])

        @router.get("/options", responses=problems())
        async def options(request: Request, who: Reader) -> dict[str, JsonValue]:
            """The options in force for whoever asks."""
            return {**FIXED, **self.of(who.owner)}

        @router.post("/options", responses=problems(404, 413))
        async def choose(
            request: Request, who: Painter, body: Annotated[dict[str, JsonValue], Body(max_length=2000)]
        ) -> None:
            """Choose a model (sd_model_checkpoint) or a kind of file (samples_format), for oneself."""
            await run_in_threadpool(self.choose, who.owner, body)

        return router


def checked(studio: Any, options: dict[str, Any]) -> dict[str, str]:
    """model and samples_format as far as options say them; raises UnknownModel, BadOption."""
    chosen: dict[str, str] = {}
    if options.get(MODEL):
        chosen[MODEL] = model_named(studio, options[MODEL]).name
    if options.get(FORMAT):
        if options[FORMAT] not in FORMATS:
            raise BadOption(f"The samples_format {options[FORMAT]!r:.40} is unknown; use png, jpg or webp.")
        chosen[FORMAT] = options[FORMAT]
    return chosen


def model_named(studio: Any, name: object) -> ModelCard:
    """The card of a model by its name or title, with or without what A1111 puts behind it; raises
    UnknownModel."""
    cards: tuple[ModelCard, ...] = studio.models()
    bare = str(name).partition(" [")[0].removesuffix(".safetensors").removesuffix(".ckpt")
    for card in cards:
        if bare in (card.name, card.title):
            return card
    known = ", ".join(card.name for card in cards) or "none"
    raise UnknownModel(f"There is no model “{str(name)[:60]}”; the models here are: {known}.")
