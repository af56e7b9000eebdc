"""Does the model recite its training text? Looks for long generated lines that stand in the corpus word for word.

    python -m inkling_train.memorized MODEL.gguf [--results results.json]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random

from .documents import Document, load
from .engines import Request, in_node
from .paths import node_folder, work
from .predictor import Predictor
from .recitation import long_lines, recited

def probes(documents: list[Document], count: int) -> list[tuple[Document, str]]:
    """Training documents with their beginning up to a line start: the most tempting prompts."""
    random, chosen = Random(11), []
    for row in random.sample([row for row in documents if len(row.text) > 3000], count):
        at = row.text.rfind("\n", 0, random.randint(600, 2500)) + 1
        chosen.append((row, row.text[:at]))
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--results", type=Path, help="what evaluate wrote: its completions are checked too")
    parser.add_argument("--count", type=int, default=100)
    args = parser.parse_args()
    predictor, documents = Predictor(args.model), load(work("corpus"))
    known = long_lines(row.text for row in documents)
    asked = probes(documents, args.count)
    requests = [Request(predictor.prompt(row.language, row.path, prefix, "", []), 80, False) for row, prefix in asked]
    made = in_node(predictor, requests, node_folder())
    found = [recited(prefix, completion.text, known) for (_, prefix), completion in zip(asked, made)]
    answer = {"probes": len(made), "long_lines": sum(n for n, _ in found), "verbatim": sum(n for _, n in found)}
    if args.results:
        texts = [row[name] for row in json.loads(args.results.read_text())["cursors"] for name in row if args.model.name in name]
        counts = [recited("", text, known) for text in texts]
        answer |= {"completions": len(texts), "their_long_lines": sum(n for n, _ in counts), "their_verbatim": sum(n for _, n in counts)}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
