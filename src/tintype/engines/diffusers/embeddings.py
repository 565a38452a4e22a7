"""Textual inversion: an embedding is a word that a file teaches the encoders, for as long as it is said."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadFile
from tintype.engines.diffusers.lora import found_in
from tintype.engines.diffusers.words import forget

if TYPE_CHECKING:
    from tintype.engines.diffusers.local import Local

FAMILIES = ("sd15", "sdxl")
PREFIX = "embedding:"
"""How ComfyUI says that a word is one; understood, and not needed."""


def named(local: Local, *sentences: str) -> dict[str, str]:
    """Word as it is written → name, of the embeddings that sentences name as whole words. With the prefix
    it must be there: raises BadOption."""
    if local.family not in FAMILIES:
        return {}
    text = "\n".join(sentences)
    found = {
        said[1]: found_in(local, "embedding", said[1]).name
        for said in re.finditer(rf"{PREFIX}([\w.-]*\w)", text, re.IGNORECASE)
    }
    for extra in local.extras:
        if extra.part == "embedding":
            for said in re.finditer(rf"(?<![\w-]){re.escape(extra.name)}(?![\w-])", text, re.IGNORECASE):
                found[said[0]] = extra.name
    return found


def without_prefix(sentence: str) -> str:
    """The sentence with the bare words."""
    return re.sub(PREFIX, "", sentence, flags=re.IGNORECASE)


@contextmanager
def taught(pipeline: Any, words: Mapping[str, str], local: Local) -> Iterator[None]:
    """While it lasts, the encoders know these words. Raises BadFile for a file that does not fit."""
    if not words:
        yield
        return
    with ExitStack() as stack:
        for word, name in words.items():
            try:
                _teach(pipeline, word, found_in(local, "embedding", name).path, stack)
            except Exception as error:  # a width that differs, a word that is there, a file of another form
                said = " ".join(str(error).split())[:160] or type(error).__name__
                raise BadFile(f"The embedding “{name}” does not fit “{local.card.name}” ({said}).") from error
        forget(pipeline)
        stack.callback(forget, pipeline)
        yield


PARTS = (("clip_l", "text_encoder", "tokenizer"), ("clip_g", "text_encoder_2", "tokenizer_2"))
"""Key in a file for SDXL, and which parts of a pipeline it is for."""


def _teach(pipeline: Any, word: str, path: str, stack: ExitStack) -> None:
    from safetensors.torch import load_file

    state = load_file(path)
    for key, encoder, tokenizer in PARTS:
        if not hasattr(pipeline, encoder):
            continue
        _spare(pipeline, encoder, tokenizer, stack)
        vectors = state[key] if key in state else next(iter(state.values()))
        pipeline.load_textual_inversion(
            {word: vectors}, token=word, text_encoder=getattr(pipeline, encoder),
            tokenizer=getattr(pipeline, tokenizer),
        )  # fmt: skip


def _spare(pipeline: Any, encoder: str, tokenizer: str, stack: ExitStack) -> None:
    """A copy learns; what was there comes back at the end, exactly."""
    before, reader = getattr(pipeline, tokenizer), getattr(pipeline, encoder)
    table, count = reader.get_input_embeddings(), reader.config.vocab_size

    def restored() -> None:
        setattr(pipeline, tokenizer, before)
        reader.set_input_embeddings(table)
        reader.config.vocab_size = count

    stack.callback(restored)
    setattr(pipeline, tokenizer, copy.deepcopy(before))
