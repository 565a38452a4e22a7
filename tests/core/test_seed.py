from __future__ import annotations

import pytest

from tintype.core.errors import BadOption
from tintype.core.seed import MODULUS, nth, settle


def test_a_given_seed_stays() -> None:
    assert [settle(seed) for seed in (0, 7, MODULUS - 1)] == [0, 7, MODULUS - 1]


@pytest.mark.parametrize("none", [None, -1])
def test_no_seed_draws_one_in_range(none: int | None) -> None:
    drawn = {settle(none) for _ in range(50)}
    assert len(drawn) > 45
    assert all(0 <= seed < MODULUS for seed in drawn)


@pytest.mark.parametrize("seed", [-2, MODULUS, 10**30])
def test_a_seed_out_of_range_is_refused_by_value(seed: int) -> None:
    with pytest.raises(BadOption, match=str(seed)):
        settle(seed)


def test_seeds_of_a_request_follow_and_stay_in_range() -> None:
    assert [nth(7, index) for index in range(3)] == [7, 8, 9]
    assert nth(MODULUS - 1, 1) == 0
