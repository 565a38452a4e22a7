"""Sources: a model's files become a pipeline. Nothing is asked over the network, and no pickle opened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadFile, EngineFailed, MissingPart, TintypeError
from tintype.engines.diffusers.families import READER, family_of
from tintype.runtime.weights import head

if TYPE_CHECKING:
    from tintype.engines.diffusers.families import Family
    from tintype.engines.diffusers.fit import Fit
    from tintype.engines.diffusers.local import Local

SHARED: dict[str, Any] = {"local_files_only": True}
ENCODERS = ("text_encoder", "tokenizer", "text_encoder_2", "tokenizer_2")


def parts(local: Local) -> dict[str, int]:
    """Part of a pipeline → its parameters, counted from the heads of its files. Raises BadFile."""
    found: dict[str, int] = {}
    for folder in {local.rest, local.path if local.form == "folder" else ""} - {""}:
        for path in sorted(Path(folder).glob("*/*.safetensors")):
            found[path.parent.name] = found.get(path.parent.name, 0) + head(path).parameters
    painter = family_of(local.family, local.variant).painter
    if local.form != "folder":
        inside = head(Path(local.path)).tensors
        words = [
            name
            for name in inside
            if name.startswith(("cond_stage_model.", "conditioner.", "text_encoders."))
        ]
        text = sum(inside[name].count for name in words)
        found[painter] = sum(tensor.count for tensor in inside.values()) - text
        if text:
            found["text_encoder"] = text
    return found


def loaded(local: Local, fit: Fit) -> Any:
    """The pipeline that a model's files hold, on the CPU. Raises BadFile, MissingPart, EngineFailed."""
    import torch

    family = family_of(local.family, local.variant)
    dtype = getattr(torch, fit.precision)
    try:
        if local.variant == "redux":
            return _folder(local.rest, _class(family.pipelines["vary"]), dtype)
        if local.form == "folder":
            return _folder(local.path, _first(family), dtype)
        return _file(local, family, dtype)
    except TintypeError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # whatever files of others make a library do
        said = " ".join(str(error).split())[:240] or type(error).__name__
        raise EngineFailed(
            f"The model {local.card.name} cannot be loaded ({said}); verify its files."
        ) from error


def reader(local: Local, painter: Any, fit: Fit) -> Any:
    """What reads a picture as if it were words, for the variant redux; its words are the painter's."""
    import torch

    shared = {name: getattr(painter, name) for name in ENCODERS}
    return _folder(local.path, _class(READER), getattr(torch, fit.precision), **shared)


def _class(name: str) -> Any:
    import diffusers

    return getattr(diffusers, name)


def _first(family: Family) -> Any:
    """The class that a folder is opened with; the other tasks' pipelines are made from it."""
    name = next(iter(family.pipelines.values()))
    return _class("DiffusionPipeline" if name.startswith("Auto") else name)


def _folder(folder: str, kind: Any, dtype: Any, **given: Any) -> Any:
    path = Path(folder)
    if not (path / "model_index.json").is_file():
        raise BadFile(
            f"{folder or 'The folder'} is no model that diffusers has saved; it has no model_index.json."
        )
    _only_safe(path)
    if (path / "processor").is_dir():
        from tintype.engines.diffusers.seeing import Seeing

        given.setdefault("processor", Seeing.at(path))
    without = {"safety_checker": None, "requires_safety_checker": False} if _checked(path) else {}
    return kind.from_pretrained(
        folder, dtype=dtype, use_safetensors=True, low_cpu_mem_usage=True, **without, **given, **SHARED
    )


def _checked(folder: Path) -> bool:
    """Whether a pipeline of it would want a checker of pictures, which is moderation's work here."""
    return "safety_checker" in json.loads((folder / "model_index.json").read_text("utf-8"))


def _only_safe(folder: Path) -> None:
    """Raises BadFile where a part has weights in a pickle only."""
    for each in sorted(folder.glob("*/*")):
        if each.suffix in (".bin", ".ckpt", ".pt", ".pth") and not list(each.parent.glob("*.safetensors")):
            raise BadFile(
                f"{each.parent.name}/{each.name} is a pickle, which may run any program when it is opened;"
                " take a copy of the model in safetensors."
            )


def _file(local: Local, family: Family, dtype: Any) -> Any:
    """A pipeline around one file: all of it, or the painting network with the rest from a folder."""
    path = Path(local.path)
    inside = head(path)  # raises BadFile for a pickle and for what is cut off
    whole = any(name.startswith(("first_stage_model.", "vae.")) for name in inside.tensors)
    if not local.rest:
        raise MissingPart(
            f"{path.name} has no tokenizer and no configuration in it; bring the rest of its family as well,"
            " a folder as diffusers saves it: tintype models pull, or adopt."
        )
    if whole and family.single and local.form == "file":
        more = {"safety_checker": None} if local.family == "sd15" else {}
        return _first(family).from_single_file(local.path, config=local.rest, dtype=dtype, **more, **SHARED)
    network = _network(local, family, dtype)
    return _folder(local.rest, _first(family), dtype, **{family.painter: network})


def _network(local: Local, family: Family, dtype: Any) -> Any:
    """The painting network alone."""
    more: dict[str, Any] = {}
    if local.form == "gguf":
        more["quantization_config"] = _class("GGUFQuantizationConfig")(compute_dtype=dtype)
    return _class(family.network).from_single_file(
        local.path, config=local.rest, subfolder=family.painter, dtype=dtype, **more, **SHARED
    )
