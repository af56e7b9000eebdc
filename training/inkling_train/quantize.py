"""A file's weights in another quantization, mixed as llama-quantize mixes them. Start from f32 or f16, else errors add up.

    python -m inkling_train.quantize MODEL-f32.gguf q4_k_m OUT.gguf
"""

from __future__ import annotations

import argparse
from pathlib import Path

from . import gguf_read
from .ggml import library, quantized
from .gguf import ARRAY, BOOL, F32, STRING, U32, U64, Tensor, Value, write

FILE_TYPES = {"q4_0": 2, "q8_0": 7, "q4_k_m": 15, "q5_k_m": 17, "q6_k": 18}


def type_of(name: str, sizes: tuple[int, ...], kind: str, layers: int) -> str:
    """The type of one tensor: vectors stay exact, the embedding (it is the output matrix too) and some others get more bits."""
    if len(sizes) == 1:
        return "f32"
    if kind in ("q8_0", "q6_k"):
        return kind
    if name == "token_embd.weight":
        return "q6_k"
    base = kind.removesuffix("_m")
    if kind.endswith("_m") and (".attn_v." in name or ".ffn_down." in name):
        layer = int(name.split(".")[1])
        early, late = layers // 8, 7 * layers // 8
        return "q6_k" if layer < early or layer >= late or (layer - early) % 3 == 2 else base
    return base


def field(key: str, value: Value) -> tuple[str, int, Value]:
    """A metadata value with the type that `export` gave it."""
    if isinstance(value, bool):
        return key, BOOL, value
    if isinstance(value, str):
        return key, STRING, value
    if isinstance(value, float):
        return key, F32, value
    if isinstance(value, int):
        return key, U64 if key.startswith("inkling.training") else U32, value
    return key, ARRAY, value


def quantize(source: Path, kind: str, out: Path) -> None:
    """Writes `out`."""
    content, loaded = gguf_read.read(source), library()
    metadata = content.metadata | {"general.file_type": FILE_TYPES[kind]}
    layers, tensors = metadata["llama.block_count"], []
    for name, (sizes, _, raw) in content.tensors.items():
        chosen = type_of(name, sizes, kind, layers)
        data = raw if chosen == "f32" else quantized(loaded, content.values(name), sizes[0], chosen)
        tensors.append(Tensor(name, sizes, chosen, data))
    write(out, [field(key, value) for key, value in metadata.items()], tensors)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("type", choices=FILE_TYPES)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    quantize(args.source, args.type, args.out)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
