"""An endpoint that speaks OpenAI's moderation API, asked about sentences and finished pictures.

When it cannot be asked, nothing is painted: whoever names an endpoint relies on it. Pictures are sent
to models that see them (their name begins with "omni-moderation"), as a small JPEG.
"""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

import msgspec

from tintype.core.errors import Blocked, NoNetwork
from tintype.runtime.http import post_json

if TYPE_CHECKING:
    from tintype.core.picture import Pixels
    from tintype.studio.moderation.policy import Level

MODEL = "omni-moderation-latest"
SIDE = 512
"""Longest side of a picture that is sent, in pixels."""

WORST = (
    "sexual/minors", "hate/threatening", "harassment/threatening", "self-harm/intent",
    "self-harm/instructions", "illicit/violent",
)  # fmt: skip
"""What the level `low` refuses, as far as such an endpoint tells it apart."""


class _Result(msgspec.Struct):
    flagged: bool
    categories: dict[str, bool | None] = {}


class _Answer(msgspec.Struct):
    results: list[_Result]


class Endpoint:
    """url: the base that ends in /v1, or the whole address. key: never part of an error."""

    def __init__(self, url: str, *, key: str | None, model: str | None, timeout: float = 20.0) -> None:
        base = url.rstrip("/")
        self._url = base if base.endswith("/moderations") else f"{base}/moderations"
        self._key, self._timeout = key, timeout
        self._model = model or MODEL

    def check_words(self, text: str, level: Level) -> None:
        """Raises Blocked, or NoNetwork when nothing was found out."""
        if found := self._refused(text, level):
            raise Blocked(
                f"The moderation endpoint refuses this sentence ({', '.join(found)}); say something else.",
                found,
            )

    def check_picture(self, pixels: Pixels, level: Level) -> None:
        """Raises Blocked, or NoNetwork when nothing was found out. Who reads only is not asked."""
        if not self._model.startswith("omni-moderation"):
            return
        seen = [{"type": "image_url", "image_url": {"url": _small(pixels)}}]
        if found := self._refused(seen, level):
            raise Blocked(
                f"The moderation endpoint refuses the finished picture ({', '.join(found)});"
                " ask for something else.",
                found,
            )

    def _refused(self, asked: str | list[dict[str, Any]], level: Level) -> tuple[str, ...]:
        """The categories that are refused at a level."""
        body = {"input": asked, "model": self._model}
        try:
            answer = msgspec.convert(
                post_json(self._url, body, key=self._key, timeout=self._timeout), _Answer
            )
        except NoNetwork as error:
            raise NoNetwork(_unknown(str(error).rstrip("."))) from error
        except msgspec.ValidationError as error:
            raise NoNetwork(_unknown("its answer is none of a moderation API")) from error
        if not answer.results:
            raise NoNetwork(_unknown("its answer is empty"))
        flagged = [result for result in answer.results if result.flagged]
        names = sorted({name for result in flagged for name, on in result.categories.items() if on})
        if level == "auto":
            return tuple(names) or (("flagged",) if flagged else ())
        return tuple(name for name in names if name in WORST)


def _unknown(why: str) -> str:
    """Not knowing is no permission."""
    return (
        f"The moderation endpoint could not be asked ({why}), so nothing is painted;"
        " mend or clear the setting moderation_url."
    )


def _small(pixels: Pixels) -> str:
    """The picture as a data: URL of a JPEG; what is transparent is white, as most will see it."""
    from PIL import Image

    image = Image.fromarray(pixels)
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image = image.convert("RGB")
    image.thumbnail((SIDE, SIDE))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode()
