"""What lies in a file of weights, read from its head alone: names, shapes and types of tensors, and what
it says of itself. Safetensors and GGUF; a pickle is refused, because opening one runs what is in it.

The formats are published: https://github.com/huggingface/safetensors#format and
https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.
"""

from __future__ import annotations

import json
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from tintype.core.errors import BadFile

SAFETENSORS, GGUF = ".safetensors", ".gguf"
PICKLES = frozenset({".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle"})
"""Ends of names of files that are pickles as a rule."""

LONGEST = 100 * 2**20
"""Bytes of a head; the safetensors library takes no longer one either."""
MOST = 200_000
"""Tensors, and entries of metadata, in one file."""


@dataclass(frozen=True)
class Tensor:
    """shape: as PyTorch has it, the slowest axis first. kind: F32, F16, BF16, F8_E4M3, Q8_0, …"""

    shape: tuple[int, ...]
    kind: str

    @property
    def count(self) -> int:
        """Numbers in it."""
        found = 1
        for side in self.shape:
            found *= side
        return found


@dataclass(frozen=True)
class Head:
    """tensors: by name. says: the metadata, as far as it is text or a number."""

    format: Literal["safetensors", "gguf"]
    tensors: dict[str, Tensor]
    says: dict[str, str]

    @property
    def parameters(self) -> int:
        """Numbers in all tensors."""
        return sum(tensor.count for tensor in self.tensors.values())


def head(path: Path) -> Head:
    """The head of a file; raises BadFile for a pickle, with what to do, and for what is damaged."""
    try:
        with open(path, "rb") as file:
            first = file.read(8)
            if first[:4] == b"GGUF":
                file.seek(4)
                return _gguf(file)
            if is_pickle(first):
                raise BadFile(
                    f"{path.name} is a pickle, which may run any program when it is opened, so it is not;"
                    " take the .safetensors file of the same model, or convert it where you trust it."
                )
            return _safetensors(file, first, os.fstat(file.fileno()).st_size)
    except OSError as error:
        raise BadFile(f"{path} cannot be read ({error.strerror}); give a file that is there.") from error
    except (ValueError, KeyError, TypeError, struct.error, RecursionError) as error:
        raise BadFile(f"{path.name} is damaged, or neither safetensors nor GGUF; bring it again.") from error


def is_pickle(first: bytes) -> bool:
    """Whether a file that begins so is a pickle: bare, or in the zip that PyTorch makes."""
    return first[:4] == b"PK\x03\x04" or (first[:1] == b"\x80" and first[1:2] in b"\x02\x03\x04\x05")


def _safetensors(file: BinaryIO, first: bytes, size: int) -> Head:
    (length,) = struct.unpack("<Q", first)
    if not 2 <= length <= min(LONGEST, size - 8):
        raise ValueError(length)
    found: dict[str, Any] = json.loads(file.read(length))
    says = cast("dict[str, Any]", found.pop("__metadata__", None) or {})
    tensors: dict[str, Tensor] = {}
    for name, each in found.items():
        begin, end = each["data_offsets"]
        if not 0 <= begin <= end <= size - 8 - length:
            raise ValueError(name)  # a download that was cut off
        tensors[name] = Tensor(tuple(int(side) for side in each["shape"]), str(each["dtype"]))
    return Head("safetensors", tensors, {str(key): str(value) for key, value in says.items()})


_NUMBERS = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}
"""GGUF's types of values → how they are packed; 8 is text, 9 a list."""

_KINDS = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 6: "Q5_0", 7: "Q5_1", 8: "Q8_0", 9: "Q8_1", 10: "Q2_K",
    11: "Q3_K", 12: "Q4_K", 13: "Q5_K", 14: "Q6_K", 15: "Q8_K", 24: "I8", 25: "I16", 26: "I32", 27: "I64",
    28: "F64", 30: "BF16",
}  # fmt: skip


def _gguf(file: BinaryIO) -> Head:
    version, tensors, entries = struct.unpack("<IQQ", file.read(20))
    if version not in (2, 3) or tensors > MOST or entries > MOST:
        raise ValueError(version)
    says: dict[str, str] = {}
    for _ in range(entries):
        name = _text(file)
        value = _value(file, _number(file, "<I"))
        if value is not None:
            says[name] = value
    found: dict[str, Tensor] = {}
    for _ in range(tensors):
        name = _text(file)
        sides = [_number(file, "<Q") for _ in range(_number(file, "<I"))]
        kind, _offset = _number(file, "<I"), _number(file, "<Q")
        found[name] = Tensor(
            _true_shape(name, says, tuple(reversed(sides))), _KINDS.get(kind, f"type {kind}")
        )
    return Head("gguf", found, says)


def _true_shape(name: str, says: dict[str, str], shape: tuple[int, ...]) -> tuple[int, ...]:
    """Convolutions are stored flat where a file says so."""
    stored = says.get(f"comfy.gguf.orig_shape.{name}", "")
    return tuple(int(side) for side in stored.split(",")) if stored else shape


def _number(file: BinaryIO, packing: str) -> int:
    size = struct.calcsize(packing)
    return struct.unpack(packing, file.read(size))[0]


def _text(file: BinaryIO) -> str:
    length = _number(file, "<Q")
    if length > LONGEST or len(data := file.read(length)) != length:
        raise ValueError(length)
    return data.decode("utf-8", "replace")


def _value(file: BinaryIO, kind: int) -> str | None:
    """A value as text; a list of numbers as numbers with commas, a long list or one of texts as None."""
    if kind == 8:
        return _text(file)
    if kind in _NUMBERS:
        return str(_number(file, _NUMBERS[kind]))
    if kind != 9:
        raise ValueError(kind)
    inner, length = _number(file, "<I"), _number(file, "<Q")
    if length > 50 * MOST or inner == 9:
        raise ValueError(length)
    if inner in _NUMBERS and length > 8:
        file.seek(length * struct.calcsize(_NUMBERS[inner]), os.SEEK_CUR)
        return None
    values = [_value(file, inner) for _ in range(length)]
    return ",".join(str(each) for each in values) if inner in _NUMBERS else None
