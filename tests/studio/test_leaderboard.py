"""Strengths from votes, against answers that are known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tintype.studio.leaderboard import MEAN, POINTS, Choice, leaderboard


def votes(winner: str, loser: str, times: int) -> list[Choice]:
    return [Choice((winner, loser), winner)] * times


def test_two_models_differ_by_the_log_of_their_wins_and_as_surely_as_the_votes_allow() -> None:
    first, second = leaderboard([*votes("a", "b", 30), *votes("b", "a", 10)], prior=math.inf)
    assert (first.model, first.won, first.votes) == ("a", 30, 40)
    assert first.score - second.score == pytest.approx(POINTS * math.log(3))
    deviation = math.sqrt(1 / 30 + 1 / 10)  # of the log odds; half of it is each model's
    assert first.high - first.low == pytest.approx(2 * 1.959964 * POINTS * deviation / 2)
    assert first.score + second.score == pytest.approx(2 * MEAN)


def test_ten_times_as_often_is_four_hundred_points() -> None:
    first, second = leaderboard([*votes("a", "b", 100), *votes("b", "a", 10)], prior=math.inf)
    assert first.score - second.score == pytest.approx(400)


def test_three_by_two_agree_with_three_at_once_and_with_the_truth() -> None:
    truth = np.array([0.9, 0.1, -1.0])
    rng = np.random.default_rng(5)
    names = np.array(["a", "b", "c"])
    pairs, triples = [], []
    for _ in range(6000):
        noisy = truth + rng.gumbel(size=3)  # who is best then follows exactly this model
        triples.append(Choice(("a", "b", "c"), str(names[noisy.argmax()])))
        two = rng.permutation(3)[:2]
        pairs.append(Choice(tuple(names[two]), str(names[two[noisy[two].argmax()]])))
    for choices in (pairs, triples):
        found = {each.model: each for each in leaderboard(choices)}
        for name, strength in zip(names, truth, strict=True):
            each = found[str(name)]
            assert each.score == pytest.approx(MEAN + POINTS * strength, abs=12)
            assert each.low < each.score < each.high
            assert each.high - each.low < 30


def test_intervals_hold_in_95_of_100_cases() -> None:
    rng = np.random.default_rng(11)
    truth, inside, total = np.array([0.5, 0.0, -0.5]), 0, 0
    for _ in range(150):
        choices = []
        for _ in range(60):
            two = rng.permutation(3)[:2]
            best = two[(truth[two] + rng.gumbel(size=2)).argmax()]
            choices.append(Choice((str(two[0]), str(two[1])), str(best)))
        for each in leaderboard(choices, prior=math.inf):
            inside += each.low <= MEAN + POINTS * truth[int(each.model)] <= each.high
            total += 1
    assert 0.92 < inside / total < 0.98


def test_who_never_lost_stays_finite_and_more_votes_make_it_surer() -> None:
    few, many = leaderboard(votes("a", "b", 3))[0], leaderboard(votes("a", "b", 40))[0]
    assert MEAN < few.score < many.score < MEAN + 1500
    assert many.low > few.low


def test_a_tie_moves_both_to_the_middle() -> None:
    first, second = leaderboard([Choice(("a", "b"), None)] * 9)
    assert first.score == pytest.approx(second.score)
    assert (first.won, first.votes) == (4.5, 9)


def test_nothing_to_stand_on() -> None:
    assert leaderboard([]) == ()
    assert leaderboard([Choice(("a",), "a")]) == ()
