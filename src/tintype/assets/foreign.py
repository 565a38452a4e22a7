"""Recall: the settings that a picture of ours, or of another program, carries inside.

A1111, Forge, SD.Next, tintype   text `parameters`; JPEG and WebP: EXIF UserComment
Fooocus                          the same, or JSON there with `fooocus_scheme`
SwarmUI                          JSON {"sui_image_params": …} in `parameters`
ComfyUI                          JSON graph `prompt`; WebP: EXIF Model "prompt:{…}"
InvokeAI                         JSON `invokeai_metadata`; before: `sd-metadata`; at first: `Dream`
NovelAI                          JSON `Comment`
"""

from __future__ import annotations

import json
import math
import re
import shlex
from typing import Any

import msgspec

from tintype.assets import graphs
from tintype.assets.texts import texts

_PAIR = re.compile(r'\s{0,9}(\w[\w \-/]{0,60}):\s{0,9}("(?:\\.|[^\\"]){0,20000}"|[^,]*)(?:,|$)')
"""A setting in A1111's last line. Nothing in it may go on without end: the line is a stranger's."""
_LONGEST_LINE = 100_000
DEEPEST = 40
"""Levels of a stranger's data that are shown."""
_FLAG = re.compile(r"-([sSWHCA])(.*)", re.DOTALL)


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
    said = texts(data)
    for reader in (_swarm, _fooocus, _invoke, _invoke_elder, _invoke_first, _a1111, _comfy, _novel):
        try:
            found = reader(said)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError):
            continue  # somebody else's words under a name we know
        if found is not None:
            return found
    return None


def _a1111(texts: dict[str, str]) -> Recalled | None:
    """Prompt, newline, "Negative prompt: …", newline, "Steps: 20, Sampler: …, Seed: …, Size: 512x512"."""
    text = texts.get("parameters", "").replace("\r\n", "\n").rstrip()
    start = 0 if text.startswith("Steps: ") else text.rfind("\nSteps: ") + 1
    line = text[start : start + _LONGEST_LINE].partition("\n")[0]
    if not line.startswith("Steps: "):
        return None
    pairs = {key.strip(): _unquoted(value.strip()) for key, value in _PAIR.findall(line)}
    if len(pairs) < 3:
        return None
    prompt, negative = _halves(text[:start])
    return Recalled(
        program=_maker(pairs, texts), prompt=prompt, negative=negative, seed=_number(pairs.get("Seed")),
        steps=_number(pairs.get("Steps")), size=_size(pairs.get("Size")), model=str(pairs.get("Model", "")),
        more={key: value for key, value in pairs.items() if key not in ("Seed", "Steps", "Size", "Model")},
    )  # fmt: skip


def _halves(text: str) -> tuple[str, str]:
    """(prompt, negative) of what stands before the last line."""
    mark = "Negative prompt:"
    if text.startswith(mark):
        return "", text.removeprefix(mark).strip()
    prompt, _, negative = text.partition("\n" + mark)
    return prompt.strip(), negative.strip()


def _maker(pairs: dict[str, Any], texts: dict[str, str]) -> str:
    """Which of the programs that write A1111's lines it was."""
    version = str(pairs.get("Version", ""))
    if version.startswith("tintype"):
        return "tintype"
    if texts.get("fooocus_scheme") or version.startswith("Fooocus"):
        return "Fooocus"
    if pairs.get("App") == "SD.Next":
        return "SD.Next"
    return "Forge" if re.match(r"f\d|neo|forge", version) else "A1111"


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
    prompt, negative = _bracketed(str(prompt))
    found = _plain("InvokeAI", {**image, "prompt": prompt, "negative": negative})
    return msgspec.structs.replace(found, model=str(told.get("model_weights", "")))


def _invoke_first(texts: dict[str, str]) -> Recalled | None:
    """ "a red vase" -s 50 -S 1234 -W 512 -H 512 -C 7.5 -A k_lms"""
    text = texts.get("Dream", "")
    if not text or len(text) > _LONGEST_LINE:
        return None
    words = shlex.split(text)
    said: dict[str, str] = {}
    for word, after in zip(words, [*words[1:], ""], strict=True):
        flag = _FLAG.fullmatch(word)
        if flag is not None and _number(flag[2] or after) is not None:
            said.setdefault(flag[1], flag[2] or after)
    size = (_number(said.get("W")), _number(said.get("H")))
    prompt, negative = _bracketed(words[0])
    return Recalled(
        program="InvokeAI", prompt=prompt, negative=negative, seed=_number(said.get("S")),
        steps=_number(said.get("s")), size=(size[0], size[1]) if size[0] and size[1] else None,
    )  # fmt: skip


def _bracketed(text: str) -> tuple[str, str]:
    """(prompt, negative) as InvokeAI wrote both into one text: what is in brackets is unwanted."""
    unwanted = re.findall(r"\[([^\[\]]*)\]", text)
    wanted = re.sub(r"\[[^\[\]]*\]", " ", text)
    return " ".join(wanted.split()), " ".join(", ".join(unwanted).split())


def _novel(texts: dict[str, str]) -> Recalled | None:
    told = _object(texts.get("Comment"))
    if not told or "prompt" not in told:
        return None
    found = _plain("NovelAI", told, negative="uc")
    return msgspec.structs.replace(found, model=texts.get("Source", ""))


def _comfy(texts: dict[str, str]) -> Recalled | None:
    graph = _object(texts.get("prompt"))
    if graph is None or not graphs.is_graph(graph):
        return None
    said = graphs.understood(graph)
    size = (said.pop("wide"), said.pop("high"))
    return Recalled(
        program="ComfyUI", size=size if size[0] and size[1] else None, more={"nodes": len(graph)}, **said
    )


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
    whole = re.fullmatch(r"\s*(-?\d{1,20})(\.0*)?\s*", str(value))
    return int(whole[1]) if whole else None  # not by way of a float: a seed may have 64 bits


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


def harmless(value: Any, depth: int = 0) -> Any:
    """A stranger's data as JSON can say it: no infinite numbers, no half characters, nothing too deep."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if depth > DEEPEST:
        return None
    if isinstance(value, dict):
        return {harmless(str(key)): harmless(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [harmless(inner, depth + 1) for inner in value]
    return value
