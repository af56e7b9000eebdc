"""Measures GGUF files on held-out packages, beside copying and an n-gram cache, and together with the copy.

    python -m inkling_train.evaluate MODEL.gguf [OTHER.gguf ...] [--divide 4] [--out results.json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from random import Random

import torch

from .cache_writer import CacheWriter
from .copying import copied
from .cursors import Cursor, cursors
from .documents import Document, Documents, load
from .engines import Engine, Request, in_node, in_torch
from .overlap import overlaps
from .paths import node_folder, work
from .plain import plain_text
from .predictor import Completion, Predictor
from .summary import report, summarize

COUNTS = {
    "typescript": {"line": 340, "word": 120, "blank": 120, "block": 50},
    "typescriptreact": {"line": 160, "word": 60, "blank": 60, "block": 20},
    "javascript": {"line": 240, "word": 80, "blank": 80, "block": 30},
    "python": {"line": 240, "word": 80, "blank": 80, "block": 30},
    "go": {"line": 120, "word": 40, "blank": 40, "block": 15},
    "rust": {"line": 120, "word": 40, "blank": 40, "block": 15},
}
SURE = (40, 24)
"""Characters of match from which the copy is preferred to the model."""

TOKENS = {"line": 28, "word": 28, "blank": 36, "block": 110}


def others_of(cursor: Cursor, families: dict[str, list[Document]]) -> list[Document]:
    """The other files of the package."""
    return [row for row in families[cursor.document.package] if row.path != cursor.document.path]


def measure(predictor: Predictor, places: list[Cursor], files: Documents | None, engine: Engine) -> list[Completion]:
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
    return [
        completion if place.kind == "block" else Completion(completion.text.split("\n")[0], completion.probability)
        for completion, place in zip(made, places)
    ]


def cached(predictor: Predictor, places: list[Cursor], families: dict[str, list[Document]]) -> list[str]:
    """What the n-gram cache writes, with the tokens of the model's file; it never writes more than a line."""
    boundary, known, made = predictor.controls["endoftext"], {}, []
    for cursor in places:
        for row in families[cursor.document.package]:
            if (row.package, row.path) not in known:
                known[row.package, row.path] = predictor.encode(row.text)
        writer = CacheWriter([known[row.package, row.path] for row in others_of(cursor, families)], boundary)
        before = predictor.encode(cursor.prefix[-12_000:])
        made.append(writer.write(before, predictor.texts, TOKENS["line"]).split("\n")[0])
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--divide", type=int, default=1, help="only one in so many cursors")
    parser.add_argument("--engine", choices=("torch", "node"), default="torch", help="node: node-llama-cpp, without token healing")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--files", choices=("without", "with", "both"), default="both", help="windows of the project's other files")
    parser.add_argument("--no-cache", action="store_true", help="leave out the n-gram cache, which takes longest of the baselines")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    engine: Engine = in_torch if args.engine == "torch" else lambda predictor, asked: in_node(predictor, asked, node_folder())
    held = strange(load(work("corpus"), "held"))
    families: dict[str, list[Document]] = defaultdict(list)
    for row in held:
        families[row.package].append(row)
    places = cursors(held, {lang: {kind: n // args.divide for kind, n in kinds.items()} for lang, kinds in COUNTS.items()})
    print(f"{len(places)} cursors in {len({place.document.path for place in places})} files of {len(families)} packages", flush=True)
    rest = {id(place): "\n".join(row.text for row in others_of(place, families)) for place in places}
    copies = [copied(place.prefix, [place.suffix, rest[id(place)]]) for place in places]
    results: dict[str, object] = {
        "copy: file prefix": summarize(places, [Completion(copied(place.prefix, [])[0], None) for place in places]),
        "copy: + suffix": summarize(places, [Completion(copied(place.prefix, [place.suffix])[0], None) for place in places]),
        "copy: + project": summarize(places, [Completion(text, None) for text, _ in copies]),
    }
    first = Predictor(args.models[0])
    if not args.no_cache:
        made = [Completion(text, None) for text in cached(first, places, families)]
        results["n-gram cache: file and project"] = summarize(places, made)
    report(results)
    completions: dict[str, list[Completion]] = {}
    for path in args.models:
        predictor = first if path == args.models[0] else Predictor(path)
        results[f"{path.name}: plain text"] = plain_text(predictor, held, COUNTS)
        print(path.name, json.dumps(results[f"{path.name}: plain text"]), flush=True)
        for label, context in (("", None), (" + project files", Documents(held))):
            if (context and not predictor.files) or args.files == ("without" if context else "with"):
                continue
            name = path.name + label
            made = completions[name] = measure(predictor, places, context, engine)
            results[name] = summarize(places, made)
            for sure in SURE:
                mixed = [Completion(text, None) if length >= sure else own for (text, length), own in zip(copies, made)]
                results[f"{name} + copy from {sure} chars"] = summarize(places, mixed)
        report({name: value for name, value in results.items() if name.startswith(path.name) and not name.endswith("text")})
    if args.out:
        rows = [
            {"kind": place.kind, "language": place.document.language, "target": place.target, "copy": copies[i],
             **{name: made[i].text for name, made in completions.items()}}
            for i, place in enumerate(places)
        ]
        args.out.write_text(json.dumps({"results": results, "cursors": rows}, indent=1, ensure_ascii=False))


def strange(held: list[Document]) -> list[Document]:
    """The held-out files without those that the training split knows after all; says so."""
    trained = load(work("corpus"))
    known = {id(mine): how for mine, _, how in overlaps(held, trained)}
    print(f"overlap: {len(known)} of {len(held)} held-out files are in the {len(trained)} training files", file=sys.stderr, flush=True)
    return [row for row in held if id(row) not in known]


if __name__ == "__main__":
    main()
