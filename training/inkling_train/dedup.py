"""Exact and near duplicates across the whole corpus."""

from __future__ import annotations

import hashlib
import re

SHORTEST_LINE = 20
"""Shorter lines (braces, imports of one name) are common property."""

MAX_KNOWN_SHARE = 0.6


def fingerprint(text: str) -> bytes:
    """A hash that white space does not change."""
    return hashlib.blake2b(re.sub(r"\s+", " ", text).encode(), digest_size=12).digest()


class Seen:
    """Remembers every text kept so far, by hash, and every longer line of them."""

    def __init__(self) -> None:
        self.texts: set[bytes] = set()
        self.lines: set[int] = set()

    def admit(self, text: str) -> str | None:
        """None when the text is new (and is now known), else 'exact' or 'near'."""
        digest = fingerprint(text)
        if digest in self.texts:
            return "exact"
        self.texts.add(digest)
        lines = [hash(line) for line in map(str.strip, text.split("\n")) if len(line) >= SHORTEST_LINE]
        if lines and sum(line in self.lines for line in lines) > MAX_KNOWN_SHARE * len(lines):
            return "near"
        self.lines.update(lines)
        return None
