"""What Qwen's encoder is given of pictures beside words. The library's own reader wants torchvision, for
films, which nobody here edits; this one does without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transformers import AutoTokenizer, BatchFeature, Qwen2VLImageProcessor, Qwen2VLProcessor


class Seeing(Qwen2VLProcessor):
    """Pictures and words → what the encoder takes."""

    def __init__(self, image_processor: Any, tokenizer: Any) -> None:
        # not that of the class above, which looks for a reader of films
        self.image_processor, self.tokenizer = image_processor, tokenizer
        self.image_token, self.chat_template = "<|image_pad|>", None

    @classmethod
    def at(cls, folder: Path) -> Seeing:
        """The one of a model's folder. Asks nobody for anything."""
        seen = Qwen2VLImageProcessor.from_pretrained(folder / "processor", local_files_only=True)
        return cls(seen, AutoTokenizer.from_pretrained(folder / "tokenizer", local_files_only=True))

    def __call__(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, images: Any = None, text: Any = None, padding: bool = True, **more: Any
    ) -> Any:
        """text: a mark for each picture is widened to as many as the encoder has patches of it."""
        del more
        texts = [text] if isinstance(text, str) else list(text)
        seen: dict[str, Any] = {}
        if images is not None:
            seen = dict(self.image_processor(images=images, return_tensors="pt"))
            patches = [
                int(grid.prod()) // self.image_processor.merge_size**2 for grid in seen["image_grid_thw"]
            ]
            texts = [self._widened(each, patches) for each in texts]
        told = self.tokenizer(texts, padding=padding, return_tensors="pt")
        return BatchFeature(
            {"input_ids": told["input_ids"], "attention_mask": told["attention_mask"], **seen}
        )

    def _widened(self, text: str, patches: list[int]) -> str:
        first, *others = text.split(self.image_token)
        for count, other in zip(patches, others, strict=True):
            first += self.image_token * count + other
        return first
