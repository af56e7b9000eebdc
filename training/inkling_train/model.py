"""The network: a small llama-architecture transformer with tied embeddings, exactly as llama.cpp runs it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    """Sizes of a network. `width` is a multiple of 256 in every shipped preset, so that K-quants fit."""

    vocab: int
    width: int
    layers: int
    heads: int
    kv_heads: int
    feed_forward: int
    context: int = 2048
    rope_base: float = 10000.0
    epsilon: float = 1e-5
    loops: int = 1
    """How often the layers are gone through; a file repeats them, so that only the training has fewer weights."""

    @property
    def head(self) -> int:
        """Width of one attention head."""
        return self.width // self.heads


PRESETS: dict[str, dict[str, int]] = {
    "toy": dict(width=128, layers=3, heads=2, kv_heads=1, feed_forward=384),
    "small": dict(width=256, layers=6, heads=4, kv_heads=2, feed_forward=768),
    "medium": dict(width=512, layers=9, heads=8, kv_heads=4, feed_forward=1408),
    "large": dict(width=768, layers=8, heads=12, kv_heads=4, feed_forward=2048),
}


def rope_table(shape: Shape) -> tuple[Tensor, Tensor]:
    """Cosines and sines, each [context, head / 2]."""
    inverse = 1.0 / shape.rope_base ** (torch.arange(0, shape.head, 2).float() / shape.head)
    angles = torch.outer(torch.arange(shape.context).float(), inverse)
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary position on neighbouring pairs, which is what llama.cpp does for this architecture. x: [B, T, heads, head]."""
    even, odd = x[..., 0::2], x[..., 1::2]
    cos, sin = cos[None, :, None].to(x.dtype), sin[None, :, None].to(x.dtype)
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


class Norm(nn.Module):
    """RMS norm with a gain."""

    def __init__(self, width: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return F.rms_norm(x, (x.size(-1),), self.weight.to(x.dtype), self.epsilon)


KeyValues = tuple[Tensor, Tensor]

ROWS_AT_ONCE = 256


def attend(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Causal attention; q [B, heads, T, head], k and v [B, kv heads, T, head]. One query alone sees all keys."""
    length, groups = q.size(2), q.size(1) // k.size(1)
    if q.is_cuda or q.dtype != torch.bfloat16 or length == 1:
        return F.scaled_dot_product_attention(q, k, v, is_causal=length > 1, enable_gqa=groups > 1)
    # On processors PyTorch's own kernel takes twice the time of this in bfloat16.
    k, v = k.repeat_interleave(groups, 1), v.repeat_interleave(groups, 1)
    q, mixed = q * q.size(-1) ** -0.5, []
    for start in range(0, length, ROWS_AT_ONCE):
        stop = min(length, start + ROWS_AT_ONCE)
        future = torch.full((stop - start, stop), -torch.inf, dtype=q.dtype).triu(start + 1)
        mixed.append(torch.softmax(q[:, :, start:stop] @ k[:, :, :stop].mT + future, -1) @ v[:, :, :stop])
    return torch.cat(mixed, 2)


class Block(nn.Module):
    """Attention with grouped keys, then a gated feed-forward, both on a residual stream."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        narrow = shape.kv_heads * shape.head
        self.attn_norm = Norm(shape.width, shape.epsilon)
        self.attn_q = nn.Linear(shape.width, shape.width, bias=False)
        self.attn_k = nn.Linear(shape.width, narrow, bias=False)
        self.attn_v = nn.Linear(shape.width, narrow, bias=False)
        self.attn_output = nn.Linear(shape.width, shape.width, bias=False)
        self.ffn_norm = Norm(shape.width, shape.epsilon)
        self.ffn_gate = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.ffn_up = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.ffn_down = nn.Linear(shape.feed_forward, shape.width, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, past: KeyValues | None = None) -> tuple[Tensor, KeyValues]:
        batch, length, _ = x.shape
        shape, h = self.shape, self.attn_norm(x)
        q = rotate(self.attn_q(h).view(batch, length, shape.heads, shape.head), cos, sin).transpose(1, 2)
        k = rotate(self.attn_k(h).view(batch, length, shape.kv_heads, shape.head), cos, sin).transpose(1, 2)
        v = self.attn_v(h).view(batch, length, shape.kv_heads, shape.head).transpose(1, 2)
        if past is not None:
            k, v = torch.cat((past[0], k), 2), torch.cat((past[1], v), 2)
        mixed = attend(q, k, v)
        x = x + self.attn_output(mixed.transpose(1, 2).reshape(batch, length, shape.width))
        h = self.ffn_norm(x)
        return x + self.ffn_down(F.silu(self.ffn_gate(h)) * self.ffn_up(h)), (k, v)


class Model(nn.Module):
    """Tokens in, logits (or the mean loss) out."""

    cos: Tensor
    sin: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.token_embd = nn.Embedding(shape.vocab, shape.width)
        self.blk = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.output_norm = Norm(shape.width, shape.epsilon)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                into_stream = name.endswith(("attn_output.weight", "ffn_down.weight"))
                nn.init.normal_(weight, std=0.02 / (math.sqrt(2 * shape.layers) if into_stream else 1.0))
        cos, sin = rope_table(shape)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def hidden(self, tokens: Tensor) -> Tensor:
        """[B, T] tokens to [B, T, width], ready for the output matrix."""
        length = tokens.size(1)
        x = self.token_embd(tokens)
        for block in [*self.blk] * self.shape.loops:
            x, _ = block(x, self.cos[:length], self.sin[:length])
        return self.output_norm(x)

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits [B, T, vocab]."""
        return F.linear(self.hidden(tokens), self.token_embd.weight)

    def loss(self, tokens: Tensor, targets: Tensor) -> Tensor:
        """Mean cross entropy in nats over the targets that are not -100."""
        logits = self.forward(tokens)
        return F.cross_entropy(logits.flatten(0, 1).float(), targets.flatten(), ignore_index=-100)

    def extend(self, tokens: Tensor, past: list[KeyValues] | None) -> tuple[Tensor, list[KeyValues]]:
        """Reads more tokens [1, n] of one sequence (n > 1 only at its start): the last logits [vocab] and the new cache."""
        start = past[0][0].size(2) if past else 0
        stop = start + tokens.size(1)
        x, cache = self.token_embd(tokens), []
        for index, block in enumerate([*self.blk] * self.shape.loops):
            x, pair = block(x, self.cos[start:stop], self.sin[start:stop], past[index] if past else None)
            cache.append(pair)
        return F.linear(self.output_norm(x[:, -1]), self.token_embd.weight)[0], cache


def count(model: Model) -> int:
    """Parameters, embeddings included once."""
    return sum(weight.numel() for weight in model.parameters())
