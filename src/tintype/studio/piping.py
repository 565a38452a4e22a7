"""A recipe as one job: every step of every picture is a picture of the job, and the next step's parent.

What a later step will do follows from a picture that is not there when the job is accepted. So it is
planned twice: with a grey picture in its place, which refuses at once what cannot be; and for good when
the picture is there. Its seed is drawn the first time and kept, so whatever is killed comes out the same.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tintype.core.errors import BadOption, NotFound
from tintype.core.picture import Picture
from tintype.core.request import Request
from tintype.core.seed import nth
from tintype.studio.brought import Item, marked
from tintype.studio.recipe import GENERATE, asked, steps_of
from tintype.studio.references import digest_of, reference
from tintype.studio.retouching import DONE, OPTIONS, prepared
from tintype.studio.studio import MOST

if TYPE_CHECKING:
    from typing import Any

    from tintype.assets.store import Store
    from tintype.core.job import Job, PictureRecord
    from tintype.core.request import Plan
    from tintype.studio.house import House
    from tintype.studio.recipe import Step

CALLED = "this request"


class Kept:
    """A Shelf over a store: pictures and masks are named by references to it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def picture(self, given: Path | str | Picture) -> Item:
        """Raises NotFound for one that is not kept any more."""
        import io

        from PIL import Image

        from tintype.assets.stamp import stamp_of

        assert not isinstance(given, Picture)
        digest = digest_of(str(given)) or ""
        data = self._store.get(digest)
        with Image.open(io.BytesIO(data)) as image:
            size = image.size
        return Item("The picture", reference(digest), size, stamp=stamp_of(data), sha256=digest)

    def mask(self, given: Path | str, size: tuple[int, int]) -> str:
        return str(given)

    def box(self, box: tuple[int, int, int, int], size: tuple[int, int]) -> str:
        return reference(self._store.put(marked(box, size)))


def request_of(house: House, told: list[dict[str, Any]], images: tuple[str, ...]) -> Request:
    """The Request of a recipe. images: a reference to the picture it starts from, or nothing where it
    generates one. Raises BadOption."""
    first = steps_of(told, CALLED)[0]
    if first.do == GENERATE:
        if images:
            raise BadOption("The first step generates, so the picture is not needed; leave `image` out.")
        return msgspec.structs.replace(asked(house, first.said), steps=tuple(told))
    if not images:
        raise BadOption(f"The first step is to {first.do}, so a picture is needed; give its id as `image`.")
    return Request(
        prompt=first.said.get("words", ""), operation=DONE[first.do], images=images,
        seed=first.said.get("seed"), model=first.said.get("model"), steps=tuple(told),
    )  # fmt: skip


def outlook(house: House, request: Request) -> tuple[Plan, ...]:
    """One Plan for each step of each picture; those of later steps say how large it will be and with which
    seed, and no more. Raises UserError for what cannot be met."""
    steps = steps_of(request.steps, CALLED)
    if request.n * len(steps) > MOST:
        raise BadOption(
            f"{request.n} pictures of {len(steps)} steps are too many for one job; {MOST} are done."
        )
    if steps[0].do == GENERATE:
        firsts = house.plan(msgspec.structs.replace(request, steps=()))
    else:
        kept = Kept(house.store)
        firsts = (prepared(house, kept, kept.picture(request.images[0]), steps[0].do, steps[0].said).plan,)
    later: list[Plan] = []
    for step in steps[1:]:
        later.append(_supposed(house, later[-1] if later else firsts[0], step))
    return tuple(
        plan
        for index, first in enumerate(firsts)
        for plan in (
            first,
            *(_promised(plan, step, index) for plan, step in zip(later, steps[1:], strict=True)),
        )
    )


def _supposed(house: House, before: Plan, step: Step) -> Plan:
    """What a step would do to a grey picture that was made by the plan before it."""
    from tintype.assets.stamp import Stamp

    size = (before.width, before.height)
    kept = Kept(house.store)
    if step.do == "swap" and "face" in step.said:  # nobody is seen in a grey picture
        plan = prepared(house, kept, kept.picture(step.said["face"]), step.do, step.said).plan
        return msgspec.structs.replace(plan, width=size[0], height=size[1])
    with tempfile.TemporaryDirectory(prefix="tintype-") as folder:
        stamp = Stamp(plan=before, seconds=0.0, sha256="")
        item = Item("The picture", _grey(Path(folder), size), size, stamp=stamp)
        return prepared(house, kept, item, step.do, step.said).plan


def _grey(folder: Path, size: tuple[int, int]) -> str:
    from PIL import Image

    path = folder / "grey.png"
    Image.new("RGB", size, (128, 128, 128)).save(path, compress_level=1)
    return str(path)


def _promised(plan: Plan, step: Step, index: int) -> Plan:
    """Of a supposed plan what will be true: not its notes, nor its settings, but for a mask that is needed.
    index: of the picture."""
    mask = plan.settings.get("mask")
    settings = {"mask": mask} if isinstance(mask, str) and digest_of(mask) else {}
    seed = plan.seed if "seed" in step.said else nth(plan.seed, index)
    return msgspec.structs.replace(plan, settings=settings, notes=(), seed=seed)


def before(job: Job, index: int) -> int | None:
    """The picture of the job that this one is made of, None for one that a recipe begins with."""
    return index - 1 if job.request.steps and index % len(job.request.steps) else None


def after(job: Job, index: int) -> int | None:
    """The picture of the job that is made of this one."""
    following = index + 1
    return following if following < len(job.plans) and before(job, following) == index else None


def parent_of(house: House, job: Job, index: int) -> PictureRecord | None:
    """The picture that this one of a job is made of, if it is one of the job's. Raises NotFound."""
    number = before(job, index)
    if number is None:
        return None
    found = house.ledger.pictures_of_job(job.id, deleted=True)
    for record in found:
        if record.index == number:
            return record
    raise NotFound(
        f"The picture of step {number % len(job.request.steps) + 1} is not kept any more; begin anew."
    )


def settled(house: House, job: Job, index: int, parent: PictureRecord) -> Plan:
    """What is done to this very picture. Raises UserError."""
    step = steps_of(job.request.steps, CALLED)[index % len(job.request.steps)]
    said = {**step.said, "seed": job.plans[index].seed} if "seed" in OPTIONS[step.do] else step.said
    kept = Kept(house.store)
    return prepared(house, kept, kept.picture(reference(parent.digest)), step.do, said).plan
