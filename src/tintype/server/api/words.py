"""/api words: a sentence read, coached, enriched, or said differently, before anything is painted."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, JsonValue
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.core.seed import MODULUS
from tintype.server.api.answers import Element, Reader, Sentence, Strict, Whole, as_json, problems

router = APIRouter(tags=["words"])


class Said(Strict):
    """A sentence."""

    sentence: Sentence = Field(examples=["a red vase"])


class ToEnrich(Said):
    """A sentence to fill in. seed: another one, another choice."""

    seed: Whole = Field(default=0, ge=0, lt=MODULUS)


class ToChange(Said):
    """A sentence and what to say of one element instead; "" takes it out."""

    element: Element
    words: Annotated[str, Field(max_length=2000)]


class FindingView(BaseModel):
    """A remark of the coach. spans: where in the sentence, as [start, end] in characters."""

    element: Element
    fault: Literal["empty", "vague", "contradicts"]
    reason: str
    suggestions: list[str]
    spans: list[list[int]]


class Coached(BaseModel):
    """How the sentence was read, and what could be better. brief: see docs/words.md, Brief."""

    brief: dict[str, JsonValue]
    findings: list[FindingView]


class AdditionView(BaseModel):
    """Words put behind the user's own."""

    element: Element
    words: str
    because: str


class EnrichedView(BaseModel):
    """The sentence with its open elements filled; every word of the user stays."""

    sentence: str
    additions: list[AdditionView]
    notes: list[str]


class ChangedView(BaseModel):
    """The sentence with one element said differently."""

    sentence: str
    brief: dict[str, JsonValue]


@router.post("/coach", responses=problems(400, 413))
async def coach(request: Request, body: Said, who: Reader) -> Coached:
    """What a sentence leaves open, says too vaguely or contradicts."""
    studio = request.app.state.studio

    def work() -> Any:
        brief = studio.read(body.sentence)
        return as_json({"brief": brief, "findings": studio.coach(brief)})

    return Coached.model_validate(await run_in_threadpool(work))


@router.post("/enrich", responses=problems(400, 413))
async def enrich(request: Request, body: ToEnrich, who: Reader) -> EnrichedView:
    """The sentence with what it leaves open filled in."""
    studio = request.app.state.studio

    def work() -> Any:
        return as_json(studio.enrich(studio.read(body.sentence), body.seed))

    return EnrichedView.model_validate(await run_in_threadpool(work))


@router.post("/change", responses=problems(400, 413))
async def change(request: Request, body: ToChange, who: Reader) -> ChangedView:
    """The sentence with one element said differently; nothing is painted."""
    studio = request.app.state.studio

    def work() -> Any:
        brief = studio.said_differently(body.sentence, body.element, body.words)
        return {"sentence": brief.sentence, "brief": as_json(brief)}

    return ChangedView.model_validate(await run_in_threadpool(work))
