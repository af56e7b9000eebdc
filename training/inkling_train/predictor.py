"""A GGUF file as a completer: the exact weights that ship, run greedily in PyTorch."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from . import gguf_read
from .gguf_facts import control_pieces
from .optimizer import has_fast_bfloat16
from .start import model_of, tokenizer_of

HEALED = 2
"""Tokens at the end of the prefix that are written again, since training never broke a token at the cursor."""

WINDOW = 704
"""Tokens of prompt and answer: what a keystroke can afford on a slow machine."""


@dataclass(frozen=True)
class Completion:
    """What a model wrote, and the probability it gave to all of it."""

    text: str
    probability: float | None


class Predictor:
    """Loads a file; `files` says whether it was trained with file headers."""

    def __init__(self, path: Path) -> None:
        content = gguf_read.read(path)
        meta = content.metadata
        self.path, self.name = path, path.name
        self.files = bool(meta.get("inkling.files"))
        self.context = min(2048, meta["llama.context_length"])
        pieces = meta["tokenizer.ggml.tokens"]
        controls = set(control_pieces(meta))
        self.tokenizer = tokenizer_of(meta)
        self.tokenizer.encode_special_tokens = True
        self.controls = {piece.strip("<|>"): token for token, piece in enumerate(pieces) if piece in controls}
        self.by_id = {token: piece for token, piece in enumerate(pieces) if piece not in controls}
        self.texts = [self.tokenizer.decode([token]) if token in self.by_id else None for token in range(len(pieces))]
        self.model = model_of(content).eval()
        self.fast = has_fast_bfloat16()

    def encode(self, text: str) -> list[int]:
        """Ids of ordinary text."""
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def decode(self, ids: list[int]) -> str:
        """Text of ids; control tokens are left out."""
        return self.tokenizer.decode([token for token in ids if token in self.by_id])

    def prompt(self, language: str, path: str, prefix: str, suffix: str, others: list[tuple[str, str, str]]) -> list[int]:
        """The prompt of one cursor within the window; `others` are (language, path, content) context files."""
        room = min(self.context, WINDOW) - 64
        head: list[int] = []
        if self.files:
            for language_id, place, content in others:
                ids = [self.controls["file_sep"], *self.encode(f"{language_id} {place}\n{content}")]
                if len(head) + len(ids) < 0.45 * room:
                    head += ids
            head += [self.controls["file_sep"], *self.encode(f"{language} {path}\n")]
        after = self.encode(clipped(suffix, room))
        left = room - len(head) - len(after)
        start = prefix.rfind("\n", 0, max(0, len(prefix) - 3 * left)) + 1 if len(prefix) > 3 * left else 0
        before = self.encode(prefix[start:])
        return [*head, self.controls["fim_suffix"], *after, self.controls["fim_prefix"], *before[-left:]]

    @torch.no_grad()
    def complete(self, prompt: list[int], limit: int, one_line: bool = True) -> Completion:
        """Greedy text until the end token, the token limit, or the first line break if one line is asked for.

        The prompt's last tokens are taken back and written again, held to the text they had: the cursor may stand inside a
        token of the unbroken text.
        """
        keep = len(prompt)
        while keep > 1 and len(prompt) - keep < HEALED and prompt[keep - 1] in self.by_id:
            keep -= 1
        given = owed = self.decode(prompt[keep:])
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            logits, cache = self.model.extend(torch.tensor([prompt[:keep]]), None)
        cache = [(keys.float(), values.float()) for keys, values in cache]
        out: list[int] = []
        sureness: list[float] = []
        while len(out) < limit + HEALED:
            open_to = self.held_to(logits.float(), owed) if owed else logits.float()
            token = int(open_to.argmax())
            sureness.append(float(torch.log_softmax(open_to, -1)[token]))
            text = self.texts[token]
            if text is None:
                break
            owed = owed[len(text):]
            out.append(token)
            if one_line and "\n" in self.decode(out)[len(given):].lstrip("\n"):
                break
            logits, cache = self.model.extend(torch.tensor([[token]]), cache)
        return Completion(self.decode(out)[len(given):], math.exp(sum(sureness)))

    def held_to(self, logits: Tensor, owed: str) -> Tensor:
        """The logits with only those tokens possible that go along with the text owed."""
        fits = [bool(text) and (text.startswith(owed) or owed.startswith(text)) for text in self.texts]
        return logits.masked_fill(~torch.tensor(fits), -torch.inf)

    @torch.no_grad()
    def logits(self, ids: list[int]) -> Tensor:
        """[tokens, vocab]."""
        return self.model(torch.tensor([ids]))[0]


def clipped(suffix: str, room: int) -> str:
    """The suffix at about a quarter of the window, cut at a line end."""
    limit = int(room * 0.25 * 3.2)
    if len(suffix) <= limit:
        return suffix
    last = suffix.rfind("\n", 0, limit)
    return suffix[:last] if last > 0 else suffix[:limit]
