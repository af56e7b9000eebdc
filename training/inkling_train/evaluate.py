"""Measures GGUF files on held-out packages, beside the copy baseline and together with it.

    python -m inkling_train.evaluate MODEL.gguf [OTHER.gguf ...] [--divide 4] [--out results.json]
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from pathlib import Path
from random import Random

import torch
import torch.nn.functional as F

from .copying import copied
from .cursors import Cursor, cursors
from .documents import Document, Documents, load
from .paths import node_folder, work
from .engines import Engine, Request, in_node, in_torch
from .predictor import Predictor
from .scores import edit_similarity, exact, interval

COUNTS = {
    "typescript": {"line": 160, "word": 60, "blank": 60, "block": 30},
    "typescriptreact": {"line": 80, "word": 30, "blank": 30, "block": 10},
    "javascript": {"line": 120, "word": 40, "blank": 40, "block": 20},
    "python": {"line": 120, "word": 40, "blank": 40, "block": 20},
    "go": {"line": 60, "word": 20, "blank": 20, "block": 10},
    "rust": {"line": 60, "word": 20, "blank": 20, "block": 10},
}
SURE = (40, 24)
"""Characters of match from which the copy is preferred to the model."""

TOKENS = {"line": 28, "word": 28, "blank": 36, "block": 110}
PLAIN_WINDOWS, PLAIN_CHARS = 24, 1600


def project_texts(cursor: Cursor, families: dict[str, list[Document]]) -> list[str]:
    """The suffix, and every other file of the package as one text."""
    rest = "\n".join(row.text for row in families[cursor.document.package] if row.path != cursor.document.path)
    return [cursor.suffix, rest]


def plain_text(predictor: Predictor, held: list[Document]) -> dict[str, dict[str, float]]:
    """Bits per byte and next-token accuracy by language, on windows from the start of unseen files, after the file header."""
    found = {}
    for language in COUNTS:
        files = [row for row in held if row.language == language and len(row.text) > 3000]
        Random(9).shuffle(files)
        nats = size = right = count = 0.0
        for row in files[:PLAIN_WINDOWS]:
            text = row.text[:PLAIN_CHARS]
            head = predictor.encode(f"{language} {row.path}\n") if predictor.files else []
            head = [predictor.controls["file_sep"], *head] if predictor.files else [predictor.controls["endoftext"]]
            ids = predictor.encode(text)
            logits = predictor.logits((head + ids)[:-1])[len(head) - 1:].float()
            targets = torch.tensor(ids)
            nats += F.cross_entropy(logits, targets, reduction="sum").item()
            right += float((logits.argmax(-1) == targets).sum())
            size, count = size + len(text.encode()), count + len(ids)
        if count:
            found[language] = {"bits_per_byte": nats / math.log(2) / size, "next_token": right / count, "bytes_per_token": size / count}
    return found


def measure(predictor: Predictor, places: list[Cursor], files: Documents | None, engine: Engine) -> list[str]:
    """Each cursor's completion; `files` gives context windows of the project, where the format knows them."""
    index = {(row.package, row.path): i for i, row in enumerate(files.rows)} if files else {}
    asked = []
    for cursor in places:
        others: list[tuple[str, str, str]] = []
        if files:
            around = cursor.prefix[-1500:] + cursor.suffix[:500]
            at = index[cursor.document.package, cursor.document.path]
            others = [(row.language, row.path, window) for row, window in files.similar_windows(at, around, Random(1), 2)]
        ids = predictor.prompt(cursor.document.language, cursor.document.path, cursor.prefix, cursor.suffix, others)
        asked.append(Request(ids, TOKENS[cursor.kind], cursor.kind != "block"))
    made = engine(predictor, asked)
    return [text if place.kind == "block" else text.split("\n")[0] for text, place in zip(made, places)]


def summarize(places: list[Cursor], made: list[str]) -> dict[str, dict[str, object]]:
    """Exact match and edit similarity with intervals, by kind and by language."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, cursor in enumerate(places):
        groups[cursor.kind].append(i)
        groups[f"{cursor.kind} {cursor.document.language}"].append(i)
    return {
        group: {
            "n": len(members),
            "exact": interval([exact(made[i], places[i].target) for i in members]),
            "similarity": interval([edit_similarity(made[i], places[i].target) for i in members]),
        }
        for group, members in groups.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--divide", type=int, default=1, help="only one in so many cursors")
    parser.add_argument("--engine", choices=("torch", "node"), default="torch", help="node: node-llama-cpp, without token healing")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    engine: Engine = in_torch if args.engine == "torch" else lambda predictor, asked: in_node(predictor, asked, node_folder())
    held = load(work("corpus"), "held")
    families: dict[str, list[Document]] = defaultdict(list)
    for row in held:
        families[row.package].append(row)
    places = cursors(held, {lang: {kind: n // args.divide for kind, n in kinds.items()} for lang, kinds in COUNTS.items()})
    files = Documents(held)
    copies = [copied(place.prefix, project_texts(place, families)) for place in places]
    alone = [copied(place.prefix, [])[0] for place in places]
    beside = [copied(place.prefix, [place.suffix])[0] for place in places]
    results: dict[str, object] = {
        "copy: file prefix": summarize(places, alone),
        "copy: + suffix": summarize(places, beside),
        "copy: + project": summarize(places, [text for text, _ in copies]),
    }
    report(results)
    completions = {}
    for path in args.models:
        predictor = Predictor(path)
        results[f"{path.name}: plain text"] = plain_text(predictor, held)
        print(path.name, json.dumps(results[f"{path.name}: plain text"]), flush=True)
        for label, context in (("", None), (" + project files", files)):
            if context and not predictor.files:
                continue
            made = measure(predictor, places, context, engine)
            completions[path.name + label] = made
            results[path.name + label] = summarize(places, made)
            for sure in SURE:
                mixed = [text if length >= sure else own for (text, length), own in zip(copies, made)]
                results[f"{path.name}{label} + copy from {sure} chars"] = summarize(places, mixed)
        report({name: value for name, value in results.items() if name.startswith(path.name) and not name.endswith("text")})
    if args.out:
        rows = [
            {"kind": place.kind, "language": place.document.language, "target": place.target, "copy": copies[i],
             **{name: made[i] for name, made in completions.items()}}
            for i, place in enumerate(places)
        ]
        args.out.write_text(json.dumps({"results": results, "cursors": rows}, indent=1, ensure_ascii=False))


def report(results: dict[str, object]) -> None:
    """A Markdown table of exact match (and similarity) by kind."""
    for name, groups in results.items():
        cells = []
        for kind in ("line", "word", "blank", "block"):
            group = groups[kind]  # type: ignore[index]
            mean, low, high = group["exact"]
            cells.append(f"{kind} n={group['n']} {mean:.1%} [{low:.1%}, {high:.1%}] sim {group['similarity'][0]:.2f}")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
