"""Every quantization of a model beside each other: size, quality and speed in node-llama-cpp.

    python -m inkling_train.variants MODEL-f32.gguf --out FOLDER

Writes NAME-TYPE.gguf into the folder and prints a table. Speeds are medians over turns on one thread, as shares of Q8_0's.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import tempfile
from pathlib import Path
from random import Random
from statistics import median

from .documents import load
from .paths import node_folder, work
from .predictor import Predictor
from .quantize import FILE_TYPES, quantize
from .scores import interval

LANGUAGES = ("typescript", "typescriptreact", "javascript", "python")
CHARS = 1600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="in f32 or f16")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--windows", type=int, default=16, help="for each language")
    parser.add_argument("--rounds", type=int, default=15)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    files = {"f32": args.model.resolve()}
    for kind in ("q8_0", "q6_k", "q5_k_m", "q4_k_m", "q4_0"):
        files[kind] = args.out.resolve() / f"{args.model.stem.removesuffix('-f32')}-{kind}.gguf"
        quantize(args.model, kind, files[kind])
    predictor = Predictor(args.model)
    windows, size = [], 0
    held = load(work("corpus"), "held")
    for language in LANGUAGES:
        rows = [row for row in held if row.language == language and len(row.text) > 3000]
        Random(9).shuffle(rows)
        for row in rows[: args.windows]:
            head = [predictor.controls["file_sep"], *predictor.encode(f"{language} {row.path}\n")]
            text = row.text[:CHARS]
            size += len(text.encode())
            windows.append({"ids": head + predictor.encode(text), "from": len(head) - 1})
    prompt = max((window["ids"] for window in windows), key=len)[:500]
    with tempfile.TemporaryDirectory() as folder:
        question, answer = Path(folder) / "in.json", Path(folder) / "out.json"
        question.write_text(json.dumps({
            "files": [str(path) for path in files.values()], "windows": windows, "prompt": prompt, "rounds": args.rounds, "answer": 40,
        }))
        subprocess.run(["node", Path(__file__).with_name("variants.mjs"), question, answer], cwd=node_folder(), check=True)
        found = json.loads(answer.read_text())
    base = found[str(files["q8_0"])]
    print("| type | MB | bits per byte | next token right | prefill, of Q8_0 | decode, of Q8_0 | tokens/s |\n|---|---|---|---|---|---|---|")
    for kind, path in files.items():
        row = found[str(path)]
        ratios = [
            interval([mine / theirs for mine, theirs in zip(row[what], base[what])], 400) for what in ("prefill", "decode")
        ]
        cells = [f"{mean:.2f} [{low:.2f}, {high:.2f}]" for mean, low, high in ratios]
        print(
            f"| {kind.upper()} | {path.stat().st_size / 1e6:.2f} | {row['nats'] / math.log(2) / size:.4f} "
            f"| {row['right'] / row['count']:.2%} | {cells[0]} | {cells[1]} | {median(row['prefill']):.0f} / {median(row['decode']):.0f} |"
        )


if __name__ == "__main__":
    main()
