"""LoRA: small changes to a model's weights, said in the sentence (<lora:name:0.8>) or as an option."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadFile, BadOption
from tintype.engines.diffusers.words import forget

if TYPE_CHECKING:
    from tintype.engines.diffusers.local import Extra, Local

LOW, HIGH = -4.0, 4.0
_SAID = re.compile(r"<lora:([^:<>]+)(?::([^<>]*))?>")


def without(sentence: str) -> str:
    """The sentence without the LoRAs that it names."""
    return re.sub(r"\s{2,}", " ", _SAID.sub("", sentence)).strip() if "<lora:" in sentence else sentence


def wished(sentence: str, option: Any, local: Local) -> dict[str, float]:
    """Name → weight of the LoRAs that a sentence and the option `lora` name. option: "name", "name:0.8", with
    commas between several, or {name: weight}. Raises BadOption."""
    said: list[tuple[str, Any]] = [(found[1].strip(), found[2] or 1.0) for found in _SAID.finditer(sentence)]
    if isinstance(option, Mapping):
        said += [(str(name), weight) for name, weight in option.items()]
    elif isinstance(option, str):
        for each in filter(None, (each.strip() for each in option.split(","))):
            name, _, weight = each.rpartition(":")
            said.append((name, weight) if name else (each, 1.0))
    else:
        raise BadOption(f"The option lora is {option!r}; say a name, or name:0.8.")
    return {found_in(local, "lora", name).name: _weight(name, weight) for name, weight in said}


def _weight(name: str, said: Any) -> float:
    try:
        weight = float(said)
    except (TypeError, ValueError):
        weight = HIGH + 1
    if not LOW <= weight <= HIGH:
        raise BadOption(
            f"The weight of the LoRA {name} is {said!r}; it must be a number from {LOW:g} to {HIGH:g}."
        )
    return weight


def found_in(local: Local, part: str, name: str) -> Extra:
    """The LoRA, embedding or ControlNet of that name; raises BadOption with names that are near."""
    import difflib

    there = {extra.name.lower(): extra for extra in local.extras if extra.part == part}
    wanted = re.sub(r"[^a-z0-9._-]+", "-", name.lower().removesuffix(".safetensors")).strip("-._")
    if wanted in there:
        return there[wanted]
    kind = {"lora": "LoRA", "embedding": "embedding", "control": "ControlNet"}[part]
    near = difflib.get_close_matches(wanted, there, n=3, cutoff=0.4) or list(there)[:5]
    cure = f"did you mean {' or '.join(near)}?" if near else "bring its file here: tintype models adopt FILE"
    raise BadOption(f"There is no {kind} “{name}” for the model “{local.card.name}” here; {cure}")


@contextmanager
def joined(pipeline: Any, loras: Mapping[str, float], local: Local) -> Iterator[None]:
    """While it lasts, the pipeline paints with these LoRAs. Raises BadFile for one that does not fit."""
    if not loras:
        yield
        return
    names: list[str] = []
    try:
        for number, name in enumerate(loras):
            path = Path(found_in(local, "lora", name).path)
            _load(pipeline, path, name, f"lora_{number}", local)
            names.append(f"lora_{number}")
        pipeline.set_adapters(names, list(loras.values()))
        forget(pipeline)
        yield
    finally:
        pipeline.unload_lora_weights()
        forget(pipeline)


def _load(pipeline: Any, path: Path, name: str, called: str, local: Local) -> None:
    from diffusers.utils import logging

    loud = logging.get_verbosity()
    logging.set_verbosity_error()  # it speaks of every encoder that a LoRA leaves alone
    try:
        pipeline.load_lora_weights(
            str(path.parent), weight_name=path.name, adapter_name=called, local_files_only=True,
            use_safetensors=True,
        )  # fmt: skip
        fits = any(called in adapters for adapters in pipeline.get_list_adapters().values())
    except Exception as error:  # each format of LoRAs fails in its own way
        said = " ".join(str(error).split())[:160] or type(error).__name__
        raise BadFile(f"The LoRA “{name}” does not fit “{local.card.name}” ({said}).") from error
    finally:
        logging.set_verbosity(loud)
    if not fits:
        raise BadFile(
            f"The LoRA “{name}” fits no part of “{local.card.name}”; it was made for another model."
        )
