"""Scores of completions and how sure they are. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

FIRST = re.compile(r"\w+|[^\w\s]|$")


def edit_similarity(made: str, wanted: str) -> float:
    """1 - Levenshtein distance / longer length, after trimming the end."""
    made, wanted = made.rstrip(), wanted.rstrip()
    longer = max(len(made), len(wanted))
    if longer == 0:
        return 1.0
    row = list(range(len(wanted) + 1))
    for i, a in enumerate(made, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(wanted, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return 1 - row[-1] / longer


def exact(made: str, wanted: str) -> float:
    """1 when equal but for white space at the end."""
    return float(made.rstrip() == wanted.rstrip())


def interval(values: Sequence[float], rounds: int = 1000, seed: int = 3) -> tuple[float, float, float]:
    """(mean, low, high): a 95 % percentile bootstrap over the values."""
    if not values:
        return 0.0, 0.0, 0.0
    random = Random(seed)
    means = sorted(sum(random.choices(values, k=len(values))) / len(values) for _ in range(rounds))
    return sum(values) / len(values), means[int(0.025 * rounds)], means[int(0.975 * rounds)]


STUDENT = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78, 6: 2.57, 7: 2.45, 8: 2.36}
"""How many standard errors hold 95 % of a mean of so few values."""


def paired_interval(differences: Sequence[float]) -> str:
    """A mean difference with the 95 % interval that Student's distribution gives; of one value only itself."""
    count = len(differences)
    mean = sum(differences) / count
    if count < 2:
        return f"{mean:+.3f}"
    error = (sum((value - mean) ** 2 for value in differences) / (count - 1) / count) ** 0.5
    return f"{mean:+.3f} ± {STUDENT.get(count, 2.0) * error:.3f}"


def first_word(made: str, wanted: str) -> float:
    """1 when the first word or sign is right."""
    return float(bool(made.split()) and FIRST.match(made.lstrip()).group(0) == FIRST.match(wanted.lstrip()).group(0))


def calibration(said: Sequence[float], right: Sequence[float], bins: int = 10) -> tuple[float, list[tuple[int, float, float]]]:
    """(expected calibration error, rows of count, mean probability said, share right) over bins of equal count."""
    order = sorted(range(len(said)), key=lambda i: said[i])
    rows = []
    for number in range(bins):
        members = order[len(order) * number // bins: len(order) * (number + 1) // bins]
        if members:
            rows.append((len(members), sum(said[i] for i in members) / len(members), sum(right[i] for i in members) / len(members)))
    return sum(count * abs(mean - share) for count, mean, share in rows) / max(1, len(said)), rows
