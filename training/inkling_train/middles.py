"""Held-out loss on what a completion has to write: the middles of cursors in unseen files, with and without other files."""

from __future__ import annotations

from random import Random

import torch
import torch.nn.functional as F

from .documents import Documents
from .encoder import Bpe
from .examples import Mixture, example
from .model import Model

ROOM = 512


class Middles:
    """A fixed set of prompts in the shipped form."""

    def __init__(self, documents: Documents, encoder: Bpe, context: bool, count: int = 256) -> None:
        only = Mixture(spm=1.0, psm=0.0, context=float(context), other_weight=0.0)
        rows = [example(documents, encoder, Random(f"middle {number}"), ROOM, only) for number in range(count)]
        filler = encoder.control("fim_pad")
        self.ids = torch.tensor([row.ids + [filler] * (ROOM - len(row.ids)) for row in rows])
        self.wanted = torch.tensor([[weight > 0 for weight in row.weights] + [False] * (ROOM - len(row.ids)) for row in rows])

    @torch.no_grad()
    def measure(self, model: Model) -> float:
        """Nats per token of the middles and their ends."""
        nats = 0.0
        for ids, wanted in zip(self.ids.split(8), self.wanted.split(8)):
            hidden = model.hidden(ids[:, :-1])[wanted[:, 1:]]
            logits = F.linear(hidden, model.token_embd.weight.to(hidden.dtype)).float()
            nats += F.cross_entropy(logits, ids[:, 1:][wanted[:, 1:]], reduction="sum").item()
        return nats / int(self.wanted[:, 1:].sum())
