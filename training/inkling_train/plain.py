"""Bits per byte and next-token accuracy of a file by language."""

from __future__ import annotations

import math
from collections.abc import Iterable
from random import Random

import torch
import torch.nn.functional as F

from .documents import Document
from .predictor import Predictor

WINDOWS, CHARS = 24, 1600


def plain_text(predictor: Predictor, held: list[Document], languages: Iterable[str]) -> dict[str, dict[str, float]]:
    """On windows from the start of unseen files, after the file header."""
    found = {}
    for language in languages:
        files = [row for row in held if row.language == language and len(row.text) > 3000]
        Random(9).shuffle(files)
        nats = size = right = count = 0.0
        for row in files[:WINDOWS]:
            text = row.text[:CHARS]
            head = predictor.encode(f"{language} {row.path}\n") if predictor.files else []
            head = [predictor.controls["file_sep"], *head] if predictor.files else [predictor.controls["endoftext"]]
            ids = predictor.encode(text)
            logits = predictor.logits((head + ids)[:-1])[len(head) - 1:].float()
            targets = torch.tensor(ids)
            nats += F.cross_entropy(logits, targets, reduction="sum").item()
            right += float((logits.argmax(-1) == targets).sum())
            size, count = size + len(text.encode()), count + len(ids)
        if count:
            found[language] = {"bits_per_byte": nats / math.log(2) / size, "next_token": right / count, "bytes_per_token": size / count}
    return found
