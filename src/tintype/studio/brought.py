"""Files that somebody brings to one command: pictures and masks, by reference as in a store.

A Plan then says "asset:" and the sha256 of the file, and nothing of where on this machine it lies.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tintype.core.errors import BadFile, BadOption, NotFound
from tintype.core.picture import Picture
from tintype.studio.references import reference

if TYPE_CHECKING:
    from tintype.assets.intake import Intake
    from tintype.assets.stamp import Stamp
    from tintype.core.picture import Pixels

MOST_BYTES = 1 << 30
MOST_PIXELS = 178_000_000
"""Of a file that is opened; of more, Pillow opens none."""


@dataclass(frozen=True, eq=False)
class Item:
    """A picture that was brought. name: as it was called. size: (width, height), upright. changed: what in
    the file is not in the pixels, in words. profile: ICC. stamp: what it says of its making, if ours."""

    name: str
    reference: str
    size: tuple[int, int]
    changed: tuple[str, ...] = ()
    profile: bytes | None = None
    stamp: Stamp | None = None
    sentence: str = ""
    """That another program says it painted."""
    sha256: str | None = None
    """Of the pixels: as they were painted, where it is ours."""


class Shelf(Protocol):
    """Where whoever works on pictures finds them, and what goes with them. Raises BadFile, BadOption."""

    def picture(self, given: Path | str | Picture) -> Item:
        """A picture to work on."""
        ...

    def mask(self, given: Path | str, size: tuple[int, int]) -> str:
        """A reference to a mask for a picture of that size."""
        ...

    def box(self, box: tuple[int, int, int, int], size: tuple[int, int]) -> str:
        """A reference to a mask that marks (left, top, width, height)."""
        ...


@dataclass(eq=False)
class Brought:
    """What was brought, until it is let go of."""

    _files: dict[str, Path] = field(default_factory=dict)

    def find(self, digest: str) -> Path:
        """Where the file of that digest lies; raises NotFound."""
        if digest not in self._files:
            raise NotFound(f"The picture {digest[:12]}… was not brought along; name its file.")
        return self._files[digest]

    def has(self, digest: str) -> bool:
        """Whether the file of that digest was brought."""
        return digest in self._files

    def either(self, path: Path) -> None:
        """A file that was worked on as a picture or as a mask, whichever. Raises BadFile, TooLarge."""
        item = self.picture(path)
        with contextlib.suppress(BadFile):  # it is no mask, then
            self.mask(path, item.size)

    def picture(self, given: Path | str | Picture) -> Item:
        """A picture to work on. Raises BadFile, TooLarge."""
        if isinstance(given, Picture):
            return self._painted(given)
        from tintype.assets.stamp import digest, stamp_of

        path = Path(given)
        data = read(path)
        found = taken(data, str(given))
        height, width = found.pixels.shape[:2]
        stamp = stamp_of(data)
        return Item(
            str(given), self._kept(data, path), (width, height), found.changed, found.profile, stamp,
            "" if stamp else sentence_in(data), stamp.sha256 if stamp else digest(found.pixels),
        )  # fmt: skip

    def mask(self, given: Path | str, size: tuple[int, int]) -> str:
        """A reference to the mask in a file, for a picture of that size; see `assets.masks.from_file`."""
        from tintype.assets.masks import Limits, from_file

        return self._put(from_file(read(Path(given)), str(given), size, Limits(MOST_BYTES, MOST_PIXELS)))

    def box(self, box: tuple[int, int, int, int], size: tuple[int, int]) -> str:
        """A reference to a mask that marks (left, top, width, height). Raises BadOption."""
        return self._put(marked(box, size))

    def _painted(self, picture: Picture) -> Item:
        from tintype.assets.stamp import encode, stamp

        reference = self._put(encode(picture, "PNG"))
        made, size = stamp(picture), (picture.pixels.shape[1], picture.pixels.shape[0])
        return Item("the picture", reference, size, (), picture.profile, made, sha256=made.sha256)

    def _kept(self, data: bytes, path: Path) -> str:
        digest = hashlib.sha256(data).hexdigest()
        self._files[digest] = path
        return reference(digest)

    def _put(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        path = Path(self._folder.name) / f"{digest}.png"
        path.write_bytes(data)
        self._files[digest] = path
        return reference(digest)

    @cached_property
    def _folder(self) -> tempfile.TemporaryDirectory[str]:
        return tempfile.TemporaryDirectory(prefix="tintype-")


def marked(box: tuple[int, int, int, int], size: tuple[int, int]) -> bytes:
    """A mask of that size as a PNG, white in (left, top, width, height). Raises BadOption."""
    import io

    from PIL import Image

    left, top, width, height = box
    if width < 1 or height < 1 or left < 0 or top < 0 or left + width > size[0] or top + height > size[1]:
        raise BadOption(
            f"The box {left},{top},{width},{height} does not lie in the picture, {size[0]}x{size[1]};"
            " write it as LEFT,TOP,WIDTH,HEIGHT in pixels."
        )
    mask = Image.new("L", size)
    mask.paste(255, (left, top, left + width, top + height))
    file = io.BytesIO()
    mask.save(file, "PNG")
    return file.getvalue()


def read(path: Path) -> bytes:
    """The bytes of a file; raises BadFile."""
    try:
        if path.is_dir():
            raise BadFile(f"{path} is a folder; name a picture in it, or a folder with `tintype pipe`.")
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(f"{path} has {path.stat().st_size >> 20} MB; at most {MOST_BYTES >> 20} are read.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadFile(f"There is no file {path}; check the name.") from error
    except PermissionError as error:
        raise BadFile(f"{path} may not be read; change its permissions.") from error
    except (OSError, ValueError) as error:
        raise BadFile(f"{path} cannot be read ({error}); check the name.") from error


def sentence_in(data: bytes) -> str:
    """What a file says it was painted from, by whatever program; "" where it says nothing."""
    from tintype.assets.foreign import read_settings

    said = read_settings(data)
    return (said.prompt or "").strip() if said else ""


def taken(data: bytes, name: str) -> Intake:
    """The picture in some bytes: upright, 8 bits, colours as they are where they have a profile."""
    from tintype.assets.intake import open_picture

    called = f"picture {name}"
    return open_picture(data, max_bytes=MOST_BYTES, max_pixels=MOST_PIXELS, name=called, keep_profile=True)


def opened(path: str) -> Pixels:
    """The pixels of a file, uint8 (H, W, 3|4), as `taken` has them. Raises BadFile, TooLarge."""
    return taken(read(Path(path)), path).pixels
