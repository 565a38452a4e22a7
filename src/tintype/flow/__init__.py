"""The arithmetic of our diffusion model: noise, times, steps. numpy only; lab and engine share it.

Time t runs from 1, pure noise, to 0, the picture: x_t = (1 − t)·x + t·e. A network looks at x_t and
predicts x; `denoise` walks down the times with it.
"""

from __future__ import annotations

from tintype.flow.arithmetic import guided, kept, mixed, noise, times, velocity
from tintype.flow.denoise import denoise

__all__ = ["denoise", "guided", "kept", "mixed", "noise", "times", "velocity"]
