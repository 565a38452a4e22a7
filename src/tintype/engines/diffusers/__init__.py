"""Local open models, painted by the library diffusers (extra `tintype[diffusers]`).

How a picture comes about: `engine` turns a Request into a Plan; `kept` holds what is loaded, as `fit`
says that it fits; `sources` loads it from a folder, a file of safetensors or of GGUF; `families` says
which class of diffusers does which task and what it calls things; `paint` does it, with `pictures` for
what comes in and `previews` for what is seen meanwhile.

Extras (LoRA, textual inversion, ControlNet) join a pipeline in `paint.painted`, after `Kept.get` and
before it is called: they get the pipeline and the Plan, and leave the pipeline as they found it.
"""

from tintype.engines.diffusers.engine import DiffusersEngine
from tintype.engines.diffusers.local import Local

__all__ = ["DiffusersEngine", "Local"]
