"""The quantizers of llama.cpp, out of the library that node-llama-cpp brings along; nothing is compiled here."""

from __future__ import annotations

import ctypes
import platform
from array import array
from collections.abc import Sequence
from pathlib import Path

from .paths import node_folder

TYPES = {"f32": 0, "f16": 1, "q4_0": 2, "q8_0": 8, "q4_k": 12, "q5_k": 13, "q6_k": 14}
"""ggml's numbers."""

BLOCKS = {"q4_0": (32, 18), "q8_0": (32, 34), "q4_k": (256, 144), "q5_k": (256, 176), "q6_k": (256, 210)}
"""Weights and bytes of a block."""

FUNCTIONS = {"q4_0": "q4_0", "q8_0": "q8_0", "q4_k": "q4_K", "q5_k": "q5_K", "q6_k": "q6_K"}


def library(folder: Path | None = None) -> ctypes.CDLL:
    """ggml's base library of the installed node-llama-cpp."""
    root = (folder or node_folder()) / "node_modules" / "@node-llama-cpp"
    processor = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine())
    place = {"Linux": f"linux-{processor}/bins/*/libggml-base.so", "Darwin": f"mac-{processor}*/bins/*/libggml-base.dylib"}
    found = sorted(root.glob(place[platform.system()])) if platform.system() in place else []
    if not found:
        raise FileNotFoundError(f"no ggml library under {root}: run npm install in the repository, on Linux or macOS")
    loaded = ctypes.CDLL(str(found[0]))
    loaded.ggml_quantize_chunk.restype = ctypes.c_size_t
    return loaded


def quantized(loaded: ctypes.CDLL, values: Sequence[float], row: int, kind: str) -> bytes:
    """The blocks of a matrix with rows of `row` weights; raises ValueError where rows do not fill blocks."""
    block, size = BLOCKS[kind]
    if row % block:
        raise ValueError(f"rows of {row} weights do not fill blocks of {block}")
    source = array("f", values)
    out = ctypes.create_string_buffer(len(source) // block * size)
    floats = (ctypes.c_float * len(source)).from_buffer(source)
    wrote = loaded.ggml_quantize_chunk(
        TYPES[kind], floats, out, ctypes.c_int64(0), ctypes.c_int64(len(source) // row), ctypes.c_int64(row), None
    )
    if wrote != len(out):
        raise ValueError(f"{kind}: {wrote} bytes instead of {len(out)}")
    return out.raw


def dequantized(loaded: ctypes.CDLL, raw: bytes, kind: str) -> array[float]:
    """The weights of blocks."""
    block, size = BLOCKS[kind]
    count = len(raw) // size * block
    out = (ctypes.c_float * count)()
    getattr(loaded, f"dequantize_row_{FUNCTIONS[kind]}")(raw, out, ctypes.c_int64(count))
    return array("f", out)
