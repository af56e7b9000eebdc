"""The held-out loss of a run as an SVG picture. Reads a checkpoint's curve.

    python -m inkling_train.curve --run small --out curve.svg
"""

from __future__ import annotations

import argparse
from pathlib import Path

from .checkpoint import read
from .paths import work

WIDTH, HEIGHT, MARGIN = 640, 320, 44


def svg(points: list[tuple[float, float]], title: str) -> str:
    """A line through (million tokens, nats per token)."""
    left, right = 0.0, max(x for x, _ in points) or 1.0
    low, high = min(y for _, y in points), max(y for _, y in points)
    high = high if high > low else low + 1

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            MARGIN + (x - left) / (right - left) * (WIDTH - 2 * MARGIN),
            HEIGHT - MARGIN - (y - low) / (high - low) * (HEIGHT - 2 * MARGIN),
        )

    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in points))
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2"/>' for x, y in (place(*point) for point in points))
    labels = "".join(
        f'<text x="{x:.1f}" y="{y - 6:.1f}" text-anchor="middle">{value:.2f}</text>'
        for (x, y), value in [(place(*points[0]), points[0][1]), (place(*points[-1]), points[-1][1])]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">'
        f'<rect width="100%" height="100%" fill="white"/><text x="{MARGIN}" y="20">{title}</text>'
        f'<path d="M{MARGIN},{MARGIN}V{HEIGHT - MARGIN}H{WIDTH - MARGIN}" fill="none" stroke="#888"/>'
        f'<text x="{WIDTH - MARGIN}" y="{HEIGHT - 14}" text-anchor="end">million tokens (to {right:.1f})</text>'
        f'<polyline points="{line}" fill="none" stroke="#1a66c2" stroke-width="2"/><g fill="#1a66c2">{dots}</g>{labels}</svg>\n'
    )


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
