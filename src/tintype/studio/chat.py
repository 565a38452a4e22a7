"""A chat model as the one who proposes additions: any endpoint that speaks OpenAI's chat API.

It proposes words for empty elements only; `brief.enrich` puts them after the user's own words and
holds them to the rules, so nothing the model answers can rewrite the sentence.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from tintype.brief.enrich import Addition
from tintype.core.errors import NoNetwork
from tintype.runtime.http import post_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tintype.brief.enrich import Ask
    from tintype.brief.model import Brief, Element

_TASK = """You complete briefs for a photographer. The user's sentence lacks some of five elements: \
subject, environment, lighting, camera, atmosphere. For each element named as missing, propose one \
short phrase (at most 12 words) in plain photographic terms that fits the sentence and contradicts \
nothing in it, and say why in at most 12 words. Never repeat or rewrite the sentence. Answer with \
JSON only: {"additions": [{"element": "...", "words": "...", "because": "..."}]}"""


def chat_asker(url: str, model: str, *, key: str | None = None, timeout: float = 20.0) -> Ask:
    """An `Ask` for `enrich`.

    url: the base that ends in /v1 (Ollama: http://localhost:11434/v1). Raises nothing itself; the
    asker raises ValueError with a sentence when the answer cannot be used.
    """

    def ask(brief: Brief, missing: tuple[Element, ...]) -> Sequence[Addition]:
        body = {
            "model": model,
            "temperature": 0.7,
            "messages": [
                {"role": "system", "content": _TASK},
                {"role": "user", "content": json.dumps({"sentence": brief.sentence, "missing": missing})},
            ],
        }
        try:
            answer = post_json(f"{url.rstrip('/')}/chat/completions", body, key=key, timeout=timeout)
        except NoNetwork as problem:
            raise ValueError(str(problem).rstrip(".")) from problem
        return _additions(answer)

    return ask


class _Proposal(msgspec.Struct):
    additions: list[Addition]


def _additions(answer: Any) -> Sequence[Addition]:
    """The additions in a chat completion; a fence of backticks around the JSON is allowed."""
    try:
        text: str = answer["choices"][0]["message"]["content"]
        return msgspec.json.decode(text[text.index("{") : text.rindex("}") + 1], type=_Proposal).additions
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as problem:
        raise ValueError("its answer is not the JSON that was asked for") from problem
