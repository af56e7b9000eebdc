import sys
from collections import defaultdict
from pathlib import Path

from load_orders import Order, load_orders


def totals_by_product(orders: list[Order]) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for order in orders:
        totals[order.product] += order.total_cents
    return dict(totals)


def totals_by_customer(orders: list[Order]) -> dict[str, int]:
    totals: dict[str, int] = defaultdict(int)
    for order in orders:
        totals[order.customer] += order.total_cents
    return dict(totals)


def best_customer(orders: list[Order]) -> str | None:
    totals = totals_by_customer(orders)
    if not totals:
        return None
    return max(totals, key=lambda customer: totals[customer])


def main() -> int:
    orders = load_orders(Path(sys.argv[1]))
    for product, cents in sorted(totals_by_product(orders).items()):
        print(f"{product:<20} {cents / 100:>8.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
