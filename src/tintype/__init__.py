"""tintype: type a sentence, get a picture that follows it; on the machine you have.

    picture = tintype.generate("a red vase on white marble, window light from the left")
    tintype.save(picture, "vase.png")

Importing this loads nothing heavy; each name loads what it needs when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tintype.brief.model import Brief
    from tintype.core.errors import TintypeError
    from tintype.core.picture import Picture
    from tintype.core.request import Plan, Request
    from tintype.core.version import VERSION as __version__  # noqa: N811
    from tintype.scene.model import Scene
    from tintype.studio.build import build
    from tintype.studio.front import generate, parse, save
    from tintype.studio.retouching import cutout, face_swap, inpaint, outpaint, restore, upscale, vary
    from tintype.studio.studio import Studio

__all__ = [
    "Brief", "Picture", "Plan", "Request", "Scene", "Studio", "TintypeError", "__version__", "build",
    "cutout", "face_swap", "generate", "inpaint", "outpaint", "parse", "restore", "save", "upscale", "vary",
]  # fmt: skip

_RETOUCHING = ("cutout", "face_swap", "inpaint", "outpaint", "restore", "upscale", "vary")
_HOMES = {
    "Brief": "tintype.brief.model:Brief",
    "Picture": "tintype.core.picture:Picture",
    "Plan": "tintype.core.request:Plan",
    "Request": "tintype.core.request:Request",
    "Scene": "tintype.scene.model:Scene",
    "Studio": "tintype.studio.studio:Studio",
    "TintypeError": "tintype.core.errors:TintypeError",
    "__version__": "tintype.core.version:VERSION",
    "build": "tintype.studio.build:build",
    "generate": "tintype.studio.front:generate",
    "parse": "tintype.studio.front:parse",
    "save": "tintype.studio.front:save",
} | {name: f"tintype.studio.retouching:{name}" for name in __all__ if name in _RETOUCHING}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'tintype' has no attribute {name!r}")
    from importlib import import_module

    module, _, attribute = _HOMES[name].partition(":")
    value = globals()[name] = getattr(import_module(module), attribute)
    return value
