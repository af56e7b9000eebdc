"""How far the project memory trusts a candidate: gradient-boosted trees (Friedman 2001) over what speaks for it.

`npm run recall -- --memory FOLDER... 6000 --seed 3 --out FIT.jsonl` writes the candidates at holes of packages that are
not held out, one row a hole. `python -m inkling_train.trust FIT.jsonl TRUST.json [--check HELD_OUT.jsonl]` fits and
writes src/completion/memory/trust.json; it needs scikit-learn (1.9), which nothing else here does.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any


def read(path: Path) -> tuple[list[str], list[list[dict[str, Any]]]]:
    """The features' names, and the candidates of each hole."""
    with path.open(encoding="utf-8") as lines:
        names = json.loads(next(lines))["features"]
        return names, [json.loads(line)["candidates"] for line in lines]


def fit(holes: list[list[dict[str, Any]]], trees: int, leaves: int) -> Any:
    from sklearn.ensemble import GradientBoostingClassifier

    rows = [candidate for hole in holes for candidate in hole]
    model = GradientBoostingClassifier(
        n_estimators=trees, max_leaf_nodes=leaves, learning_rate=0.15, min_samples_leaf=40, subsample=0.7, random_state=1
    )
    return model.fit([row["features"] for row in rows], [row["right"] for row in rows])


def as_json(model: Any, names: list[str]) -> dict[str, Any]:
    """Each tree is a list of nodes, the root first: `[feature, most, left, right]`, or `[value]` of a leaf."""
    share = model.init_.class_prior_[1]
    from math import log

    return {
        "base": round(log(share / (1 - share)), 4),
        "features": names,
        "trees": [nodes_of(each.tree_, model.learning_rate) for each in model.estimators_[:, 0]],
    }


def nodes_of(tree: Any, rate: float) -> list[list[float]]:
    def node(index: int) -> list[float]:
        if tree.children_left[index] < 0:
            return [round(rate * float(tree.value[index, 0, 0]), 4)]
        left, right = int(tree.children_left[index]), int(tree.children_right[index])
        return [int(tree.feature[index]), float(f"{tree.threshold[index]:.9g}"), left, right]

    return [node(index) for index in range(tree.node_count)]


def check(model: Any, holes: list[list[dict[str, Any]]]) -> None:
    """How many of the surest candidates are right, from which chance on."""
    best = []
    for hole in holes:
        if hole:
            chances = model.predict_proba([candidate["features"] for candidate in hole])[:, 1]
            top = int(chances.argmax())
            best.append((float(chances[top]), hole[top]["right"]))
    for least in (0, 0.05, 0.1, 0.25, 0.5, 0.7):
        shown = [right for chance, right in best if chance >= least]
        print(f"from {least}: {len(shown)} of {len(holes)}, right {sum(shown)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--check", type=Path)
    parser.add_argument("--trees", type=int, default=120)
    parser.add_argument("--leaves", type=int, default=8)
    options = parser.parse_args()
    names, holes = read(options.rows)
    model = fit(holes, options.trees, options.leaves)
    options.out.write_text(json.dumps(as_json(model, names)) + "\n", encoding="utf-8")
    if options.check:
        check(model, read(options.check)[1])


if __name__ == "__main__":
    main()
