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

MOST_OFFERS = 6


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


class ToOffer(Said):
    """A sentence and the element to say something of."""

    element: Element


class OfferView(BaseModel):
    """Words for one element, and what they would do to the picture."""

    words: str
    because: str


class Offers(BaseModel):
    """What could be said of an element in place of what is said of it now; all of it fits the rest."""

    said: str
    offers: list[OfferView]


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


@router.post("/offers", responses=problems(400, 413))
async def offers(request: Request, body: ToOffer, who: Reader) -> Offers:
    """What could be said of one element instead; without words for it yet, what could be added."""
    studio = request.app.state.studio

    def work() -> Offers:
        from tintype.brief import coach

        brief = studio.read(body.sentence)
        said = ", ".join(phrase.text for phrase in brief.element(body.element))
        rest = studio.said_differently(body.sentence, body.element, "") if said else brief
        found = [
            OfferView(words=words, because=because)
            for words, because in coach.offers(rest, body.element)
            if words not in said
        ]
        return Offers(said=said, offers=found[:MOST_OFFERS])

    return await run_in_threadpool(work)


@router.post("/change", responses=problems(400, 413))
async def change(request: Request, body: ToChange, who: Reader) -> ChangedView:
    """The sentence with one element said differently; nothing is painted."""
    studio = request.app.state.studio

    def work() -> Any:
        brief = studio.said_differently(body.sentence, body.element, body.words)
        return {"sentence": brief.sentence, "brief": as_json(brief)}

    return ChangedView.model_validate(await run_in_threadpool(work))
