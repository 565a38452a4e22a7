"""POST /sdapi/v1/txt2img and /img2img: a job, waited for, and its pictures as base64.

A program that goes away before the answer does not lose its pictures: they are in the gallery.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tintype.assets import inline, png
from tintype.core import request as core
from tintype.core.errors import BadOption
from tintype.core.frame import check_size
from tintype.server.a1111 import pixels, tell
from tintype.server.a1111.bodies import Img2Img, Painted, Painter, Painting, Txt2Img, problems
from tintype.server.a1111.choices import FORMAT, FORMATS, MODEL, Choices, checked, model_named
from tintype.server.a1111.syntax import words_for
from tintype.server.waiting import error_of, over
from tintype.studio.references import reference

if TYPE_CHECKING:
    from tintype.core.job import Job, PictureRecord
    from tintype.core.picture import Pixels
    from tintype.ports.engine import ModelCard
    from tintype.server.access import Caller

FACE = {"face": "a1111"}
"""What the delivery of our jobs says, so that interrupting here stops nobody else's."""

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200, pattern=r"^[\x21-\x7e]+$")]
_CODES = (404, 409, 413, 429, 503, 507)


def router(studio: Any, settings: Any, choices: Choices) -> APIRouter:
    """The two addresses that paint."""
    router = APIRouter(tags=["painting"])
    painter = _Painter(studio, settings, choices)

    @router.post("/txt2img", response_model=Painted, responses=problems(*_CODES))
    async def txt2img(request: Request, body: Txt2Img, who: Painter, key: Key = None) -> Response:
        """Paint a sentence."""
        return await painter.answer(request, body, who, key)

    @router.post("/img2img", response_model=Painted, responses=problems(*_CODES))
    async def img2img(request: Request, body: Img2Img, who: Painter, key: Key = None) -> Response:
        """Paint a picture anew, all of it or where a mask is white."""
        return await painter.answer(request, body, who, key)

    return router


class _Painter:
    """Turns their bodies into requests of ours, and what became of them into their answers."""

    def __init__(self, studio: Any, settings: Any, choices: Choices) -> None:
        self._studio, self._settings, self._choices = studio, settings, choices

    async def answer(self, request: Request, body: Painting, who: Caller, key: str | None) -> Response:
        """Waits until the job is over. Raises UserError, or why it failed."""
        tell.refuse_scripts(body)
        options = await run_in_threadpool(self._options, body, who)
        card: ModelCard = await run_in_threadpool(self._card, body, options[MODEL])
        asked = await run_in_threadpool(self._request, body, card, who)
        job = await self._studio.jobs.submit_async(asked, owner=who.owner, delivery=FACE, key=key)
        job = await over(request.app.state, job.id)
        records = await run_in_threadpool(self._studio.jobs.pictures, job.id)
        if job.state == "failed" or not records:
            raise error_of(job)
        read = functools.partial(self._files, records, FORMATS[options[FORMAT]])
        images = await run_in_threadpool(read) if body.send_images is not False else []
        unused = [*tell.not_used(body, card), *words_for(card, body.prompt)[1]]
        told = tell.info(body, job, records, unused)
        return tell.answered({"images": images, "parameters": tell.echo(body), "info": told})

    def _card(self, body: Painting, name: str) -> ModelCard:
        """The model of that name; to change a picture one that can, where that one only paints afresh."""
        card = model_named(self._studio, name)
        if isinstance(body, Img2Img) and not {"edit", "vary"} & set(card.operations):
            return model_named(self._studio, self._studio.model_for("edit"))
        return card

    def _options(self, body: Painting, who: Caller) -> dict[str, str]:
        """The caller's choices, and what the request says instead."""
        return {**self._choices.of(who.owner), **checked(self._studio, body.override_settings or {})}

    def _files(self, records: list[PictureRecord], format: str) -> list[str]:
        return [inline.encoded(self._studio.gallery.file(record, format)) for record in records]

    def _request(self, body: Painting, card: ModelCard, who: Caller) -> core.Request:
        """What they ask for, in our words; pictures they send are in the store afterwards."""
        size = check_size(_size(body))
        images, mask, operation = (), None, "generate"
        if isinstance(body, Img2Img):
            images, mask = self._pictures(body, size, who)
            vary = mask is None and "edit" not in card.operations and "vary" in card.operations
            operation = "vary" if vary else "edit"
        return core.Request(
            prompt=words_for(card, body.prompt)[0], operation=operation, images=images, mask=mask,
            size=size, n=(body.batch_size or 1) * (body.n_iter or 1), seed=body.seed, model=card.name,
            options=tell.taken(body, card),
        )  # fmt: skip

    def _pictures(
        self, body: Img2Img, size: tuple[int, int], who: Caller
    ) -> tuple[tuple[str, ...], str | None]:
        """References to the pictures of a request and to its mask, all of the size to be painted."""
        if not body.init_images:
            raise BadOption("There is no picture to start from; send one in init_images, as base64.")
        if len(body.init_images) > 16:
            raise BadOption(f"{len(body.init_images)} pictures are too many; send 1 to 16 in init_images.")
        mode = body.resize_mode or 0

        def taken(text: str, name: str) -> Pixels:
            return pixels.sized(pixels.opened(text, name, self._settings), size, mode)

        found = [
            self._kept(taken(text, f"init_images[{index}]"), who)
            for index, text in enumerate(body.init_images)
        ]
        if not body.mask:
            return tuple(found), None
        mask = pixels.mask_of(taken(body.mask, "mask"), invert=bool(body.inpainting_mask_invert))
        if not mask.any():
            raise BadOption("The mask is all black, so nothing would be painted; make some of it white.")
        return tuple(found), self._kept(mask, who, shown=False)

    def _kept(self, image: Any, who: Caller, *, shown: bool = True) -> str:
        """A reference to the picture, which is in the store and, if shown, in the caller's gallery."""
        jobs = self._studio.jobs
        record = jobs.adopt(png.encode(image), who.owner, shown=False)
        if shown and self._studio.ledger.newest_of(record.digest, who.owner) is None:
            self._studio.ledger.add_picture(record)
        return reference(record.digest)


def _size(body: Painting) -> tuple[int, int]:
    """(width, height). Their second pass enlarges what the first made; here it is painted so at once."""
    width, height = body.width or 512, body.height or 512
    if not isinstance(body, Txt2Img) or not body.enable_hr:
        return width, height
    wide, high = body.hr_resize_x or 0, body.hr_resize_y or 0
    if wide or high:
        return wide or round(high * width / height), high or round(wide * height / width)
    scale = body.hr_scale or 2.0
    return round(width * scale), round(height * scale)


def ours(job: Job) -> bool:
    """Whether a job was asked for here."""
    return job.delivery.get("face") == FACE["face"]
