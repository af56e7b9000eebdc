"""One short training of a tiny network under changed conditions; see `ablate`."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import count

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .batches import Batches
from .documents import Documents
from .encoder import Bpe
from .examples import Mixture
from .middles import Middles
from .model import Model, Shape
from .model import count as parameters
from .ngrams import Ngrams
from .optimizer import has_fast_bfloat16, optimizers
from .validation import Validation

BATCH_TOKENS, WARM_STEPS = 2048, 20
LENGTHS = ((256, 0.4), (512, 0.6))


@dataclass(frozen=True)
class Variant:
    """What is changed against the base. Shares are of the token budget."""

    layers: int = 4
    loops: int = 1
    muon: bool = True
    matrix_lr: float = 0.02
    other_lr: float = 0.004
    cool: float = 0.4
    zero_outputs: bool = False
    mixture: Mixture = field(default_factory=Mixture)
    late_mixture: Mixture | None = None
    late: float = 0.25
    teacher: float = 0.0
    """Weight of the n-gram teacher's distribution in the target, falling to zero over the run."""
    drop: bool = False
    """Drop the layer that matters least before the last `late` part of the run."""


@dataclass
class Bench:
    """What all trials share."""

    encoder: Bpe
    documents: Documents
    validation: Validation
    middles: Middles
    middles_with_files: Middles
    ngrams: Ngrams | None = None


def trial(bench: Bench, variant: Variant, seed: int, tokens: int) -> dict[str, float]:
    """Trains and measures."""
    torch.manual_seed(seed)
    shape = Shape(vocab=bench.encoder.size, width=128, layers=variant.layers, heads=2, kv_heads=1, feed_forward=384, loops=variant.loops)
    model = Model(shape)
    if variant.zero_outputs:
        for name, weight in model.named_parameters():
            if name.endswith(("attn_output.weight", "ffn_down.weight")):
                nn.init.zeros_(weight)
    tuners = optimizers(model, variant.matrix_lr, variant.other_lr, variant.muon)
    steps, started = tokens // BATCH_TOKENS, time.process_time()
    late_from = int(steps * (1 - variant.late)) if variant.late_mixture or variant.drop else steps
    stream = Batches(bench.documents, bench.encoder, seed, BATCH_TOKENS, variant.mixture, LENGTHS)
    late = Batches(bench.documents, bench.encoder, seed, BATCH_TOKENS, variant.late_mixture or variant.mixture, LENGTHS)
    for step in range(steps):
        if step == late_from and variant.drop:
            tuners = drop_layer(model, tuners, bench, variant)
        left = (steps - step) / max(1.0, steps * variant.cool)
        rate = min((step + 1) / WARM_STEPS, 1.0, left) if variant.cool else min((step + 1) / WARM_STEPS, 1.0)
        ids, targets, weights = (stream if step < late_from else late)[step]
        with torch.autocast("cpu", torch.bfloat16, enabled=has_fast_bfloat16()):
            loss = loss_of(model, ids, targets, weights, bench.ngrams, variant.teacher * (1 - step / steps))
        loss.backward()
        for tuner in tuners:
            for group in tuner.param_groups:
                group["lr"] = group["peak"] * rate
            tuner.step()
            tuner.zero_grad(set_to_none=True)
    spent = time.process_time() - started
    with torch.autocast("cpu", torch.bfloat16, enabled=has_fast_bfloat16()):
        _, accuracy, bits = bench.validation.measure(model)
        middle, with_files = bench.middles.measure(model), bench.middles_with_files.measure(model)
    return {
        "parameters": parameters(model), "bits": bits, "accuracy": accuracy, "middle": middle, "middle_with_files": with_files,
        "cpu_seconds": spent,
    }


def loss_of(model: Model, ids: Tensor, targets: Tensor, weights: Tensor, teacher: Ngrams | None, share: float) -> Tensor:
    """Weighted cross entropy against the next token, or against a blend of it with the teacher's distribution."""
    logits = model(ids).flatten(0, 1).float()
    losses = F.cross_entropy(logits, targets.flatten(), reduction="none")
    if teacher and share > 0:
        soft = [teacher.distributions(row.numpy(), known.numpy()) for row, known in zip(ids, targets)]
        blend = torch.cat([torch.from_numpy(p) for p in soft])
        losses = (1 - share) * losses - share * (blend * F.log_softmax(logits, -1)).sum(-1)
    return (losses * weights.flatten()).sum() / weights.sum()


def drop_layer(model: Model, tuners: list[torch.optim.Optimizer], bench: Bench, variant: Variant) -> list[torch.optim.Optimizer]:
    """Removes the layer whose absence costs least; new optimizers for what is left."""
    blocks = [*model.blk]

    def without(index: int) -> nn.ModuleList:
        return nn.ModuleList(block for other, block in zip(count(), blocks) if other != index)

    costs = []
    for index in range(len(blocks)):
        model.blk = without(index)
        with torch.autocast("cpu", torch.bfloat16, enabled=has_fast_bfloat16()):
            costs.append(bench.middles.measure(model))
    model.blk = without(min(range(len(blocks)), key=costs.__getitem__))
    made = optimizers(model, variant.matrix_lr, variant.other_lr, variant.muon)
    for fresh, old in zip(made, tuners):
        for group in fresh.param_groups:
            for weight in group["params"]:
                fresh.state[weight] = old.state[weight]
    return made
