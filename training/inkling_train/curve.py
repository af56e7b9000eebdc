"""The held-out loss of a run as an SVG picture. Reads a checkpoint's curve.

    python -m inkling_train.curve --run small --out curve.svg
"""

from __future__ import annotations

import argparse
from pathlib import Path

from .checkpoint import read
from .paths import work
from .picture import svg

def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", default="small")
    parser.add_argument("--checkpoint", default="cooled.pt")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    curve = read(work(f"checkpoints/{args.run}") / args.checkpoint)["progress"]["curve"]
    if curve:
        args.out.write_text(svg([(row[0] / 1e6, row[3]) for row in curve], f"{args.run}: held-out nats per token"))


if __name__ == "__main__":
    main()
