"""Answers: a finished job as OpenAI's clients expect it, at once or as a stream."""

from __future__ import annotations

import base64
import io
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.concurrency import run_in_threadpool

from tintype.core.errors import Busy, TintypeError
from tintype.core.job import OVER, JobEvent
from tintype.server import errors, links, sse, waiting
from tintype.server.openai.usage import usage
from tintype.server.openai.wording import as_there, worded

if TYPE_CHECKING:
    from starlette.requests import Request

    from tintype.core.job import Job, PictureRecord
    from tintype.server.openai.params import Asked
    from tintype.studio.bus import Growing

EXTENSIONS = {"png": "png", "jpeg": "jpg", "webp": "webp"}


@dataclass(frozen=True)
class Answer:
    """What is needed to answer a call: the request, what was asked, its job. event: generation or edit."""

    request: Request
    asked: Asked
    job: Job
    event: str = "generation"

    async def whole(self) -> bytes:
        """JSON, once the job is done; raises what made it fail."""
        job = await waiting.over(self.request.app.state, self.job.id)
        if job.state != "done":
            raise as_there(waiting.error_of(job), self.asked.name)
        return await run_in_threadpool(self._body, job)

    def _body(self, job: Job) -> bytes:
        records = self._studio.jobs.pictures(job.id)
        body: dict[str, Any] = {
            "created": int(job.finished or time.time()),
            "data": [self._item(record) for record in records],
            **self._facts(),
            "usage": self._usage(records, first=True),
        }
        if self.asked.safety_identifier:
            body["safety_identifier"] = self.asked.safety_identifier
        return msgspec.json.encode(body)

    @property
    def _studio(self) -> Any:
        return self.request.app.state.studio

    def _facts(self) -> dict[str, str]:
        """What was decided where the call said auto."""
        plan = self.job.plans[0]
        return {
            "background": "transparent" if self.asked.transparent else "opaque",
            "output_format": self.asked.format,
            "quality": plan.quality,
            "size": f"{plan.width}x{plan.height}",
        }

    def _usage(self, records: list[PictureRecord], *, first: bool) -> dict[str, Any]:
        """first: what came with the call counts; in a stream of several pictures it does so once."""
        sent = self.job.delivery.get("sent", ())
        prompt = self.job.request.prompt
        return usage(prompt if first else "", records, self.job.plans[0].quality, sent if first else ())

    def _item(self, record: PictureRecord) -> dict[str, str]:
        if self.asked.base64:
            return {"b64_json": self._encoded(record)}
        state, asked = self.request.app.state, self.asked
        name = record.id
        if asked.compression < 100 and asked.format != "png":
            name = f"{name}-{asked.compression}"
        base = str(self.request.base_url)
        return {"url": links.link(state.secret, name, EXTENSIONS[asked.format], base=base)}

    def _encoded(self, record: PictureRecord) -> str:
        file = self._studio.gallery.file(record, self.asked.format, self.asked.compression)
        return base64.b64encode(file).decode()

    # As a stream

    async def frames(self) -> AsyncGenerator[bytes, None]:
        """Partial pictures as they grow, each picture once it is finished, or the error that ended it."""
        jobs, partials = self._studio.jobs, Partials(self.asked.partials)
        watched = jobs.watch(self.job.id, previews=self.asked.partials > 0)
        told = 0
        try:
            async for item in watched:
                if not isinstance(item, JobEvent):
                    if partials.due(item):
                        yield await run_in_threadpool(self._partial, item, partials.number(item.index))
                elif item.kind in ("picture", "done"):
                    records = await run_in_threadpool(jobs.pictures, self.job.id)
                    for record in records[told:]:
                        yield await run_in_threadpool(self._completed, record, first=told == 0)
                        told += 1
                elif item.kind in OVER:
                    job = await run_in_threadpool(jobs.job, self.job.id)
                    yield self._error(waiting.error_of(job))
        except TintypeError as error:
            yield self._error(error)
        finally:
            await watched.aclose()

    def _frame(self, kind: str, facts: dict[str, Any]) -> bytes:
        name = f"image_{self.event}.{kind}"
        data = {"type": name, "created_at": int(time.time()), **facts, **self._facts()}
        return sse.frame(msgspec.json.encode(data), event=name)

    def _partial(self, grown: Growing, number: int) -> bytes:
        plan = self.job.plans[grown.index]
        file = enlarged(grown.preview or b"", (plan.width, plan.height), self.asked.format)
        return self._frame(
            "partial_image", {"b64_json": base64.b64encode(file).decode(), "partial_image_index": number}
        )

    def _completed(self, record: PictureRecord, *, first: bool) -> bytes:
        facts: dict[str, Any] = {
            "b64_json": self._encoded(record),
            "usage": self._usage([record], first=first),
        }
        if self.asked.safety_identifier:
            facts["safety_identifier"] = self.asked.safety_identifier
        return self._frame("completed", facts)

    def ending(self) -> bytes:
        """The frame for those who still listen when the server ends."""
        return self._error(Busy(waiting.KEPT.format(self.job.id)))

    def _error(self, error: TintypeError) -> bytes:
        request_id = str(getattr(self.request.state, "request_id", ""))
        data = {"type": "error", **worded(error, errors.status(error), request_id)}
        return sse.frame(msgspec.json.encode(data), event="error")


class Partials:
    """Which of the previews are sent: `wanted` for each picture, spread over the time it takes."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self._sent: dict[int, int] = {}

    def due(self, grown: Growing) -> bool:
        """Whether this one is to be sent; counts it then."""
        sent = self._sent.get(grown.index, 0)
        if grown.preview is None or sent >= self._wanted:
            return False
        if grown.done / max(grown.total, 1) < sent / (self._wanted + 1):
            return False
        self._sent[grown.index] = sent + 1
        return True

    def number(self, index: int) -> int:
        """The number of the last one sent, from 0."""
        return self._sent[index] - 1


def enlarged(preview: bytes, size: tuple[int, int], format: str) -> bytes:
    """A preview at the picture's final size, so that nothing jumps when it is replaced."""
    from PIL import Image

    image = Image.open(io.BytesIO(preview))
    clear = image.mode == "RGBA" and format != "jpeg"
    image = image.convert("RGBA" if clear else "RGB").resize(size, Image.Resampling.BICUBIC)
    file = io.BytesIO()
    image.save(file, format.upper(), **({"compress_level": 1} if format == "png" else {"quality": 80}))
    return file.getvalue()
