"""Requests, plans and pictures for the ledger's tests."""

from __future__ import annotations

import time
from typing import Any

from tintype.core.ids import new_id
from tintype.core.job import Job, PictureRecord
from tintype.core.request import Request
from tintype.ledger import Ledger
from tintype.testing import FakeEngine


def submit(ledger: Ledger, prompt: str = "a red vase", *, n: int = 1, **more: Any) -> Job:
    """A job of that prompt, accepted."""
    request = Request(prompt=prompt, n=n)
    return ledger.submit(request, FakeEngine().plan(request), **more)[0]


def picture(job: Job | None = None, index: int = 0, **changes: Any) -> PictureRecord:
    """A picture of the job, or one that was brought in."""
    made: dict[str, Any] = {
        "id": new_id(), "job": job and job.id, "index": index, "owner": job.owner if job else "local",
        "digest": f"{new_id():0>64}", "width": 64, "height": 48, "bytes": 1000,
        "prompt": job.request.prompt if job else "a red vase", "model": "fake", "seed": 2**32 - 1,
        "plan": job.plans[index] if job else None, "seconds": 0.25, "created": time.time(),
    }  # fmt: skip
    return PictureRecord(**{**made, **changes})


def kinds(ledger: Ledger, job: Job | None = None) -> list[str]:
    """What happened to the job, or to all."""
    return [event.kind for event in ledger.events(job=job and job.id)]
