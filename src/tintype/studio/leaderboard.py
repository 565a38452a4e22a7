"""Leaderboard: from blind votes to strengths, by Bradley and Terry's model, for choices among any number.

Who has strength b wins among those with strengths b₁ … bₖ with the chance exp b ⁄ Σ exp bᵢ. A weak prior
(strengths are normally about the mean) keeps models finite that never lost, or were never compared.
Nothing of pictures is known here, only who was preferred to whom.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Rows = Sequence[tuple[npt.NDArray[np.int64], int]]
    """(models, how often just these were chosen among)"""

MEAN = 1000.0
POINTS = 400 / math.log(10)
"""Points of a unit of strength: 400 more, and a model is preferred ten times as often, as in chess."""
PRIOR = 2.0
"""Standard deviation of strengths that are not known yet; inf: no prior."""
SURE = 1.959964
"""Standard deviations of an interval that holds in 95 of 100 cases."""
_ROUNDS = 200


@dataclass(frozen=True)
class Choice:
    """A vote: among whom, and who was best; None: nobody was better than another."""

    among: tuple[str, ...]
    best: str | None


@dataclass(frozen=True)
class Standing:
    """A model's place. score: 1000 is the mean. low, high: it lies there in 95 of 100 cases. votes: it
    took part in; won: it was best in, a tie counting in equal parts."""

    model: str
    score: float
    low: float
    high: float
    votes: int
    won: float


def leaderboard(choices: Iterable[Choice], prior: float = PRIOR) -> tuple[Standing, ...]:
    """The standings, best first. prior: see PRIOR; without one, every model must have won and lost."""
    import numpy as np

    votes = [choice for choice in choices if len(set(choice.among)) > 1]
    models = sorted({model for choice in votes for model in choice.among})
    if not models:
        return ()
    place = {model: index for index, model in enumerate(models)}
    won, counts = np.zeros(len(models)), np.zeros(len(models), int)
    fields: Counter[tuple[int, ...]] = Counter()
    for choice in votes:
        row = sorted({place[model] for model in choice.among})
        fields[tuple(row)] += 1
        counts[row] += 1
        if choice.best is None:
            won[row] += 1 / len(row)
        else:
            won[place[choice.best]] += 1
    rows = [(np.array(row), times) for row, times in fields.items()]
    strength, spread = _fitted(rows, won, prior)
    standings = [
        Standing(
            model, MEAN + POINTS * float(strength[i]), MEAN + POINTS * float(strength[i] - SURE * spread[i]),
            MEAN + POINTS * float(strength[i] + SURE * spread[i]), int(counts[i]), float(won[i]),
        )
        for i, model in enumerate(models)
    ]  # fmt: skip
    return tuple(sorted(standings, key=lambda each: (-each.score, each.model)))


def _fitted(rows: Rows, won: Floats, prior: float) -> tuple[Floats, Floats]:
    """(strengths about 0, their standard deviations), by Newton's method on the log of the chance of all
    votes; that is concave, so half steps where it would fall are all the care it needs."""
    import numpy as np

    count = len(won)
    strength = np.zeros(count)
    weight = 0.0 if math.isinf(prior) else 1 / prior**2
    level = np.full((count, count), 1 / count)  # the sum is free: this holds it at nothing
    for _ in range(_ROUNDS):
        expected, curve = _moments(rows, strength)
        slope = won - expected - weight * strength
        step = np.linalg.solve(curve + weight * np.eye(count) + level, slope)
        step -= step.mean()
        before = _log_chance(rows, won, strength, weight)
        while _log_chance(rows, won, strength + step, weight) < before - 1e-12 and np.abs(step).max() > 1e-9:
            step /= 2
        strength = strength + step
        if np.abs(step).max() < 1e-9:
            break
    _, curve = _moments(rows, strength)
    centred = np.eye(count) - level
    about = centred @ np.linalg.inv(curve + weight * np.eye(count) + level) @ centred
    return strength, np.sqrt(np.maximum(np.diag(about), 0))


def _moments(rows: Rows, strength: Floats) -> tuple[Floats, Floats]:
    """(wins to be expected, their covariance) at these strengths."""
    import numpy as np

    expected, curve = np.zeros(len(strength)), np.zeros((len(strength), len(strength)))
    for row, times in rows:
        chance = np.exp(strength[row] - strength[row].max())
        chance /= chance.sum()
        expected[row] += times * chance
        curve[np.ix_(row, row)] += times * (np.diag(chance) - np.outer(chance, chance))
    return expected, curve


def _log_chance(rows: Rows, won: Floats, strength: Floats, weight: float) -> float:
    import numpy as np

    norms = sum(times * float(np.logaddexp.reduce(strength[row])) for row, times in rows)
    return float(won @ strength) - norms - weight / 2 * float(strength @ strength)
