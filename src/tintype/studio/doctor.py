"""What there is to paint with on this machine, and what to do next."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tintype.core.errors import TintypeError
from tintype.core.version import VERSION
from tintype.runtime.machine import Machine, look

if TYPE_CHECKING:
    from tintype.studio.studio import Studio

GIGABYTE = 2**30
ENOUGH_MEMORY = 2 * GIGABYTE
ENOUGH_DISK = GIGABYTE // 2


@dataclass(frozen=True)
class Check:
    """One line of the examination. cure: a command or a sentence, empty when all is well."""

    name: str
    state: Literal["good", "fair", "bad"]
    found: str
    cure: str = ""


def examine(studio: Studio) -> tuple[Check, ...]:
    """Everything worth knowing, in the order a person reads it. Paints nothing, opens no network."""
    folder = Path(os.path.expanduser(studio.settings.output))
    machine = look(folder)
    return (
        Check("tintype", "good", f"{VERSION}, Python {machine.python}, {machine.system}"),
        *_device(machine),
        _memory(machine),
        _disk(machine, folder),
        *_models(studio),
        _likeness(),
        _letters(),
        _faces(),
        _chat(studio),
    )


def _device(machine: Machine) -> tuple[Check, ...]:
    """On what rays are traced, and the library that makes it fast."""
    from tintype.engines.stage import device

    variant = device.variant()
    cores = f"{machine.cores} core" + "s" * (machine.cores != 1)
    if variant == "cuda_ad_rgb":
        return (Check("device", "good", f"NVIDIA card with OptiX ({variant}), {cores}"),)
    path = device.llvm()
    if path is None:
        found = f"{cores}, without LLVM ({variant}): about five times slower"
        return (Check("device", "fair", found, f"bring LLVM: {device.LLVM_CURE}"),)
    return (
        Check("device", "good", f"{cores} through LLVM ({variant})"),
        Check("llvm", "good", path),
    )


def _memory(machine: Machine) -> Check:
    found = f"{machine.memory / GIGABYTE:.1f} GB, {machine.free_memory / GIGABYTE:.1f} GB free"
    if machine.free_memory and machine.free_memory < ENOUGH_MEMORY:
        return Check("memory", "fair", found, "close other programs or keep to --size 512x512.")
    return Check("memory", "good", found)


def _disk(machine: Machine, folder: Path) -> Check:
    found = f"{machine.free_disk / GIGABYTE:.1f} GB free for {folder.absolute()}"
    if machine.free_disk < ENOUGH_DISK:
        return Check("disk", "bad", found, "free some space or save elsewhere with -o.")
    return Check("disk", "good", found)


def _models(studio: Studio) -> tuple[Check, ...]:
    broken = studio.registry.broken()
    names = ", ".join(card.name for card in studio.models())
    chosen = studio.settings.model
    checks = [Check("models", "good" if names else "bad", names or "none", "" if names else "install again.")]
    if names and chosen not in names.split(", "):
        checks.append(Check("default", "bad", f"there is no model “{chosen}”", "mend the setting `model`."))
    return (*checks, *(Check(f"engine {name}", "bad", "does not load", why) for name, why in broken.items()))


def _likeness() -> Check:
    """The small network that likens words no table knows to words that are."""
    try:
        from tintype.runtime.minilm import encode

        encode(["vase"])
    except (TintypeError, ImportError) as error:
        cure = str(error) if isinstance(error, TintypeError) else "install again."
        return Check("words", "fair", "unknown words are not likened to known ones", cure)
    return Check("words", "good", "unknown words are likened to known ones by MiniLM")


def _letters() -> Check:
    from tintype.engines import stage

    fonts = Path(stage.__path__[0]) / "fonts"
    count = sum(1 for _ in fonts.rglob("*.[to]tf"))
    reader = "tesseract reads them back in tests" if shutil.which("tesseract") else "no tesseract for tests"
    if not count:
        return Check("letters", "fair", "no fonts came with this copy", "install again.")
    return Check("letters", "good", f"{count} fonts, {reader}")


def _faces() -> Check:
    from tintype.engines.faces.engine import INSTALL

    if find_spec("cv2") is None:
        return Check("faces", "fair", "OpenCV is not here, so no face is found to swap", f"run: {INSTALL}")
    return Check("faces", "good", "faces are found by OpenCV")


def _chat(studio: Studio) -> Check:
    settings = studio.settings
    if settings.offline:
        return Check("chat", "good", "offline: no connection is ever opened")
    if not settings.chat_url:
        return Check("chat", "good", "no endpoint set; sentences are enriched by our own rules")
    return Check("chat", "good", f"{settings.chat_model or 'default model'} at {settings.chat_url}")
