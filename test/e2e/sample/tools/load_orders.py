import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Order:
    customer: str
    product: str
    quantity: int
    price_cents: int

    @property
    def total_cents(self) -> int:
        return self.quantity * self.price_cents


def load_orders(path: Path) -> list[Order]:
    orders: list[Order] = []
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            orders.append(
                Order(
                    customer=row["customer"],
                    product=row["product"],
                    quantity=int(row["quantity"]),
                    price_cents=int(row["price_cents"]),
                )
            )
    return orders
