"""Graphs: what a ComfyUI graph, as it was run, says of one picture.

A graph maps an id to {"class_type": …, "inputs": {name: value or link}}; a link is [id, output].
From what is saved we go back to the sampler that began it, and from there to what it was told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Graph = dict[str, Any]

_SEEDS = ("seed", "noise_seed")
_WORDS = ("text", "text_g", "t5xxl", "clip_l", "prompt", "value", "string")
_MODELS = ("ckpt_name", "unet_name", "model_name", "base_ckpt_name")
_NUMBERS = ("value", "int", "number", "Value", "Number", *_SEEDS)
_FARTHEST = 12
"""Links that a number is followed along."""


def is_graph(told: Any) -> bool:
    """Whether it is a graph at all."""
    return isinstance(told, dict) and bool(told) and all(
        isinstance(node, dict) and "class_type" in node for node in told.values()
    )  # fmt: skip


def understood(graph: Graph) -> dict[str, Any]:
    """prompt, negative, seed, steps, wide, high, model; what the graph does not say is None or ""."""
    sampler = _first_sampler(graph)
    inputs = _inputs(sampler)
    before = list(_upstream(graph, sampler)) if sampler else list(graph.values())
    ahead = _upstream(graph, _linked(graph, inputs.get("latent_image"))) if inputs else before
    latent = next((node for node in ahead if {"width", "height"} <= _inputs(node).keys()), {})
    return {
        "prompt": _words(graph, inputs, "positive") or _lone_words(before),
        "negative": _words(graph, inputs, "negative"),
        "seed": _number_of(graph, before, _SEEDS),
        "steps": _number_of(graph, before, ("steps",)),
        "wide": _number(graph, _inputs(latent).get("width")),
        "high": _number(graph, _inputs(latent).get("height")),
        "model": _text_of(before, _MODELS) or _text_of(graph.values(), _MODELS),
    }


def _inputs(node: Any) -> dict[str, Any]:
    inputs = node.get("inputs") if isinstance(node, dict) else None
    return inputs if isinstance(inputs, dict) else {}


def _linked(graph: Graph, link: Any) -> dict[str, Any]:
    """The node at the other end of a link; {} if it is none."""
    node = graph.get(str(link[0]), {}) if isinstance(link, list) and link else {}
    return node if isinstance(node, dict) else {}


def _upstream(graph: Graph, node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The node and all it depends on, nearest first, each once."""
    waiting, seen = [node], {id(node)}
    for node in waiting:
        yield node
        for value in _inputs(node).values():
            other = _linked(graph, value)
            if other and id(other) not in seen:
                seen.add(id(other))
                waiting.append(other)


def _first_sampler(graph: Graph) -> dict[str, Any]:
    """Of the samplers behind the saved picture, the one that began it; {} without any."""
    saved = [node for node in graph.values() if str(node["class_type"]).startswith(("Save", "Preview"))]
    behind = [node for end in saved[:1] for node in _upstream(graph, end) if _samples(node)]
    samplers = behind or [node for node in graph.values() if _samples(node)]
    return samplers[-1] if behind else (samplers[0] if samplers else {})


def _samples(node: dict[str, Any]) -> bool:
    inputs = _inputs(node)
    return "latent_image" in inputs or (
        not inputs.keys().isdisjoint(_SEEDS) and not inputs.keys().isdisjoint(("positive", "steps", "cfg"))
    )


def _words(graph: Graph, inputs: dict[str, Any], side: str) -> str:
    """The words that reach a sampler's "positive" or "negative", maybe by way of its guider."""
    link = inputs.get(side)
    if link is None:
        guider = _inputs(_linked(graph, inputs.get("guider")))
        link = guider.get(side, guider.get("conditioning") if side == "positive" else None)
    return _encoded(graph, link, side, set())


def _encoded(graph: Graph, link: Any, side: str, seen: set[int]) -> str:
    """Through conditioning nodes, back to the text. side: which way at a node that passes both on."""
    if isinstance(link, str):
        return link.strip()
    node = _linked(graph, link)
    if not node or id(node) in seen or len(seen) > 100:
        return ""
    seen.add(id(node))
    inputs = _inputs(node)
    if {"positive", "negative"} <= inputs.keys():
        return _encoded(graph, inputs[side], side, seen)
    for name in _WORDS:
        if isinstance(inputs.get(name), str | list) and (words := _encoded(graph, inputs[name], side, seen)):
            return words
    for value in inputs.values():
        if isinstance(value, list) and (words := _encoded(graph, value, side, seen)):
            return words
    return ""


def _lone_words(nodes: list[dict[str, Any]]) -> str:
    """The first words that are encoded at all."""
    encoders = (_inputs(node) for node in nodes if "TextEncode" in str(node.get("class_type")))
    words = (inputs.get(name) for inputs in encoders for name in _WORDS)
    return next((text.strip() for text in words if isinstance(text, str) and text.strip()), "")


def _number_of(graph: Graph, nodes: list[dict[str, Any]], names: tuple[str, ...]) -> int | None:
    """The nearest number of that name."""
    for node in nodes:
        for name in names:
            if name in _inputs(node) and (number := _number(graph, _inputs(node)[name])) is not None:
                return number
    return None


def _number(graph: Graph, value: Any) -> int | None:
    """A whole number, or the one that a link leads to."""
    for _ in range(_FARTHEST):
        if isinstance(value, int | float) and not isinstance(value, bool):
            return int(value) if value == value and abs(value) < 2**64 else None
        inputs = _inputs(_linked(graph, value))
        value = next((inputs[name] for name in _NUMBERS if name in inputs), None)
    return None


def _text_of(nodes: Any, names: tuple[str, ...]) -> str:
    found = (_inputs(node).get(name) for node in nodes for name in names)
    return next((text for text in found if isinstance(text, str) and text), "")
