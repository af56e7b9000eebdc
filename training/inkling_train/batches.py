"""Micro-batches by number: the same number always gives the same batch, so that a run resumes where it stopped."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from .documents import Documents
from .encoder import Bpe
from .examples import Mixture, packed

LENGTHS = ((256, 0.12), (512, 0.33), (1024, 0.43), (2048, 0.12))
"""Row lengths and the share of the batches made of each; the model is used at up to the longest."""

Batch = tuple[Tensor, Tensor, Tensor]
"""Inputs, targets and weights, each [rows, length]."""


class Batches(Dataset[Batch]):
    """Draws, cuts and encodes on demand, in as many processes as there are workers."""

    def __init__(
        self, documents: Documents, encoder: Bpe, seed: int, tokens: int,
        mixture: Mixture = Mixture(), lengths: tuple[tuple[int, float], ...] = LENGTHS,
    ) -> None:
        self.documents, self.encoder, self.seed, self.tokens = documents, encoder, seed, tokens
        self.mixture, self.lengths = mixture, lengths

    def __getitem__(self, index: int) -> Batch:
        random = Random(self.seed * 1_000_003 + index)
        length, roll = self.lengths[-1][0], random.random()
        for candidate, share in self.lengths:
            roll -= share
            if roll < 0:
                length = candidate
                break
        count = max(1, self.tokens // length)
        rows = [packed(self.documents, self.encoder, random, length + 1, self.mixture) for _ in range(count)]
        ids = torch.tensor([row.ids for row in rows])
        weights = torch.tensor([row.weights for row in rows])
        return ids[:, :-1].contiguous(), ids[:, 1:].contiguous(), weights[:, 1:].contiguous()

    def stream(self, start: int, workers: int) -> Iterator[Batch]:
        """The batches from number `start` on."""
        return iter(DataLoader(self, batch_size=None, sampler=range(start, 10**9), num_workers=workers))
