"""Finished pictures: recorded with their jobs, found again, marked, put into the bin and out of it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import and_, delete, func, insert, select, update

from tintype.core.errors import BadOption, NotFound
from tintype.ledger.bulk import added, among, changed
from tintype.ledger.jobs import as_done
from tintype.ledger.rows import PICTURE, picture_of, picture_row, quoted
from tintype.ledger.tables import jobs, pictures, recalls, tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection, Select

    from tintype.core.job import PictureRecord
    from tintype.ledger.bulk import Change, Row
    from tintype.ledger.writer import Group

MOST_TAGS, LONGEST_TAG, MOST_WORDS = 64, 80, 32


class Finished(NamedTuple):
    """A picture, its row, who painted it (empty: it was brought in), and whether its job is done with it."""

    record: PictureRecord
    row: dict[str, Any]
    worker: str = ""
    last: bool = False
    said: str | None = None


def finished(
    record: PictureRecord, worker: str = "", *, last: bool = False, said: str | None = None
) -> Finished:
    """Encodes the picture, in the caller's thread. said: what its file said of its making."""
    if record.tags:
        record = msgspec.structs.replace(record, tags=check_tags(record.tags))
    return Finished(record, {**picture_row(record), "words": fold(record.prompt)}, worker, last, said)


def fold(text: str) -> str:
    """As prompts are searched: case and ways of writing a letter make no difference."""
    return unicodedata.normalize("NFKC", text).casefold()


def check_tags(names: Iterable[str]) -> tuple[str, ...]:
    """Sorted, without outer blanks and doubles; raises BadOption."""
    clean = tuple(sorted({" ".join(unicodedata.normalize("NFC", name).split()) for name in names} - {""}))
    for name in clean:
        if len(name) > LONGEST_TAG or not name.isprintable():
            raise BadOption(f"The tag {quoted(name)} does not do; use at most {LONGEST_TAG} characters.")
    if len(clean) > MOST_TAGS:
        raise BadOption(f"{len(clean)} tags are too many for one picture; use at most {MOST_TAGS}.")
    return clean


_PLACES = (
    select(jobs.c.id, jobs.c.worker, jobs.c.done, pictures.c.index)
    .select_from(jobs.outerjoin(pictures, pictures.c.job == jobs.c.id))
    .where(among(jobs.c.id))
)
"""Only running jobs have a worker. Asked for by state, PostgreSQL would walk through all that ever ran."""


def record(group: Group, asked: list[Finished]) -> list[bool]:
    """Pictures of jobs: only while the worker holds the job, and each index once."""
    done: dict[tuple[str, str], int] = {}
    taken: set[tuple[str, int]] = set()
    ids = {one.record.job or "" for one in asked}
    for job, worker, count, index in group.connection.execute(_PLACES, {"ids": list(ids)}):
        done[job, worker] = count
        taken.add((job, index))
    fresh: list[Finished] = []
    counted: dict[str, Row] = {}
    over: dict[str, Row] = {}
    results: list[bool] = []
    for one in asked:
        job, index, owner = one.record.job or "", one.record.index, one.record.owner
        results.append((job, one.worker) in done and (job, index) not in taken)
        if not results[-1]:
            continue
        taken.add((job, index))
        fresh.append(one)
        count = done[job, one.worker] = done[job, one.worker] + 1
        counted[job] = {"id": job, "done": count}
        group.tell(job, owner, "picture", {"id": one.record.id, "index": index})
        if one.last:
            del done[job, one.worker]  # what comes later in this group comes too late
            over[job] = {**counted.pop(job), **as_done(group, job, owner)}
    group.write(*_inserted(fresh), changed(jobs, list(counted.values())), changed(jobs, list(over.values())))
    return results


def add(group: Group, one: Finished) -> PictureRecord:
    """A picture that was brought in."""
    said = [] if one.said is None else [{"picture": one.record.id, "said": one.said}]
    group.write(*_inserted([one]), added(recalls, said))
    return one.record


def _inserted(fresh: list[Finished]) -> tuple[Change, Change]:
    named = [{"picture": one.record.id, "tag": tag} for one in fresh for tag in one.record.tags]
    return added(pictures, [one.row for one in fresh]), added(tags, named)


def one_picture(connection: Connection, id: str, owner: str | None = None) -> PictureRecord:
    """A picture by id, also from the bin; raises NotFound, also for one of another owner."""
    found = _read(connection, select(*PICTURE).where(pictures.c.id == id, *_of(owner)))
    if not found:
        raise NotFound(f"There is no picture {quoted(id)}; see the gallery.")
    return found[0]


def recalled(connection: Connection, id: str) -> str | None:
    """What the file of a picture said of its making, None if nothing was kept."""
    return connection.execute(select(recalls.c.said).where(recalls.c.picture == id)).scalar()


def of_job(connection: Connection, job: str, *, deleted: bool) -> list[PictureRecord]:
    """In the order of their index; without those in the bin unless asked for."""
    query = select(*PICTURE).where(pictures.c.job == job).order_by(pictures.c.index)
    return _read(connection, query if deleted else query.where(pictures.c.deleted.is_(None)))


def listed(
    connection: Connection,
    *,
    owner: str | None,
    words: str,
    model: str | None,
    favourite: bool | None,
    tag: str | None,
    deleted: bool,
    before: str | None,
    limit: int,
) -> list[PictureRecord]:
    """Newest first. words: each of the first 32 must occur in the prompt. deleted: what is in the bin."""
    gone = pictures.c.deleted
    query = select(*PICTURE).where(*_of(owner), gone.is_not(None) if deleted else gone.is_(None))
    for word in list(dict.fromkeys(fold(words).split()))[:MOST_WORDS]:
        query = query.where(pictures.c.words.contains(word, autoescape=True))
    if model is not None:
        query = query.where(pictures.c.model == model)
    if favourite is not None:
        query = query.where(pictures.c.favourite.is_(favourite))
    if tag is not None:
        tagged = select(tags.c.picture).where(tags.c.tag.in_(check_tags([tag])))
        query = query.where(pictures.c.id.in_(tagged))
    if before is not None:
        query = query.where(pictures.c.id < before)
    return _read(connection, query.order_by(pictures.c.id.desc()).limit(limit))


def _of(owner: str | None) -> list[ColumnElement[bool]]:
    return [] if owner is None else [pictures.c.owner == owner]


def _read(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[PictureRecord]:
    """The pictures of a query over PICTURE, with their tags."""
    rows = connection.execute(query).all()
    named: defaultdict[str, list[str]] = defaultdict(list)
    if rows:
        ids = [row.id for row in rows]
        for picture, tag in connection.execute(
            select(tags.c.picture, tags.c.tag).where(tags.c.picture.in_(ids))
        ):
            named[picture].append(tag)
    return [picture_of(row, named[row.id]) for row in rows]


class Mark(NamedTuple):
    """A change to one picture, if it is the owner's."""

    id: str
    owner: str | None
    favourite: bool | None = None
    tags: tuple[str, ...] | None = None


def mark(group: Group, asked: Mark) -> PictureRecord:
    """Favourite or not; other tags in place of those it had. Raises NotFound."""
    found = one_picture(group.connection, asked.id, asked.owner)
    this = pictures.c.id == asked.id
    if asked.favourite is not None:
        group.connection.execute(update(pictures).where(this).values(favourite=asked.favourite))
        found = msgspec.structs.replace(found, favourite=asked.favourite)
    if asked.tags is not None:
        group.connection.execute(delete(tags).where(tags.c.picture == asked.id))
        if asked.tags:
            group.connection.execute(insert(tags), [{"picture": asked.id, "tag": tag} for tag in asked.tags])
        found = msgspec.structs.replace(found, tags=asked.tags)
    return found


class Binned(NamedTuple):
    """Pictures to put into the bin, or to take out of it."""

    ids: tuple[str, ...]
    owner: str | None
    into: bool


def throw(group: Group, asked: Binned) -> int:
    """How many were moved; those that were there already, or are another's, are left alone."""
    where = [pictures.c.deleted.is_(None) if asked.into else pictures.c.deleted.is_not(None)]
    moved = 0
    for start in range(0, len(asked.ids), 1000):
        some = pictures.c.id.in_(asked.ids[start : start + 1000])
        change = update(pictures).where(some, *where, *_of(asked.owner))
        moved += group.connection.execute(change.values(deleted=group.now if asked.into else None)).rowcount
    return moved


def purge(group: Group, asked: tuple[float, str | None]) -> list[str]:
    """Forgets what an owner put into the bin before a moment; digests that no picture uses any more."""
    connection = group.connection
    before, owner = asked
    old = and_(pictures.c.deleted < before, *_of(owner))
    digests = set(connection.execute(select(pictures.c.digest).where(old)).scalars())
    for table in (tags, recalls):
        connection.execute(delete(table).where(table.c.picture.in_(select(pictures.c.id).where(old))))
    connection.execute(delete(pictures).where(old))
    kept: set[str] = set()
    wanted = sorted(digests)
    for start in range(0, len(wanted), 1000):
        some = pictures.c.digest.in_(wanted[start : start + 1000])
        kept.update(connection.execute(select(pictures.c.digest).where(some)).scalars())
    return sorted(digests - kept)


def newest_of(connection: Connection, digest: str, owner: str) -> str | None:
    """Id of the owner's newest picture with that file."""
    this = (pictures.c.digest == digest, pictures.c.owner == owner)
    return connection.execute(select(func.max(pictures.c.id)).where(*this)).scalar()


def digests(connection: Connection) -> set[str]:
    """Files that pictures use, those in the bin too."""
    return set(connection.execute(select(pictures.c.digest).distinct()).scalars())


def lineage(connection: Connection, id: str, owner: str | None) -> list[PictureRecord]:
    """What it came from, oldest first; itself; what came from it. Raises NotFound."""
    itself = one_picture(connection, id, owner)
    up = select(pictures.c.id, pictures.c.parent).where(pictures.c.id == id, *_of(owner)).cte(recursive=True)
    up = up.union(select(pictures.c.id, pictures.c.parent).where(pictures.c.id == up.c.parent, *_of(owner)))
    down = select(pictures.c.id).where(pictures.c.id == id).cte(recursive=True)
    down = down.union(select(pictures.c.id).where(pictures.c.parent == down.c.id, *_of(owner)))
    query = select(*PICTURE).order_by(pictures.c.id)
    above = _read(connection, query.where(pictures.c.id.in_(select(up.c.id)), pictures.c.id != id))
    seen = {record.id for record in above} | {id}
    below = _read(connection, query.where(pictures.c.id.in_(select(down.c.id))))
    return [*above, itself, *(record for record in below if record.id not in seen)]
