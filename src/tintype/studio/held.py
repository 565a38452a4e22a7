"""A job in the hands of a runner, and the Emit that tells how its pictures grow."""

from __future__ import annotations

import io
import threading
import time
from typing import TYPE_CHECKING

import msgspec

from tintype.core.errors import Cancelled
from tintype.core.event import Preview, Progress
from tintype.studio.bus import Growing

if TYPE_CHECKING:
    from tintype.core.event import Event
    from tintype.core.job import Job
    from tintype.core.picture import Pixels
    from tintype.studio.bus import Bus

TELL_EVERY = 0.1
"""Seconds between two words on how far a picture is."""
SAY_AGAIN = 1.0
"""Seconds after which the same is said again, for those who came meanwhile."""
SHOW_EVERY = 0.25
"""Seconds between two previews."""
PREVIEW_SIDE = 512


class Held:
    """One claimed job. missing: the pictures that are still to be painted.

    over: nobody needs it any more (cancelled, failed, given back); whoever works on it stops.
    """

    def __init__(self, job: Job, missing: set[int]) -> None:
        self.job = job
        self.missing = missing
        self.over = False
        self.lock = threading.Lock()
        """Held while a picture is recorded: the last one, and no other, finishes the job."""
        self.grown: dict[int, Growing] = {}


class Telling:
    """The Emit of one picture: raises Cancelled once nobody needs it, and tells those who watch."""

    def __init__(self, bus: Bus, held: Held, index: int) -> None:
        self._bus, self._held, self._index = bus, held, index
        self._last = Growing(job=held.job.id, index=index, doing="waiting", done=0, total=1)
        self._told = self._shown = float("-inf")

    @property
    def previews(self) -> bool:
        """Whether an engine should bother to make any."""
        return self._bus.previewed(self._held.job.id)

    def __call__(self, event: Event, /) -> None:
        if self._held.over:
            raise Cancelled("It is not needed any more.")
        now = time.monotonic()
        preview: bytes | None = None
        if isinstance(event, Progress):
            before, self._last = self._last, self._step(event)
            self._held.grown[self._index] = self._last
            enough = TELL_EVERY if self._last != before else SAY_AGAIN
            if now - self._told < enough or not self._bus.watched(self._held.job.id):
                return
        elif isinstance(event, Preview):
            if now - self._shown < SHOW_EVERY or not self.previews:
                return
            self._shown, preview = now, sketch(event.pixels)
        self._told = now
        self._bus.grow(msgspec.structs.replace(self._last, preview=preview) if preview else self._last)

    def _step(self, event: Progress) -> Growing:
        return Growing(
            job=self._held.job.id, index=self._index, doing=event.doing, done=event.done, total=event.total
        )


def sketch(pixels: Pixels) -> bytes:
    """A picture as a small WebP: at most PREVIEW_SIDE pixels a side, quick rather than fine."""
    from PIL import Image

    step = max(1, max(pixels.shape[:2]) // (2 * PREVIEW_SIDE))  # most of the way without looking at it all
    image = Image.fromarray(pixels[::step, ::step])
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.BILINEAR)
    file = io.BytesIO()
    image.save(file, "WEBP", quality=80, method=0)
    return file.getvalue()
