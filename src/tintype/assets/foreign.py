"""Recall: the settings that a picture of ours, or of another program, carries inside.

A1111, Forge, SD.Next, tintype   text `parameters`; JPEG and WebP: EXIF UserComment
Fooocus                          the same, or JSON there with `fooocus_scheme`
SwarmUI                          JSON {"sui_image_params": …} in `parameters`
ComfyUI                          JSON graph `prompt`; WebP: EXIF Model "prompt:{…}"
InvokeAI                         JSON `invokeai_metadata`; before: `sd-metadata`; at first: `Dream`
NovelAI                          JSON `Comment`
"""

from __future__ import annotations

import io
import json
import re
import shlex
import warnings
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from PIL import Image

LONGEST = 2 << 20
"""Characters of a text that are looked at."""

_MODEL_TAG = 0x0110
_EXIF_IFD, _USER_COMMENT, _MAKER_NOTE = 0x8769, 0x9286, 0x927C
_PAIR = re.compile(r'\s*([\w][\w \-/]*?):\s*("(?:\\.|[^\\"])*"|[^,]*)(?:,|$)')
_LAST_LINE = re.compile(r"(?:^|\n)(Steps: [^\n]*)\s*$")


class Recalled(msgspec.Struct, frozen=True, kw_only=True):
    """What a picture says of its making, as far as it says it. size: (width, height).

    more: whatever else it names, by the words of that program.
    """

    program: str
    prompt: str = ""
    negative: str = ""
    seed: int | None = None
    size: tuple[int, int] | None = None
    steps: int | None = None
    model: str = ""
    more: dict[str, Any] = {}


def read_settings(data: bytes) -> Recalled | None:
    """What the file says, None if it says nothing that we understand. Never raises for a broken file."""
    texts = _texts(data)
    for reader in (_swarm, _fooocus, _invoke, _invoke_elder, _invoke_first, _a1111, _comfy, _novel):
        try:
            found = reader(texts)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            continue  # somebody else's words under a name we know
        if found is not None:
            return found
    return None


def _texts(data: bytes) -> dict[str, str]:
    """Name → text of what a PNG, JPEG or WebP says, under the names that PNG files use."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"])
            if image.format == "PNG":
                said = {str(key): text for key, text in image.info.items()}
                return {key: text[:LONGEST] for key, text in said.items() if isinstance(text, str)}
            return _from_exif(image)
    except Exception:  # whatever a decoder stumbles over: then it says nothing
        return {}


def _from_exif(image: Image.Image) -> dict[str, str]:
    from tintype.assets.stamp import comment

    exif = image.getexif()
    inner = exif.get_ifd(_EXIF_IFD)
    found: dict[str, str] = {}
    said = inner.get(_USER_COMMENT)
    text = comment(said) if isinstance(said, bytes) else said
    if isinstance(text, str) and text:
        found["parameters"] = text[:LONGEST]
    scheme = inner.get(_MAKER_NOTE)
    if scheme:
        plain = scheme.decode("ascii", "ignore") if isinstance(scheme, bytes) else str(scheme)
        found["fooocus_scheme"] = plain
    for tag in (_MODEL_TAG, 0x010F, 0x010E, 0x010D, 0x010C):
        name, colon, body = str(exif.get(tag, "")).partition(":")
        if colon and name in ("prompt", "workflow"):
            found[name] = body[:LONGEST]
    return found


def _a1111(texts: dict[str, str]) -> Recalled | None:
    """Prompt, newline, "Negative prompt: …", newline, "Steps: 20, Sampler: …, Seed: …, Size: 512x512"."""
    text = texts.get("parameters", "")
    last = _LAST_LINE.search(text)
    if last is None:
        return None
    pairs = {key: _unquoted(value.strip()) for key, value in _PAIR.findall(last[1])}
    if len(pairs) < 3:
        return None
    prompt, _, negative = text[: last.start()].partition("Negative prompt:")
    program = "tintype" if str(pairs.get("Version", "")).startswith("tintype") else "A1111"
    if texts.get("fooocus_scheme"):
        program = "Fooocus"
    return Recalled(
        program=program, prompt=prompt.strip(), negative=negative.strip(), seed=_number(pairs.get("Seed")),
        steps=_number(pairs.get("Steps")), size=_size(pairs.get("Size")), model=str(pairs.get("Model", "")),
        more={key: value for key, value in pairs.items() if key not in ("Seed", "Steps", "Size", "Model")},
    )  # fmt: skip


def _swarm(texts: dict[str, str]) -> Recalled | None:
    told = _object(texts.get("parameters"))
    inner = told.get("sui_image_params") if told else None
    if not isinstance(inner, dict):
        return None
    return _plain("SwarmUI", inner, negative="negativeprompt")


def _fooocus(texts: dict[str, str]) -> Recalled | None:
    told = _object(texts.get("parameters"))
    if not told or "sui_image_params" in told or not (texts.get("fooocus_scheme") or "base_model" in told):
        return None
    found = _plain("Fooocus", told, negative="negative_prompt", model="base_model")
    resolution = re.findall(r"\d+", str(told.get("resolution", "")))
    size = (int(resolution[0]), int(resolution[1])) if len(resolution) == 2 else None
    return msgspec.structs.replace(found, size=found.size or size)


def _invoke(texts: dict[str, str]) -> Recalled | None:
    told = _object(texts.get("invokeai_metadata"))
    if not told:
        return None
    model = told.get("model")
    name = (model.get("name") or model.get("model_name") or "") if isinstance(model, dict) else model
    found = _plain("InvokeAI", told, prompt="positive_prompt", negative="negative_prompt")
    return msgspec.structs.replace(found, model=str(name or ""))


def _invoke_elder(texts: dict[str, str]) -> Recalled | None:
    told = _object(texts.get("sd-metadata"))
    if not told:
        return None
    image = told.get("image", {})
    prompt = image.get("prompt", "")
    if isinstance(prompt, list):
        prompt = " ".join(str(part.get("prompt", "")) for part in prompt)
    found = _plain("InvokeAI", {**image, "prompt": prompt})
    return msgspec.structs.replace(found, model=str(told.get("model_weights", "")))


def _invoke_first(texts: dict[str, str]) -> Recalled | None:
    """ "a red vase" -s 50 -S 1234 -W 512 -H 512 -C 7.5 -A k_lms"""
    text = texts.get("Dream")
    if not text:
        return None
    words = shlex.split(text)
    following = zip(words, [*words[1:], ""], strict=True)
    said = {word[1]: word[2:] or after for word, after in following if re.match(r"-[sSWHCA]", word)}
    size = (int(said["W"]), int(said["H"])) if {"W", "H"} <= said.keys() else None
    seed, steps = _number(said.get("S")), _number(said.get("s"))
    return Recalled(program="InvokeAI", prompt=words[0], seed=seed, steps=steps, size=size)


def _novel(texts: dict[str, str]) -> Recalled | None:
    told = _object(texts.get("Comment"))
    if not told or "prompt" not in told:
        return None
    found = _plain("NovelAI", told, negative="uc")
    return msgspec.structs.replace(found, model=texts.get("Source", ""))


def _comfy(texts: dict[str, str]) -> Recalled | None:
    """The graph as it was run: from the sampler back to what was encoded for it."""
    graph = _object(texts.get("prompt"))
    if not graph or not all(isinstance(node, dict) and "class_type" in node for node in graph.values()):
        return None
    samplers = (node for node in graph.values() if {"seed", "noise_seed"} & _inputs(node).keys())
    inputs = _inputs(next(samplers, {}))
    latent = _linked(graph, inputs.get("latent_image"))
    wide, high = _inputs(latent).get("width"), _inputs(latent).get("height")
    loaders = (_inputs(node) for node in graph.values())
    model = next(
        (str(found.get("ckpt_name") or found.get("unet_name")) for found in loaders
         if found.get("ckpt_name") or found.get("unet_name")), "",
    )  # fmt: skip
    return Recalled(
        program="ComfyUI",
        prompt=_encoded(graph, inputs.get("positive")) or _only_text(graph, inputs),
        negative=_encoded(graph, inputs.get("negative")),
        seed=_number(inputs.get("seed", inputs.get("noise_seed"))), steps=_number(inputs.get("steps")),
        size=(wide, high) if isinstance(wide, int) and isinstance(high, int) else None,
        model=model, more={"nodes": len(graph)},
    )  # fmt: skip


def _inputs(node: dict[str, Any]) -> dict[str, Any]:
    inputs = node.get("inputs")
    return inputs if isinstance(inputs, dict) else {}


def _linked(graph: dict[str, Any], link: Any) -> dict[str, Any]:
    """The node at the other end of a link ["7", 0]; {} if it is none."""
    return graph.get(str(link[0]), {}) if isinstance(link, list) and link else {}


def _encoded(graph: dict[str, Any], link: Any, depth: int = 0) -> str:
    """The words that reach this input: through conditioning nodes, back to the text."""
    node = _linked(graph, link)
    if not node or depth > 20:
        return ""
    inputs = _inputs(node)
    for name in ("text", "text_g", "t5xxl", "clip_l", "value", "string"):
        if isinstance(inputs.get(name), str):
            return inputs[name].strip()
    for value in inputs.values():
        if isinstance(value, list) and (words := _encoded(graph, value, depth + 1)):
            return words
    return ""


def _only_text(graph: dict[str, Any], inputs: dict[str, Any]) -> str:
    """The words of a graph whose sampler is told what to paint by a guider."""
    texts = [_inputs(node).get("text") for node in graph.values() if "TextEncode" in str(node["class_type"])]
    return next((text.strip() for text in texts if isinstance(text, str) and text.strip()), "")


def _plain(program: str, told: dict[str, Any], **names: str) -> Recalled:
    """A flat object; names: ours → theirs, where they differ."""

    def get(name: str) -> Any:
        return told.get(names.get(name, name))

    wide, high = _number(told.get("width")), _number(told.get("height"))
    taken = {names.get(name, name) for name in ("prompt", "negative", "seed", "steps", "model")}
    more = {key: value for key, value in told.items() if isinstance(value, str | int | float)}
    return Recalled(
        program=program, prompt=_words(get("prompt")), negative=_words(get("negative")),
        seed=_number(get("seed")), steps=_number(get("steps")), model=_words(get("model")),
        size=(wide, high) if wide and high else None,
        more={key: value for key, value in more.items() if key not in taken},
    )  # fmt: skip


def _words(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _number(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return int(float(value)) if re.fullmatch(r"\s*-?\d{1,20}(\.0*)?\s*", str(value)) else None


def _size(value: Any) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d{1,6})x(\d{1,6})", str(value or ""))
    return (int(match[1]), int(match[2])) if match else None


def _object(text: str | None) -> dict[str, Any] | None:
    """A JSON object, None for anything else."""
    if not text or not text.lstrip().startswith("{"):
        return None
    told = json.loads(text)
    return told if isinstance(told, dict) else None


def _unquoted(value: str) -> str:
    return json.loads(value) if value.startswith('"') and value.endswith('"') and len(value) > 1 else value
