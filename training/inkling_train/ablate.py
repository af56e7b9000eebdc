"""What pays? The same short training of a tiny network, each time with one thing changed.

    python -m inkling_train.ablate --tokens 400000 --seeds 1 2 [--only base adamw]

Results are added to ablations.jsonl in the cache, what is there already is not run again, and the table is printed at the end.
"""

from __future__ import annotations

import argparse
import json
import time

import numpy as np
import torch

from .documents import Documents, load
from .encoder import Bpe
from .examples import Mixture
from .middles import Middles
from .ngrams import Ngrams
from .paths import work
from .scores import paired_interval
from .tokenizer import sample, tokenizer_path, train
from .trial import Bench, Variant, trial
from .validation import Validation

VOCAB = 4096
COMPLETIONS = Mixture(spm=1.0, psm=0.0)

VARIANTS: dict[str, Variant] = {
    "base": Variant(),
    "AdamW for all, 0.004": Variant(muon=False, matrix_lr=0.004),
    "AdamW for all, 0.002": Variant(muon=False, matrix_lr=0.002),
    "no cool-down": Variant(cool=0.0),
    "outputs begin at zero": Variant(zero_outputs=True),
    "no other files": Variant(mixture=Mixture(context=0.0)),
    "no plain text, no PSM": Variant(mixture=COMPLETIONS),
    "last quarter: completions only": Variant(late_mixture=COMPLETIONS),
    "last quarter: completions only, middles weigh 10": Variant(late_mixture=Mixture(spm=1.0, psm=0.0, middle_weight=10.0)),
    "n-gram teacher, from 0.5 to 0": Variant(teacher=0.5),
    "n-gram teacher, from 0.9 to 0": Variant(teacher=0.9),
    "2 layers": Variant(layers=2),
    "2 layers, gone through twice": Variant(layers=2, loops=2),
    "3 layers": Variant(layers=3),
    "4 layers, one dropped for the last quarter": Variant(drop=True),
}
MEASURES = ("bits", "middle", "middle_with_files")


def bench(teacher: bool) -> Bench:
    """Documents, tokenizer and measures; the count model only when a variant asks for it."""
    path = tokenizer_path(VOCAB)
    if not path.exists():
        train(sample(work("corpus")), VOCAB).save(str(path))
    encoder, documents = Bpe(path), Documents(load(work("corpus")))
    held = load(work("corpus"), "held")
    aside = Documents(held)
    made = Bench(encoder, documents, Validation(encoder, held), Middles(aside, encoder, False), Middles(aside, encoder, True))
    if teacher:
        end = encoder.control("endoftext")
        texts = [row.text for row in documents.rows]
        ids = [np.array([*piece.ids, end]) for start in range(0, len(texts), 500)
               for piece in encoder.tokenizer.encode_batch(texts[start: start + 500], add_special_tokens=False)]
        made.ngrams = Ngrams(np.concatenate(ids), encoder.size)
    return made


def teacher_bits(made: Bench) -> float:
    """Bits per byte of the count model itself on the validation windows."""
    nats = 0.0
    for row in made.validation.rows.numpy():
        p = made.ngrams.distributions(row[:-1]) if made.ngrams else np.ones((len(row) - 1, VOCAB)) / VOCAB
        nats -= float(np.log(p[np.arange(len(p)), row[1:]]).sum())
    return nats / float(np.log(2)) / made.validation.bytes


def table(results: list[dict], tokens: int) -> str:
    """Markdown: means over the seeds, and the differences to the base, seed by seed."""
    runs = {(row["variant"], row["seed"]): row for row in results if row["tokens"] == tokens}
    lines = ["| variant | seeds | M parameters | bits per byte | middle | middle, with files | CPU s |", "|---|---|---|---|---|---|---|"]
    for name in dict.fromkeys(name for name, _ in runs):
        seeds = [seed for variant, seed in runs if variant == name]
        own = [runs[name, seed] for seed in seeds]
        cells = []
        for measure in MEASURES:
            mean = sum(row[measure] for row in own) / len(own)
            shared = [runs[name, seed][measure] - runs["base", seed][measure] for seed in seeds if ("base", seed) in runs]
            cells.append(f"{mean:.3f}" if name == "base" or not shared else f"{mean:.3f} ({paired_interval(shared)})")
        cost = sum(row["cpu_seconds"] for row in own) / len(own)
        lines.append(f"| {name} | {len(own)} | {own[0]['parameters'] / 1e6:.2f} | {' | '.join(cells)} | {cost:.0f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tokens", type=int, default=400_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--only", nargs="*", choices=VARIANTS)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    path = work() / "ablations.jsonl"
    results = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    known = {(row["variant"], row["seed"], row["tokens"]) for row in results}
    wanted = [(name, seed) for seed in args.seeds for name in args.only or VARIANTS if (name, seed, args.tokens) not in known]
    made = bench(any(VARIANTS[name].teacher for name, _ in wanted)) if wanted else None
    if made and made.ngrams:
        print(f"n-gram teacher alone: {teacher_bits(made):.3f} bits per byte", flush=True)
    for name, seed in wanted:
        started = time.monotonic()
        assert made
        row = {"variant": name, "seed": seed, "tokens": args.tokens, **trial(made, VARIANTS[name], seed, args.tokens)}
        results.append(row)
        with open(path, "a") as file:
            file.write(json.dumps(row) + "\n")
        print(f"{name}, seed {seed}: {row['bits']:.4f} bits per byte, middle {row['middle']:.3f}, {time.monotonic() - started:.0f} s", flush=True)
    print(table(results, args.tokens))


if __name__ == "__main__":
    main()
