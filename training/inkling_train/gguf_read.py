"""Reads GGUF version 3 files: metadata and tensors. Standard library only; K-quants need the library of `ggml`."""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import ggml
from .gguf import ARRAY, STRING, TENSOR_TYPES, padded

SCALARS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
TYPE_NAMES = {number: name for name, number in TENSOR_TYPES.items()}


@dataclass(frozen=True)
class Gguf:
    """A file's metadata by key, and its tensors by name as (sizes, type name, raw bytes)."""

    metadata: dict[str, Any]
    tensors: dict[str, tuple[tuple[int, ...], str, bytes]]

    def values(self, name: str) -> array[float]:
        """A tensor's weights as floats, in file order."""
        _, kind, raw = self.tensors[name]
        if kind == "q8_0":
            return dequantized(raw)
        if kind in ggml.BLOCKS:
            return ggml.dequantized(ggml.library(), raw, kind)
        count = len(raw) // (4 if kind == "f32" else 2)
        return array("f", struct.unpack(f"<{count}{'f' if kind == 'f32' else 'e'}", raw))


class Reader:
    """A position in the bytes of a file."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def scalar(self, form: str) -> Any:
        (value,) = struct.unpack_from(form, self.raw, self.at)
        self.at += struct.calcsize(form)
        return value

    def string(self) -> str:
        size = self.scalar("<Q")
        self.at += size
        return self.raw[self.at - size: self.at].decode()

    def value(self, kind: int) -> Any:
        if kind == STRING:
            return self.string()
        if kind == ARRAY:
            inner, count = self.scalar("<I"), self.scalar("<Q")
            return [self.value(inner) for _ in range(count)]
        return self.scalar(SCALARS[kind])


def read(path: Path) -> Gguf:
    """Raises ValueError for another format or tensor type."""
    reader = Reader(path.read_bytes())
    if reader.raw[:4] != b"GGUF":
        raise ValueError(f"{path} is not a GGUF file")
    reader.at = 4
    _, tensor_count, field_count = reader.scalar("<I"), reader.scalar("<Q"), reader.scalar("<Q")
    metadata = {}
    for _ in range(field_count):
        key = reader.string()
        metadata[key] = reader.value(reader.scalar("<I"))
    places = []
    for _ in range(tensor_count):
        name = reader.string()
        sizes = tuple(reader.scalar("<Q") for _ in range(reader.scalar("<I")))
        kind = TYPE_NAMES.get(reader.scalar("<I"))
        if kind is None:
            raise ValueError(f"{name}: unknown tensor type")
        places.append((name, sizes, kind, reader.scalar("<Q")))
    start, tensors = padded(reader.at), {}
    for name, sizes, kind, offset in places:
        count = 1
        for size in sizes:
            count *= size
        block, size = {"f32": (1, 4), "f16": (1, 2), **ggml.BLOCKS}[kind]
        length = count // block * size
        tensors[name] = (sizes, kind, reader.raw[start + offset: start + offset + length])
    return Gguf(metadata, tensors)


def dequantized(raw: bytes) -> array[float]:
    """The weights of q8_0 blocks."""
    out = array("f")
    for scale, *numbers in struct.iter_unpack("<e32b", raw):
        out.extend(scale * number for number in numbers)
    return out
