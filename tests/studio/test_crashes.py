"""kill -9 of worker and server at random moments, under load: nothing lost, nothing done twice."""

from __future__ import annotations

from pathlib import Path

from fire import Fire

KILLS = 25


def test_what_was_accepted_is_done_once_whatever_is_killed(tmp_path: Path) -> None:
    fire = Fire(tmp_path, seed=4)
    count = fire.rage(KILLS)
    assert fire.drained, fire.refused
    assert fire.refused == []
    assert (count.lost, count.doubled, count.broken) == ([], [], [])
    assert len(count.failed) <= 2
    assert count.accepted > 50
    assert count.kills["server"] >= 5
    assert count.kills["worker"] >= 5
