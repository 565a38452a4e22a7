"""Till: a picture is asked for once, paid for once, and from then on it is ours.

What costs is written down before it is sent and settled after it came. Whatever may have run counts as
spent and is not asked for again unless the user says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tintype.core.errors import Cancelled, EngineFailed, TintypeError
from tintype.core.ids import new_id
from tintype.engines.hosted.ask import Beat, Unsure
from tintype.engines.hosted.kept import Kept
from tintype.engines.hosted.purse import Purse, dollars

FREE = 3600.0
"""Seconds that an answer which cost nothing is taken again: whoever runs the server may change it."""


@dataclass(frozen=True)
class Bought:
    """file: of the picture. cost: dollars, None where the provider does not say. tokens: 0 likewise."""

    file: bytes
    cost: float | None = None
    tokens: int = 0


class Till:
    """Where the answers of a data folder are bought. limit: dollars a day."""

    def __init__(self, folder: Path, limit: float) -> None:
        self.purse = Purse(folder, limit)
        self.kept = Kept(folder)

    def picture(
        self, key: str, model: str, price: float | None, host: str, beat: Beat, ask: Callable[[str], Bought]
    ) -> bytes:
        """The file of the picture with that key. price: about how many dollars; None: it costs nothing.

        ask: sends the call, under the name of the attempt; raises Unsure where it may have run.
        Raises Forbidden beyond the day's limit.
        """
        with self.kept.alone(key, beat):
            file = self.kept.get(key, within=FREE if price is None else None)
            if file is None:
                file = ask(new_id()).file if price is None else self._paid(key, model, price, host, ask)
                self.kept.put(key, file)
            return file

    def receipt(self, key: str) -> str:
        """What the picture with that key cost, "" if nothing was paid."""
        paid = self.purse.paid(key)
        if paid is None:
            return ""
        tokens = f" for {paid[1]:,} tokens" if paid[1] else ""
        spent, limit = dollars(self.purse.spent()), dollars(self.purse.limit)
        return f"{dollars(paid[0])}{tokens}; {spent} of {limit} are spent today"

    def _paid(self, key: str, model: str, price: float, host: str, ask: Callable[[str], Bought]) -> bytes:
        if (before := self.purse.unsettled(key)) is not None:
            self.purse.lose(before)
            raise EngineFailed(
                f"{host} was asked for this picture before, and the program died before the answer came; it"
                " may have been charged, so ask again only if you would pay for another."
            )
        attempt = self.purse.begin(key, model, price)
        try:
            bought = ask(attempt)
        except BaseException as error:
            sure = isinstance(error, TintypeError) and not isinstance(error, Unsure | Cancelled)
            (self.purse.drop if sure else self.purse.lose)(attempt)
            raise
        self.kept.put(key, bought.file)  # first: what is settled is surely here
        self.purse.settle(attempt, price if bought.cost is None else bought.cost, bought.tokens)
        return bought.file
