"""An n-gram count model over the whole corpus: a teacher that has read everything and costs minutes.

Interpolated absolute discounting over contexts of one to `orders` tokens. With the next token known, its own occurrence is
taken out of the counts first: in its own training text every long context is certain of what follows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TOKEN_BITS = 15
CONTEXT_BITS = 63 - TOKEN_BITS
MIX = np.uint64(0x9E3779B97F4A7C15)
DISCOUNT = 0.75

Ids = NDArray[np.int64]


class Level:
    """Counts of what follows each context of one length: sorted keys of hashed context and next token."""

    def __init__(self, keys: NDArray[np.uint64]) -> None:
        keys.sort()
        first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        self.keys = keys[first]
        self.before = np.append(first, len(keys))
        """How many occurrences stand before each key: a running sum of the counts."""

    def blend(self, p: NDArray[np.float32], contexts: NDArray[np.uint64], known: Ids | None) -> None:
        """Takes these counts into the distributions [positions, vocabulary] of the shorter contexts."""
        low = np.searchsorted(self.keys, contexts << np.uint64(TOKEN_BITS))
        high = np.searchsorted(self.keys, (contexts + np.uint64(1)) << np.uint64(TOKEN_BITS))
        kinds, total = high - low, self.before[high] - self.before[low]
        place = np.repeat(np.arange(len(contexts)), kinds)
        entry = np.arange(len(place)) - np.repeat(np.cumsum(kinds) - kinds, kinds) + np.repeat(low, kinds)
        following = (self.keys[entry] & np.uint64((1 << TOKEN_BITS) - 1)).astype(np.int64)
        count = self.before[entry + 1] - self.before[entry]
        if known is not None:
            own = following == known[place]
            count = count - own
            total = total - np.bincount(place[own], minlength=len(total))
            kinds = kinds - np.bincount(place[own & (count == 0)], minlength=len(kinds))
        sure = np.maximum(total, 1)
        p *= np.where(total > 0, DISCOUNT * kinds / sure, 1.0)[:, None].astype(np.float32)
        p[place, following] += np.maximum(count - DISCOUNT, 0) / sure[place]


def contexts_of(ids: Ids, length: int) -> NDArray[np.uint64]:
    """A hash of the `length` tokens that end at each position; positions too near to the start have a hash of their own."""
    value = np.zeros(len(ids), np.uint64)
    for back in range(length):
        shifted = np.concatenate((np.full(back, -1, np.int64), ids[: len(ids) - back]))
        value = (value ^ (shifted + 2).astype(np.uint64)) * MIX
        value ^= value >> np.uint64(29)
    return value >> np.uint64(64 - CONTEXT_BITS)


class Ngrams:
    """The count model. `stream` is all text as ids, with a token between documents that none contains."""

    def __init__(self, stream: Ids, vocab: int, orders: int = 4) -> None:
        counts = np.bincount(stream, minlength=vocab) + 0.5
        self.single = (counts / counts.sum()).astype(np.float32)
        follow = stream[1:].astype(np.uint64)
        self.levels = [
            Level((contexts_of(stream, length)[:-1] << np.uint64(TOKEN_BITS)) | follow) for length in range(1, orders + 1)
        ]

    def distributions(self, ids: Ids, known: Ids | None = None) -> NDArray[np.float32]:
        """What follows each position of `ids`, [positions, vocabulary]; `known` are the tokens that do, if from the corpus."""
        p = np.tile(self.single, (len(ids), 1))
        for length, level in enumerate(self.levels, 1):
            level.blend(p, contexts_of(ids, length), known)
        return p
