"""Google's Gemini: a sentence and pictures go in as the parts of a message, a picture comes back as one."""

from __future__ import annotations

import base64
import math
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption
from tintype.engines.hosted import pixels, trouble
from tintype.engines.hosted.ask import Unsure, ask
from tintype.engines.hosted.engine import HostedEngine
from tintype.engines.hosted.keys import hidden
from tintype.engines.hosted.models import of_catalogue
from tintype.engines.hosted.till import Bought
from tintype.engines.hosted.work import Work
from tintype.runtime.http import Call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tintype.core.event import Emit
    from tintype.core.request import Plan, Quality, Request
    from tintype.engines.hosted.models import Model
    from tintype.engines.hosted.service import Service

URL = "https://generativelanguage.googleapis.com/v1beta"
RATIOS = ("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")
_SIDES = {"1K": 1024, "2K": 2048, "4K": 4096}
_BLOCKED = {
    "SAFETY", "IMAGE_SAFETY", "PROHIBITED_CONTENT", "IMAGE_PROHIBITED_CONTENT", "BLOCKLIST", "SPII",
    "RECITATION", "IMAGE_RECITATION",
}  # fmt: skip


class GoogleEngine(HostedEngine):
    """Gemini's image models by the Gemini API."""

    most_images = 10

    def models(self) -> Sequence[Model]:
        return of_catalogue("google")

    def options(self, model: Model, request: Request, quality: Quality) -> dict[str, Any]:
        for name, value in request.options.items():
            if name not in model.card.options:
                known = ", ".join(model.card.options) or "none"
                raise BadOption(f"The model “{model.name}” knows no option “{name[:60]}”; it has: {known}.")
            if value not in model.values[name]:
                words = ", ".join(model.values[name])
                raise BadOption(f"The option {name} of “{model.name}” is {value!r}; use one of: {words}.")
        size = request.size or (1024, 1024)
        return {name: request.options.get(name, _side(max(size))) for name in model.card.options}

    def work(self, model: Model, plan: Plan, emit: Emit) -> Work:
        return _Message(self._service, model, plan, emit)

    def note(self, model: Model, plan: Plan) -> str:
        said = f"Painted as {_ratio(plan)} and scaled to {plan.width}x{plan.height}."
        if plan.settings["mask"]:
            said += " The mask is not told to this model; what it paints outside is put back."
        return said

    def verify(self, model: str) -> str:
        found, service = self._model(model), self._service
        call = Call(url=f"{service.url}/models/{found.id}", method="GET", headers=_headers(service))
        reply = ask(call, lambda: None, seconds=20.0)
        if reply.status != 200:
            raise trouble.refusal(service, found.id, reply.status, reply.headers, reply.json(), costs=False)
        return f"{service.host} has it"


class _Message(Work):
    """A plan as a message there."""

    def __init__(self, service: Service, model: Model, plan: Plan, emit: Emit) -> None:
        super().__init__(service, model, plan, emit)
        files = [pixels.sent(path) for path in plan.settings["images"]]
        shape = {"aspectRatio": _ratio(plan)}
        if size := plan.settings.get("image_size"):
            if size not in model.values.get("image_size", ()):
                raise BadOption(f"The option image_size is {size!r}; use 1K, 2K or 4K.")
            shape["imageSize"] = size
        config = {"responseModalities": ["TEXT", "IMAGE"], "imageConfig": shape}
        self.key = self.named([model.id, plan.prompt, config], [("image", data) for data in files])
        parts: list[dict[str, Any]] = [{"text": plan.prompt}]
        parts += [
            {"inlineData": {"mimeType": "image/png", "data": base64.b64encode(data).decode()}}
            for data in files
        ]
        self._body = {"contents": [{"role": "user", "parts": parts}], "generationConfig": config}

    def ask(self, attempt: str) -> Bought:
        url = f"{self.service.url}/models/{self.model.id}:generateContent"
        reply = ask(Call(url=url, headers=_headers(self.service), json=self._body), self.beat)
        said = reply.json()
        if reply.status >= 300:
            raise trouble.refusal(self.service, self.model.id, reply.status, reply.headers, said, costs=True)
        said = said if isinstance(said, dict) else {}
        data, words = _picture(said)
        if data is None:
            raise self._why(said, words)
        usage = said.get("usageMetadata")
        count = usage.get("totalTokenCount") if isinstance(usage, dict) else 0
        try:
            file = base64.b64decode(data, validate=True)
        except ValueError:
            raise Unsure(f"{self.service.host} sent a picture that is not base64; try again.") from None
        return Bought(file, None, count if isinstance(count, int) else 0)

    def _why(self, said: dict[str, Any], words: str) -> Exception:
        """Why there is no picture in an answer."""
        host = self.service.host
        feedback = said.get("promptFeedback")
        reasons = [feedback.get("blockReason")] if isinstance(feedback, dict) else []
        reasons += [
            each.get("finishReason") for each in said.get("candidates") or () if isinstance(each, dict)
        ]
        if _BLOCKED & {str(reason) for reason in reasons}:
            return trouble.blocked(host, "")
        told = hidden(words, self.service.key()).rstrip(".")
        because = f" but words: {told}" if told else ""
        return Unsure(f"{host} sent no picture{because}; say it differently, or try again.")


def _picture(said: dict[str, Any]) -> tuple[Any, str]:
    """(the last picture of an answer as base64, None without one; what it says in words)."""
    data, words = None, ""
    for candidate in said.get("candidates") or ():
        content = candidate.get("content") if isinstance(candidate, dict) else None
        for part in content.get("parts") or () if isinstance(content, dict) else ():
            if not isinstance(part, dict) or part.get("thought"):
                continue  # drafts on the way
            inline = part.get("inlineData") or part.get("inline_data")
            if isinstance(inline, dict) and inline.get("data"):
                data = inline["data"]
            words += str(part.get("text") or "")
    return data, words


def _headers(service: Service) -> dict[str, str]:
    return {"x-goog-api-key": service.key()}


def _ratio(plan: Plan) -> str:
    """The ratio there that is most like the plan's."""
    wanted = math.log(plan.width / plan.height)

    def far(ratio: str) -> float:
        width, _, height = ratio.partition(":")
        return abs(math.log(int(width) / int(height)) - wanted)

    return min(RATIOS, key=far)


def _side(longest: int) -> str:
    """The least of their sizes that has that side."""
    return next((name for name, side in _SIDES.items() if longest <= side), "4K")
