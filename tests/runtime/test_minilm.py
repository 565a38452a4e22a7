"""The sentence encoder: known neighbours, and words it must not guess."""

from __future__ import annotations

import numpy as np
import pytest

from tintype.core.errors import MissingPart
from tintype.runtime.minilm import encode, pieces, tokens
from tintype.runtime.onnx import open_network
from tintype.studio.likeness import likeness


def test_same_meaning_is_nearer_than_same_words():
    base, same, other = encode(["a small sailing boat", "a little yacht", "a small sailing knot"])
    assert base @ same > base @ other


def test_vectors_are_unit_and_a_batch_changes_little():
    alone, batch = encode(["a red vase"]), encode(["a red vase", "a much longer sentence about a lamp"])
    assert np.allclose(np.linalg.norm(batch, axis=1), 1, atol=1e-4)
    assert alone[0] @ batch[0] > 0.99


def test_tokens_know_where_their_words_begin():
    sentence = "Crème brûlée, a redwood bowl"
    vectors, starts = tokens(sentence)
    assert vectors.shape == (len(starts), 384)
    assert {sentence[start] for start in starts} == {"C", "b", ",", "a", "r"}
    mean = encode([sentence])[0]
    assert vectors.mean(0) @ mean / np.linalg.norm(vectors.mean(0)) > 0.9


def test_long_and_foreign_text_is_cut_not_refused():
    assert len(pieces("vase " * 1000)) == 128
    assert encode(["花瓶 🏺"]).shape == (1, 384)


@pytest.mark.parametrize(("word", "kind"), [("kettle", "teapot"), ("kayak", "boat"), ("smartphone", "phone")])
def test_clear_neighbours_are_found(word: str, kind: str):
    found = likeness(word)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize("word", ["dog", "woman", "unicorn", "keyboard", "coconut", "toaster", "horse"])
def test_words_without_a_neighbour_are_not_guessed(word: str):
    assert likeness(word) is None


def test_altered_weights_are_refused(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"not weights")
    with pytest.raises(MissingPart, match=r"model\.onnx.*reinstall"):
        open_network(tmp_path / "model.onnx", sha256="0" * 64)
