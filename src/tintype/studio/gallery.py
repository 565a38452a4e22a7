"""Gallery: finished pictures, found, marked, thrown away and brought back, and their files."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Literal

from tintype.core.errors import TintypeError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tintype.assets.provenance import Signer
    from tintype.assets.store import Store
    from tintype.core.colour import Colour
    from tintype.core.job import PictureRecord
    from tintype.ledger import Ledger

LONGEST_LOOK = 1.0
"""Seconds that one call looks for a colour before it answers with what it found."""
AT_ONCE = 200
ALWAYS = frozenset({"face_swap"})
"""Operations whose pictures are signed whatever the settings say."""


class Gallery:
    """The pictures of a house. owner None: everybody's; another's picture is NotFound."""

    def __init__(self, ledger: Ledger, store: Store, signer: Signer | None, keys: Path) -> None:
        """signer: None where pictures are not signed. keys: folder of the key, for those that always are."""
        self._ledger = ledger
        self._store = store
        self._signer = signer
        self._keys = keys

    def list(self, *, owner: str | None = None, **which: Any) -> list[PictureRecord]:
        """Newest first. which: words, model, favourite, tag, deleted, before, limit as in the ledger."""
        return self._ledger.gallery(owner=owner, **which)

    def coloured(
        self,
        colour: Colour,
        *,
        owner: str | None = None,
        limit: int = 50,
        before: str | None = None,
        **which: Any,
    ) -> tuple[list[PictureRecord], str | None]:
        """Those that have the colour, newest first, and where to go on: None at the end. After a second
        it answers with fewer, for pictures that were never looked at take a few milliseconds each."""
        until = time.monotonic() + LONGEST_LOOK
        found: list[PictureRecord] = []
        while True:
            some = self._ledger.gallery(owner=owner, before=before, limit=AT_ONCE, **which)
            for record in some:
                before = record.id
                if self._has(record, colour):
                    found.append(record)
                if len(found) == limit or time.monotonic() > until:
                    return found, before
            if len(some) < AT_ONCE:
                return found, None

    def _has(self, record: PictureRecord, colour: Colour) -> bool:
        from tintype.assets.palette import palette

        try:
            return colour in palette(self._store, record.digest)
        except TintypeError:  # its file is gone or damaged: it shows no colour
            return False

    def get(self, id: str, *, owner: str | None = None) -> PictureRecord:
        """Also one in the bin."""
        return self._ledger.picture_of(id, owner=owner)

    def favourite(self, id: str, on: bool, *, owner: str | None = None) -> PictureRecord:
        """Marks it, or takes the mark away."""
        return self._ledger.favourite(id, on, owner)

    def tag(self, id: str, tags: Iterable[str], *, owner: str | None = None) -> PictureRecord:
        """Gives it these tags in place of those it had."""
        return self._ledger.tag(id, tags, owner)

    def delete(self, ids: Iterable[str], *, owner: str | None = None) -> int:
        """Puts pictures into the bin; how many went there."""
        return self._ledger.delete(ids, owner)

    def restore(self, ids: Iterable[str], *, owner: str | None = None) -> int:
        """Takes pictures out of the bin; how many came."""
        return self._ledger.restore(ids, owner)

    def purge(self, older_than: float, *, owner: str | None = None) -> int:
        """Forgets what was put into the bin before that moment (seconds since 1970), for good; how
        many files went."""
        digests = self._ledger.purge(older_than, owner)
        for digest in digests:
            self._store.delete(digest)
        return len(digests)

    def lineage(self, id: str, *, owner: str | None = None) -> list[PictureRecord]:
        """The pictures it came from, oldest first; itself; those that came from it."""
        return self._ledger.lineage(id, owner)

    def file(
        self, record: PictureRecord, format: Literal["png", "jpeg", "webp"] = "png", compression: int = 100
    ) -> bytes:
        """The picture as a file, stamped, and signed if the house signs and made it. compression: 0 to
        100, the quality of jpeg and webp."""
        from tintype.assets.deliver import deliver

        signer = self._signer if record.job is not None else None
        if signer is None and record.plan is not None and record.plan.operation in ALWAYS:
            from tintype.assets.provenance import Signer

            signer = Signer.at(self._keys)
        data = self._store.get(record.digest)
        return deliver(data, format, compression, signer, created=record.created)

    def thumbnail(self, record: PictureRecord, side: Literal[256, 512] = 256) -> bytes:
        """A small WebP of it."""
        from tintype.assets.thumbnails import thumbnail

        return thumbnail(self._store, record.digest, side)
