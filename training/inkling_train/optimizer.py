"""Muon for the matrices inside the blocks, AdamW for embeddings and gains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.optim import AdamW, Optimizer

from .model import Model


def orthogonal(update: Tensor, steps: int = 5) -> Tensor:
    """Nearly the orthogonal factor of each matrix of a batch, by the quintic Newton-Schulz iteration of Muon (Jordan, 2024)."""
    x = update.bfloat16() if update.is_cuda or has_fast_bfloat16() else update.float()
    tall = x.size(-2) > x.size(-1)
    x = x.mT.contiguous() if tall else x
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(steps):
        square = x @ x.mT
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.mT if tall else x


def has_fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 in hardware."""
    return bool(torch.cpu._is_avx512_bf16_supported())


class Muon(Optimizer):
    """Nesterov momentum, orthogonalised; matrices of one size are done as one batch."""

    def __init__(self, weights: Iterable[Tensor], lr: float, momentum: float = 0.95, decay: float = 0.01) -> None:
        super().__init__(list(weights), dict(lr=lr, momentum=momentum, decay=decay))

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        for group in self.param_groups:
            by_size: dict[torch.Size, list[tuple[Tensor, Tensor]]] = defaultdict(list)
            for weight in group["params"]:
                state = self.state[weight]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(weight)
                state["momentum"].lerp_(weight.grad, 1 - group["momentum"])
                by_size[weight.shape].append((weight, weight.grad.lerp(state["momentum"], group["momentum"])))
            for size, pairs in by_size.items():
                scale = max(1.0, size[0] / size[1]) ** 0.5 * group["lr"]
                for (weight, _), update in zip(pairs, orthogonal(torch.stack([u for _, u in pairs]))):
                    weight.mul_(1 - group["lr"] * group["decay"])
                    weight.add_(update.to(weight.dtype), alpha=-scale)


def optimizers(model: Model, matrix_lr: float, other_lr: float, muon: bool = True) -> list[Optimizer]:
    """[Muon, AdamW], each with its peak learning rate also under `peak`; without Muon, AdamW has the matrices too."""
    learning = {name: weight for name, weight in model.named_parameters() if weight.requires_grad}
    inside = {name: weight for name, weight in learning.items() if weight.dim() == 2 and "embd" not in name}
    rest = [weight for name, weight in learning.items() if name not in inside]
    made: list[Optimizer] = [
        Muon(inside.values(), lr=matrix_lr) if muon else AdamW(inside.values(), lr=matrix_lr, betas=(0.9, 0.95), weight_decay=0.01),
    ]
    if rest:
        made.append(AdamW(rest, lr=other_lr, betas=(0.9, 0.95), weight_decay=0.0))
    for optimizer in made:
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return made
