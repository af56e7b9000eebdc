"""A loss curve as an SVG picture. Standard library only."""

from __future__ import annotations

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
