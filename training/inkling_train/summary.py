"""Scores of completions by kind and by language, and how they are printed. Standard library only."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Protocol

from .cursors import KINDS, Cursor
from .scores import calibration, edit_similarity, exact, first_word, interval


class Written(Protocol):
    """A completion's text, and the probability that its writer gave it, if it says."""

    @property
    def text(self) -> str: ...

    @property
    def probability(self) -> float | None: ...


def summarize(places: list[Cursor], made: list[Any]) -> dict[str, dict[str, Any]]:
    """Exact match, first word and edit similarity with intervals, by kind and by language; calibration by kind."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, cursor in enumerate(places):
        groups[cursor.kind].append(i)
        groups[f"{cursor.kind} {cursor.document.language}"].append(i)
    found: dict[str, dict[str, Any]] = {}
    for group, members in groups.items():
        right = [exact(made[i].text, places[i].target) for i in members]
        found[group] = {
            "n": len(members),
            "exact": interval(right),
            "first_word": interval([first_word(made[i].text, places[i].target) for i in members]),
            "similarity": interval([edit_similarity(made[i].text, places[i].target) for i in members]),
        }
        said = [made[i].probability for i in members]
        if " " not in group and all(value is not None for value in said):
            error, rows = calibration(said, right)
            found[group] |= {"calibration_error": error, "calibration": rows}
    return found


def report(results: dict[str, Any]) -> None:
    """A Markdown table of exact match, first word and similarity by kind; then exact match of lines by language."""
    for name, groups in results.items():
        cells = []
        for kind in KINDS:
            group = groups.get(kind)
            if not group:
                continue
            mean, low, high = group["exact"]
            sure = f" ece {group['calibration_error']:.3f}" if "calibration_error" in group else ""
            cells.append(
                f"{kind} n={group['n']} {mean:.1%} [{low:.1%}, {high:.1%}] first {group['first_word'][0]:.1%} "
                f"sim {group['similarity'][0]:.2f}{sure}"
            )
        lines = {group[5:]: value for group, value in groups.items() if group.startswith("line ")}
        cells += [
            f"{language} n={value['n']} {value['exact'][0]:.1%} [{value['exact'][1]:.1%}, {value['exact'][2]:.1%}]"
            for language, value in lines.items()
        ]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
