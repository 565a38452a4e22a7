"""Whatever a client sends, the ledger keeps it or says in a sentence what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from things import picture, submit

from tintype.core.errors import UserError
from tintype.core.request import Request
from tintype.ledger import Ledger

ODD = ["", "\x00", "a\x00b", "\ud800", "x" * 100_000, "'; --", "%", "🍋", "\u202e", "{}", "null"]

CALLS: dict[str, Callable[[Ledger, str], Any]] = {
    "submit key": lambda ledger, odd: submit(ledger, key=odd),
    "submit owner": lambda ledger, odd: submit(ledger, owner=odd),
    "submit option": lambda ledger, odd: ledger.submit(Request(prompt="a", options={odd: odd}), ()),
    "submit delivery": lambda ledger, odd: submit(ledger, delivery={"name": odd}),
    "job": lambda ledger, odd: ledger.job(odd),
    "cancel": lambda ledger, odd: ledger.cancel(odd),
    "jobs before": lambda ledger, odd: ledger.jobs(before=odd),
    "jobs owner": lambda ledger, odd: ledger.jobs(owner=odd),
    "events job": lambda ledger, odd: ledger.events(job=odd),
    "picture": lambda ledger, odd: ledger.picture_of(odd),
    "add picture": lambda ledger, odd: ledger.add_picture(picture(prompt=odd)),
    "words": lambda ledger, odd: ledger.gallery(words=odd),
    "many words": lambda ledger, odd: ledger.gallery(words=f"{odd} " + " ".join(map(str, range(5000)))),
    "model": lambda ledger, odd: ledger.gallery(model=odd),
    "tag": lambda ledger, odd: ledger.gallery(tag=odd),
    "set tag": lambda ledger, odd: ledger.tag(ledger.add_picture(picture()).id, [odd]),
    "delete": lambda ledger, odd: ledger.delete([odd] * 2000),
    "lineage": lambda ledger, odd: ledger.lineage(odd),
    "key": lambda ledger, odd: ledger.key(odd),
    "make key": lambda ledger, odd: ledger.make_key(odd, [odd]),
    "revoke": lambda ledger, odd: ledger.revoke(odd),
    "claim": lambda ledger, odd: ledger.claim(odd),
}


@pytest.mark.parametrize("name", CALLS)
def test_odd_text_is_kept_or_refused_in_a_sentence(ledger: Ledger, name: str) -> None:
    for odd in ODD:
        try:
            CALLS[name](ledger, odd)
        except UserError as error:
            sentence = str(error)
            assert sentence.endswith(".")
            assert len(sentence) < 500
            assert sentence.isprintable(), repr(sentence)
    assert submit(ledger).state == "queued"


def test_numbers_out_of_range_are_no_trouble(ledger: Ledger) -> None:
    submit(ledger)
    assert ledger.events(after=2**70) == []
    assert len(ledger.events(after=-(2**70))) == 1
    assert len(ledger.jobs(limit=2**70)) == 1
    assert ledger.jobs(limit=-1) == []
    assert ledger.gallery(limit=0) == []
