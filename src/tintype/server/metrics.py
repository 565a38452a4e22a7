"""Prometheus metrics: what waits, what was painted and how fast, who asked for what, who died.

Counts of jobs are asked of the ledger when somebody looks; how long painting took and how often a
worker died is read from the events since the last look, so painting itself pays nothing for it.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from tintype.core.errors import TintypeError
from tintype.server import access

if TYPE_CHECKING:
    from tintype.core.job import JobEvent

STATES = ("queued", "running", "done", "failed", "cancelled")
PAINTING = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640)
"""Seconds of painting, the histogram's steps."""
ANSWERING = (0.005, 0.025, 0.1, 0.5, 2.5, 10, 60, 300)
"""Seconds of answering."""
_AT_ONCE = 500
_MOST_ROUNDS = 40


class Meters:
    """The metrics of one application."""

    def __init__(self, studio: Any) -> None:
        self._studio = studio
        self._lock = threading.Lock()
        self._cursor: int = studio.ledger.last_cursor()  # what was before, another server counted
        here = self.registry = CollectorRegistry()
        self._jobs = Gauge("tintype_jobs", "Jobs in the ledger", ["state"], registry=here)
        self._queue = Gauge("tintype_queue_length", "Jobs that wait for a worker", registry=here)
        self._paused = Gauge("tintype_queue_paused", "1 while no job is given out", registry=here)
        self._painting = Histogram(
            "tintype_painting_seconds", "Painting of a picture", ["model"], buckets=PAINTING, registry=here
        )
        self._events = Counter("tintype_job_events", "What happened to jobs", ["kind"], registry=here)
        self._failures = Counter(
            "tintype_job_failures", "Tries that failed, by kind of error", ["kind"], registry=here
        )
        self._deaths = Counter("tintype_worker_deaths", "Engines that died while painting", registry=here)
        self._requests = Counter(
            "tintype_http_requests", "Requests answered", ["method", "route", "status"], registry=here
        )
        self._answering = Histogram(
            "tintype_http_seconds",
            "Until a request was answered",
            ["route"],
            buckets=ANSWERING,
            registry=here,
        )
        self.streams = Gauge("tintype_streams", "Event streams that are open", registry=here)
        started = Gauge("tintype_start_time_seconds", "When the server started", registry=here)
        started.set(time.time())

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """An answered request. route: the pattern, so that ids make no series of their own."""
        self._requests.labels(method, route, status).inc()
        self._answering.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Everything, in Prometheus's format."""
        with self._lock:
            ledger = self._studio.ledger
            counts = ledger.counts()
            for state in STATES:
                self._jobs.labels(state).set(counts.get(state, 0))
            self._queue.set(counts.get("queued", 0))
            self._paused.set(int(ledger.paused()))
            for _ in range(_MOST_ROUNDS):
                events = ledger.events(self._cursor, limit=_AT_ONCE)
                for event in events:
                    self._count(event)
                    self._cursor = event.cursor
                if len(events) < _AT_ONCE:
                    break
        return generate_latest(self.registry)

    def _count(self, event: JobEvent) -> None:
        self._events.labels(event.kind).inc()
        if event.kind in ("retry", "failed"):
            kind = str(event.data.get("kind", "unknown"))
            self._failures.labels(kind).inc()
            if kind == "WorkerDied":
                self._deaths.inc()
        if event.kind == "picture":
            try:
                picture = self._studio.ledger.picture_of(event.data["id"])
            except (TintypeError, KeyError):
                return  # purged since
            self._painting.labels(picture.model).observe(picture.seconds)

    def router(self) -> APIRouter:
        """GET /metrics."""
        router = APIRouter()

        @router.get("/metrics", dependencies=[Depends(access.caller("metrics"))], include_in_schema=False)
        async def metrics() -> Response:
            return Response(await run_in_threadpool(self.text), media_type=CONTENT_TYPE_LATEST)

        return router
