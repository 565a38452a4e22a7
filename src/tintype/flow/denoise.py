"""From noise to picture: steps down the times, each over the network's prediction."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tintype.flow.arithmetic import kept, velocity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    Floats = npt.NDArray[np.floating]
    Predict = Callable[[Floats, float], Floats]


def denoise(
    predict: Predict, start: Floats, schedule: Floats, *, second_order: bool = False,
    known: Floats | None = None, mask: Floats | None = None, grain: Floats | None = None,
) -> Iterator[Floats]:  # fmt: skip
    """The picture as predicted after each step, the last one final.

    predict: (x_t, t) → x. start: x at schedule[0]. second_order: Heun's method, twice the calls and
    an error that falls with the square of the step, instead of Euler's. known, mask: a picture that
    stays where the mask is 0; grain: the noise it is mixed with on the way.
    """
    x = start
    for t, s in pairwise(float(time) for time in schedule):
        predicted = predict(x, t)
        slope = velocity(x, predicted, t)
        ahead = x + np.float32(s - t) * slope if s > 0 else predicted
        if second_order and s > 0:
            predicted = predict(ahead, s)
            slope = (slope + velocity(ahead, predicted, s)) / np.float32(2)
            ahead = x + np.float32(s - t) * slope
        x = ahead
        if known is not None and mask is not None:
            x = kept(x, known, grain if grain is not None else start, mask, s)
            predicted = mask * predicted + (1 - mask) * known
        yield x if s == 0 else predicted
