"""The bar for any model: copy what followed the longest matching text. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence

LENGTHS = (120, 80, 60, 40, 32, 24, 20, 16, 13, 10, 8, 6, 4)
"""Characters of context, tried from the longest."""


def copied(prefix: str, others: Sequence[str]) -> tuple[str, int]:
    """(the rest of the line at the latest match, length of the match), from the prefix itself first, then from `others`."""
    for length in LENGTHS:
        if len(prefix) < length:
            continue
        key = prefix[-length:]
        at = prefix.rfind(key, 0, len(prefix) - 1)
        for text, place in [(prefix, at), *((other, -2) for other in others)]:
            place = text.rfind(key) if place == -2 else place
            if place >= 0:
                start = place + length
                end = text.find("\n", start)
                return text[start: len(text) if end < 0 else end], length
    return "", 0
