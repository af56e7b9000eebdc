"""Writes GGUF version 3 files. Standard library only."""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ALIGNMENT = 32
U32, I32, F32, BOOL, STRING, ARRAY, U64 = 4, 5, 6, 7, 8, 9, 10
"""Value type numbers of the format."""

TENSOR_TYPES = {"f32": 0, "f16": 1, "q4_0": 2, "q8_0": 8, "q4_k": 12, "q5_k": 13, "q6_k": 14}
"""What `quantize` writes; `tensor` makes the types of FILE_TYPES itself."""

FILE_TYPES = {"f32": 0, "f16": 1, "q8_0": 7}
BLOCK = 32
"""Weights that share a scale in q8_0."""

Value = str | int | float | bool | Sequence[str] | Sequence[int]


@dataclass(frozen=True)
class Tensor:
    """`sizes` as in the file: the contiguous dimension first."""

    name: str
    sizes: tuple[int, ...]
    type: str
    data: bytes


def write(path: Path, fields: Sequence[tuple[str, int, Value]], tensors: Sequence[Tensor]) -> None:
    """Writes atomically. A field is (key, type number, value); arrays are of strings or of 32-bit integers."""
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(fields))
    head += b"".join(packed_string(key) + struct.pack("<I", kind) + packed(kind, value) for key, kind, value in fields)
    offset = 0
    for tensor in tensors:
        head += packed_string(tensor.name) + struct.pack("<I", len(tensor.sizes))
        head += struct.pack(f"<{len(tensor.sizes)}Q", *tensor.sizes)
        head += struct.pack("<IQ", TENSOR_TYPES[tensor.type], offset)
        offset += padded(len(tensor.data))
    partial = path.with_name(path.name + ".partial")
    with open(partial, "wb") as file:
        file.write(head.ljust(padded(len(head)), b"\0"))
        for tensor in tensors:
            file.write(tensor.data.ljust(padded(len(tensor.data)), b"\0"))
    os.replace(partial, path)


def padded(size: int) -> int:
    """The size up to the next multiple of the alignment."""
    return -(-size // ALIGNMENT) * ALIGNMENT


def packed_string(text: str) -> bytes:
    """Length and UTF-8 bytes."""
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw


def packed(kind: int, value: Value) -> bytes:
    """One value."""
    if kind == STRING and isinstance(value, str):
        return packed_string(value)
    if kind == ARRAY and isinstance(value, Sequence):
        inner = STRING if isinstance(value[0], str) else I32
        return struct.pack("<IQ", inner, len(value)) + b"".join(packed(inner, item) for item in value)
    return struct.pack({U32: "<I", I32: "<i", F32: "<f", BOOL: "<?", U64: "<Q"}[kind], value)


def tensor(name: str, sizes: tuple[int, ...], values: Sequence[float], kind: str) -> Tensor:
    """A tensor from its values in order; vectors always stay f32, as llama.cpp wants."""
    kind = "f32" if len(sizes) == 1 else kind
    if kind == "q8_0":
        return Tensor(name, sizes, kind, q8_0(values))
    return Tensor(name, sizes, kind, struct.pack(f"<{len(values)}{'f' if kind == 'f32' else 'e'}", *values))


def q8_0(values: Sequence[float]) -> bytes:
    """Blocks of 32: a half-precision scale, then the bytes. The count of values is a multiple of 32."""
    if len(values) % BLOCK:
        raise ValueError(f"{len(values)} values do not fill blocks of {BLOCK}")
    out = bytearray()
    for start in range(0, len(values), BLOCK):
        block = values[start: start + BLOCK]
        scale = max(map(abs, block)) / 127
        inverse = 1 / scale if scale else 0.0
        out += struct.pack("<e32b", scale, *(round(value * inverse) for value in block))
    return bytes(out)
