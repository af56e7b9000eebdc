"""A LoRA adapter: the network stays as it is, and each matrix of its blocks gets a narrow one beside it that learns."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from . import gguf
from .gguf import F32, STRING
from .model import Model

STRENGTH = 2.0
"""What the narrow product is multiplied with; a file says it as alpha = STRENGTH * rank."""


class Adapted(nn.Module):
    """A linear layer whose own weight no longer learns. It begins as what it was: `lora_b` is zero."""

    def __init__(self, linear: nn.Linear, rank: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(linear.weight.detach(), requires_grad=False)
        self.lora_a = nn.Parameter(torch.randn(rank, linear.in_features) * linear.in_features**-0.5)
        self.lora_b = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight) + STRENGTH * F.linear(F.linear(x, self.lora_a), self.lora_b)


def adapt(model: Model, rank: int) -> None:
    """Changes the model in place."""
    for weight in model.parameters():
        weight.requires_grad_(False)
    for block in model.blk:
        for name, linear in list(block.named_children()):
            if isinstance(linear, nn.Linear):
                setattr(block, name, Adapted(linear, rank))


def is_adapter(state: dict[str, Tensor]) -> bool:
    """Whether a checkpoint's weights have an adapter."""
    return any(key.endswith(".lora_a") for key in state)


def write_adapter(state: dict[str, Tensor], name: str, out: Path) -> None:
    """Only the narrow matrices, as llama.cpp wants them."""
    narrow = {key: weight for key, weight in state.items() if key.endswith((".lora_a", ".lora_b"))}
    rank = next(weight for key, weight in narrow.items() if key.endswith(".lora_a")).size(0)
    fields: list[tuple[str, int, gguf.Value]] = [
        ("general.architecture", STRING, "llama"),
        ("general.type", STRING, "adapter"),
        ("general.name", STRING, name),
        ("adapter.type", STRING, "lora"),
        ("adapter.lora.alpha", F32, STRENGTH * rank),
    ]
    tensors = [
        gguf.tensor(
            key.replace(".lora_", ".weight.lora_"), tuple(reversed(weight.shape)), weight.float().flatten().tolist(), "f16"
        )
        for key, weight in narrow.items()
    ]
    gguf.write(out, fields, tensors)
