"""A training run on disk: everything that a later day needs to go on."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.optim import Optimizer

from .model import Model, Shape


@dataclass
class Progress:
    """How far a run is. `seconds` is time spent training; `curve` holds (tokens, seconds, train loss, held-out loss, accuracy).

    `fresh` is the step at which the optimizers knew nothing yet: the rate rises from there.
    """

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    fresh: int = 0
    curve: list[tuple[float, ...]] = field(default_factory=list)


def save(path: Path, model: Model, average: Model, optimizers: list[Optimizer], progress: Progress) -> None:
    """Writes atomically: a stop in the middle leaves the last checkpoint whole."""
    partial = path.with_suffix(".partial")
    torch.save(
        {
            "shape": asdict(model.shape),
            "model": model.state_dict(),
            "average": average.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in optimizers],
            "progress": asdict(progress),
        },
        partial,
    )
    os.replace(partial, path)


def read(path: Path) -> dict[str, Any]:
    """The raw content of a checkpoint, on the CPU."""
    return torch.load(path, map_location="cpu", weights_only=True)


def load_model(path: Path, which: str = "model") -> Model:
    """A network from a checkpoint; `which` is 'model' or 'average' (the running mean of the weights)."""
    content = read(path)
    model = Model(Shape(**content["shape"]))
    model.load_state_dict(content[which])
    return model.eval()
