"""Enriching: the user's words first and verbatim, nothing twice, nothing against them."""

from __future__ import annotations

import pytest

from tintype.brief.contradictions import contradictions
from tintype.brief.enrich import Addition, empty, enrich
from tintype.brief.parse import parse

SENTENCES = (
    "a vase", "A woman at a desk", "a sunset photo", "a red car at night.", "loneliness", "A product photo",
    "an armchair in a gallery, f/8", "mountains at dawn", "the passage of time", "three lemons in a blue bowl!",
    "a candle in the dark", 'a sign that says "OPEN"', "a lighthouse in a storm, black and white", "moonlit dunes",
    "a perfume bottle on black velvet, low-key", "snow", "a bowl of cherries, no shadows",
)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_fills_what_is_empty_keeps_every_word_and_stops(sentence: str, seed: int):
    brief = parse(sentence)
    richer = enrich(brief, seed)
    assert richer.sentence.startswith(sentence)
    after = parse(richer.sentence)
    assert {a.element for a in richer.additions} == set(empty(brief))
    assert empty(after) == ()
    assert not contradictions(after)
    assert [t.kind for t in after.things][: len(brief.things)] == [t.kind for t in brief.things]
    assert all(a.because for a in richer.additions)
    assert enrich(after, seed).sentence == richer.sentence


def test_seed_varies_the_additions():
    assert len({enrich(parse("a vase"), seed).sentence for seed in range(8)}) > 3


def test_a_directed_sentence_gains_only_what_it_lacks():
    sentence = "A perfume bottle on white marble, single key light from above-left, 100mm macro lens"
    assert {a.element for a in enrich(parse(sentence)).additions} <= {"atmosphere"}


def test_a_chat_model_is_held_to_the_same_rules():
    def ask(brief, missing):
        return [
            Addition("lighting", "soft window light from the right", "it suits"),
            Addition("camera", "f/1.2", "bokeh"),
            Addition("subject", "a unicorn", "why not"),
        ]

    richer = enrich(parse("a pear on linen, everything in focus"), 0, ask=ask)
    assert "soft window light from the right" in richer.sentence
    assert "unicorn" not in richer.sentence
    assert "f/1.2" not in richer.sentence


def test_a_silent_chat_model_is_replaced_and_said():
    def ask(brief, missing):
        raise ValueError("localhost did not answer within 20 s")

    richer = enrich(parse("a pear"), 0, ask=ask)
    assert len(richer.additions) == len(empty(parse("a pear")))
    assert "did not answer" in richer.notes[0]
