"""Sentence vectors: all-MiniLM-L6-v2, converted once by `lab/convert_minilm.py` (see CARD.md)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tintype.runtime.onnx import open_network

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.runtime.onnx import Network

SHA256 = "f859000482fb0426811bb81b51086114195d1bd83a7c4aad89990581c0148ac2"
LONGEST = 128
"""Word pieces the position table holds, [CLS] and [SEP] included."""
_WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_FOLDER = Path(__file__).parent


def pieces(sentence: str) -> list[int]:
    """WordPiece ids of a sentence with [CLS] and [SEP], at most LONGEST of them.

    Lower case, accents removed, greedy longest match from the left (Wu et al. 2016, §4.1).
    """
    return [piece for piece, _ in _placed(sentence)]


def tokens(sentence: str) -> tuple[npt.NDArray[np.float32], list[int]]:
    """Vectors (L, 384) of the word pieces between [CLS] and [SEP], and the character of the sentence at
    which each one's word begins."""
    placed = _placed(sentence)
    ids = np.array([[piece for piece, _ in placed]], np.int64)
    vectors = _network()({"ids": ids, "mask": np.ones_like(ids)})[0][0]
    return vectors[1:-1], [start for _, start in placed[1:-1]]


def _placed(sentence: str) -> list[tuple[int, int]]:
    """Piece ids as in `pieces`, each with the character at which its word begins."""
    vocabulary = _vocabulary()
    unknown = vocabulary["[UNK]"]
    plain, origin = "", list[int]()
    for i, character in enumerate(sentence):
        for part in unicodedata.normalize("NFD", character.lower()):
            if not unicodedata.combining(part):
                plain += part
                origin.append(i)
    placed = [(vocabulary["[CLS]"], 0)]
    for word in _WORD.finditer(plain):
        split = _split(word[0], vocabulary) or [unknown]
        placed.extend((piece, origin[word.start()]) for piece in split)
    return [*placed[: LONGEST - 1], (vocabulary["[SEP]"], len(sentence))]


def encode(sentences: list[str]) -> npt.NDArray[np.float32]:
    """Unit vectors (N, 384); the dot product of two is their likeness, −1..1."""
    rows = [pieces(sentence) for sentence in sentences]
    longest = max(map(len, rows))
    ids = np.zeros((len(rows), longest), np.int64)
    mask = np.zeros((len(rows), longest), np.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)], mask[i, : len(row)] = row, 1
    tokens = _network()({"ids": ids, "mask": mask})[0]
    mean = (tokens * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)


def _split(word: str, vocabulary: dict[str, int]) -> list[int] | None:
    ids: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocabulary:
                ids.append(vocabulary[piece])
                start = end
                break
        else:
            return None
    return ids


@cache
def _vocabulary() -> dict[str, int]:
    lines = (_FOLDER / "vocabulary.txt").read_text(encoding="utf8").splitlines()
    return {piece: i for i, piece in enumerate(lines)}


@cache
def _network() -> Network:
    return open_network(_FOLDER / "model.onnx", sha256=SHA256)
