"""The n-gram cache as a baseline: writes what most often followed the longest known context, in the file and its project.

Standard library and numpy; no learned weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

LONGEST, HEALED = 12, 2
MOST_TOKENS = 150_000


class CacheWriter:
    """The tokens of other files, and beside them those of one file as it is being written."""

    def __init__(self, other_files: Sequence[Sequence[int]], boundary: int) -> None:
        stream = [token for ids in other_files for token in (*ids, boundary)][-MOST_TOKENS:]
        self.others = np.array([boundary] * LONGEST + stream, np.int64)

    def next_token(self, written: NDArray[np.int64], fits: Callable[[int], bool]) -> int | None:
        """The most frequent fitting token behind the longest context that has one, None where even one token has none."""
        text = np.concatenate((self.others, written))
        at = np.flatnonzero(text[LONGEST - 1: -1] == written[-1]) + LONGEST - 1
        known = [at]
        for back in range(1, min(LONGEST, len(written))):
            known.append(known[-1][text[known[-1] - back] == written[-1 - back]])
            if not len(known[-1]):
                break
        for at in reversed(known):
            counts = np.bincount(text[at + 1]) if len(at) else np.zeros(1, np.int64)
            for token in np.argsort(-counts, kind="stable"):
                if counts[token] and fits(int(token)):
                    return int(token)
        return None

    def write(self, before: Sequence[int], texts: Sequence[str | None], limit: int) -> str:
        """Text after `before`, until a line ends, nothing is known, or the limit. The last tokens are written again, held to
        their text: the cursor may stand inside a token, as for the model."""
        given = owed = "".join(texts[token] or "" for token in before[-HEALED:])
        written, made = np.array(before[:-HEALED], np.int64), ""
        for _ in range(limit + HEALED):
            if not len(written):
                break
            token = self.next_token(written, lambda token: agree(texts[token], owed))
            if token is None or texts[token] is None:
                break
            written, made, owed = np.append(written, token), made + (texts[token] or ""), owed[len(texts[token] or ""):]
            if "\n" in made[len(given):]:
                break
        return made[len(given):]


def agree(text: str | None, owed: str) -> bool:
    """Whether a token goes along with the text still owed; one without text only when nothing is."""
    return not owed if not text else text.startswith(owed) or owed.startswith(text)
