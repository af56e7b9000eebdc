"""A GGUF file as the beginning of a run. A fresh machine has no checkpoint, only the file that ships."""

from __future__ import annotations

from typing import Any

import torch
from tokenizers import AddedToken, Tokenizer, models

from .gguf_facts import control_pieces, shape_of
from .gguf_read import Gguf
from .model import Model, Shape
from .tokenizer import configured


def tokenizer_of(metadata: dict[str, Any]) -> Tokenizer:
    """The very tokenizer that the file's model learned with, ids included."""
    pieces = metadata["tokenizer.ggml.tokens"]
    merges = [tuple(merge.split(" ")) for merge in metadata["tokenizer.ggml.merges"]]
    tokenizer = configured(Tokenizer(models.BPE(vocab={piece: token for token, piece in enumerate(pieces)}, merges=merges)))
    tokenizer.add_special_tokens([AddedToken(piece, special=True) for piece in control_pieces(metadata)])
    return tokenizer


def model_of(content: Gguf) -> Model:
    """The network with the file's weights, as exact as the file has them."""
    model = Model(Shape(**shape_of(content.metadata)))
    state = {
        name: torch.frombuffer(content.values(name), dtype=torch.float32).reshape(*reversed(sizes)).clone()
        for name, (sizes, _, _) in content.tensors.items()
    }
    model.load_state_dict(state)
    return model
