"""What a GGUF file's metadata say about its network and its training. Standard library only."""

from __future__ import annotations

import re
from typing import Any

CONTROL_TOKEN, NORMAL_TOKEN = 3, 1
"""Token types of the format."""


def shape_of(metadata: dict[str, Any]) -> dict[str, int | float]:
    """The sizes that `model.Shape` wants; raises ValueError for a network that `model.Model` is not."""
    if metadata.get("general.architecture") != "llama" or metadata.get("tokenizer.ggml.pre") != "qwen2":
        raise ValueError("only models that were trained here can be gone on with")
    return dict(
        vocab=len(metadata["tokenizer.ggml.tokens"]),
        width=metadata["llama.embedding_length"],
        layers=metadata["llama.block_count"],
        heads=metadata["llama.attention.head_count"],
        kv_heads=metadata["llama.attention.head_count_kv"],
        feed_forward=metadata["llama.feed_forward_length"],
        context=metadata["llama.context_length"],
        rope_base=metadata["llama.rope.freq_base"],
        epsilon=metadata["llama.attention.layer_norm_rms_epsilon"],
    )


def control_pieces(metadata: dict[str, Any]) -> list[str]:
    """The control tokens, in the order of their ids."""
    types = metadata["tokenizer.ggml.token_type"]
    return [piece for piece, kind in zip(metadata["tokenizer.ggml.tokens"], types) if kind == CONTROL_TOKEN]


def seen_before(metadata: dict[str, Any]) -> dict[str, int | float]:
    """Tokens, steps and seconds that the file's training took; of the first version only the summary tells."""
    if "inkling.training.tokens" in metadata:
        return {name: metadata[f"inkling.training.{name}"] for name in ("tokens", "step", "seconds")}
    found = re.match(r"([\d.]+) M tokens, (\d+) steps, ([\d.]+) h", metadata.get("inkling.training.summary", ""))
    if not found:
        return {"tokens": 0, "step": 0, "seconds": 0.0}
    tokens, step, hours = found.groups()
    return {"tokens": round(float(tokens) * 1e6), "step": int(step), "seconds": float(hours) * 3600}
