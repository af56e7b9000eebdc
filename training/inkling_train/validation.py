"""Held-out loss while training: plain text of unseen packages, without any header."""

from __future__ import annotations

import math
from random import Random

import torch
import torch.nn.functional as F

from .documents import Document
from .encoder import Bpe
from .model import Model

WINDOW = 512
MEASURED = ("typescript", "typescriptreact", "javascript", "python")


class Validation:
    """A fixed set of windows."""

    def __init__(self, encoder: Bpe, held: list[Document], windows: int = 96) -> None:
        random = Random(5)
        rows, self.bytes = [], 0
        known = {row.language for row in held}
        languages = [language for language in MEASURED if language in known] or sorted(known)
        for language in languages:
            texts = [row for row in held if row.language == language and len(row.text) > 3000]
            random.shuffle(texts)
            for row in texts[: windows // len(languages)]:
                ids = encoder.encode(row.text[:8000])
                if len(ids) > WINDOW:
                    rows.append(ids[: WINDOW + 1])
                    self.bytes += len(encoder.decode(ids[1: WINDOW + 1]).encode())
        self.rows = torch.tensor(rows)

    @torch.no_grad()
    def measure(self, model: Model) -> tuple[float, float, float]:
        """Nats per token, share of next tokens right, bits per byte; not-a-number without any held-out file."""
        if not len(self.rows):
            return math.nan, math.nan, math.nan
        nats, right = 0.0, 0
        device = next(model.parameters()).device
        for rows in self.rows.to(device).split(8):
            logits = model(rows[:, :-1]).float()
            targets = rows[:, 1:]
            nats += F.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="sum").item()
            right += int((logits.argmax(-1) == targets).sum())
        tokens = self.rows.size(0) * WINDOW
        return nats / tokens, right / tokens, nats / math.log(2) / self.bytes
