"""The networks of this engine: ONNX files beside a card that names what each must be.

sr-x2, sr-x4: RGB float32 [0, 1] NCHW → the same, two or four times as large. restore: a fourth plane
holds the noise level / 255; → RGB of the same size. deblock: RGB → the same. All take any height and
width, which the tiny ones of the tests want even.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tintype.core.errors import MissingPart

if TYPE_CHECKING:
    from tintype.runtime.onnx import Network

FOLDER = Path(__file__).parent / "weights"
CARD = "card.json"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """sha256: of the file. input: what the network calls its input. halo: pixels around a point of the
    input that the output there depends on."""

    sha256: str
    input: str = "picture"
    halo: int = 32


@cache
def card(folder: Path) -> dict[str, Entry]:
    """Network → what it must be, of those whose files are there; empty without a card."""
    try:
        told = msgspec.json.decode((folder / CARD).read_bytes(), type=dict[str, Entry])
    except OSError:
        return {}
    except msgspec.MsgspecError as error:
        raise MissingPart(
            f"The card of the retouching networks is damaged ({error}); reinstall tintype."
        ) from error
    return {name: entry for name, entry in told.items() if (folder / f"{name}.onnx").is_file()}


@cache
def network(folder: Path, name: str) -> Network:
    """The network of that name, opened once. Raises MissingPart where it is not there, or altered."""
    from tintype.runtime.onnx import open_network

    entry = card(folder).get(name)
    if entry is None:
        raise MissingPart(f"The network {name}.onnx is not part of this install; reinstall tintype.")
    return open_network(folder / f"{name}.onnx", sha256=entry.sha256)
