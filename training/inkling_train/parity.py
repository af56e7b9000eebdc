"""Compares a GGUF file in node-llama-cpp with the same weights in PyTorch: tokens, argmax, probabilities.

    python -m inkling_train.parity MODEL.gguf --node-folder FOLDER-WITH-NODE-LLAMA-CPP
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import torch

from .documents import load
from .paths import node_folder, work
from .predictor import Predictor

AWKWARD = [
    "a\t\tb\r\n  x = 12345;\n\n\n    'don''t' é 漢字 😀 ", "if (a){\n\treturn `x${y}`;\n}\n", "\n\n  \n", "   ", "0x1F 3.14e-10 1_000_000",
    "<|fim_prefix|> in text", "naïve Ünïcödé Ελληνικά русский", "a  b   c    d\t e\n \n  f",
]


def compare(model: Path, node_folder: Path, texts: list[str], lengths: list[int]) -> dict[str, float]:
    """Figures over `texts`; the first ones are also run, at the given lengths in tokens."""
    predictor = Predictor(model)
    sequences = [predictor.encode(text)[:length] for text, length in zip(texts, lengths)]
    script = Path(__file__).with_name("parity.mjs")
    with tempfile.TemporaryDirectory() as folder:
        question, answer = Path(folder) / "in.json", Path(folder) / "out.json"
        question.write_text(json.dumps({"texts": texts, "sequences": sequences}))
        subprocess.run(["node", script, model.resolve(), question, answer], cwd=node_folder, check=True)
        other = json.loads(answer.read_text())
    same = sum(predictor.encode(text) == tokens for text, tokens in zip(texts, other["tokens"]))
    agree = positions = 0
    largest = 0.0
    for ids, steps in zip(sequences, other["probabilities"]):
        ours = torch.softmax(predictor.logits(ids).float(), -1)
        for place, step in enumerate(steps):
            if not step:
                continue
            positions += 1
            agree += int(ours[place].argmax()) == step[0][0]
            largest = max(largest, *(abs(float(ours[place, token]) - p) for token, p in step))
    return {
        "texts": len(texts), "tokenized_alike": same, "positions": positions,
        "argmax_agreement": agree / max(1, positions), "largest_probability_difference": largest,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--node-folder", type=Path, default=node_folder())
    args = parser.parse_args()
    torch.set_num_threads(1)
    held = [row for row in load(work("corpus"), "held") if len(row.text) > 2500]
    texts = [row.text[500:3500] for row in held[:: max(1, len(held) // 120)]][:120] + AWKWARD
    found = compare(args.model, args.node_folder, texts, [200] * 5 + [700])
    print(json.dumps(found))
    if found["tokenized_alike"] < len(texts) or found["argmax_agreement"] < 0.97:
        sys.exit("no parity")


if __name__ == "__main__":
    main()
