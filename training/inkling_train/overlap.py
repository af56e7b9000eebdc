"""Is a held-out file strange to the model? By hash of the text, and by the share of its lines that one training file has.

Standard library only. The corpus is built so that nothing is found; this proves it of the very files that are measured.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from .dedup import MAX_KNOWN_SHARE, SHORTEST_LINE, fingerprint
from .documents import Document

FEWEST_LINES = 5
"""A file with fewer telling lines is a list of names; only the same text counts there."""


def telling_lines(text: str) -> set[str]:
    """The trimmed lines that are long enough to say something."""
    return {line for line in map(str.strip, text.split("\n")) if len(line) >= SHORTEST_LINE}


def overlaps(held: list[Document], trained: Iterable[Document]) -> list[tuple[Document, Document, str]]:
    """(held-out file, training file, 'exact' or 'near') for every held-out file that training has seen."""
    hashes = {fingerprint(row.text): row for row in held}
    lines = [telling_lines(row.text) for row in held]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(lines):
        if len(own) >= FEWEST_LINES:
            for line in own:
                holders[line].append(index)
    found = []
    for row in trained:
        same = hashes.get(fingerprint(row.text))
        if same:
            found.append((same, row, "exact"))
        shared = Counter(index for line in telling_lines(row.text) for index in holders.get(line, ()))
        found += [(held[i], row, "near") for i, count in shared.items() if count > MAX_KNOWN_SHARE * len(lines[i]) and held[i] != same]
    return found
