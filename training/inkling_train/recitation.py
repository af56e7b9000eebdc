"""Tells reciting from writing: long generated lines that stand in the corpus word for word. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable

LONG = 60
"""Characters; shorter lines recur in everybody's code."""


def long_lines(texts: Iterable[str]) -> set[str]:
    """The trimmed lines of at least LONG characters."""
    return {line.strip() for text in texts for line in text.split("\n") if len(line.strip()) >= LONG}


def recited(prefix: str, made: str, known: set[str]) -> tuple[int, int]:
    """(long lines written, those of them in the corpus). The first line counts with what stands before the cursor, if the
    greater part of it was written by the model."""
    begun = prefix.split("\n")[-1].strip()
    lines = made.split("\n")
    whole = [begun + lines[0] if len(lines[0]) > len(begun) else "", *lines[1:]]
    long = [line.strip() for line in whole if len(line.strip()) >= LONG]
    return len(long), sum(line in known for line in long)
