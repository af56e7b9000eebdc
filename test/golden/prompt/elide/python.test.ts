import { describe, expect, test } from 'vitest';

import { checkEveryRoom, seen } from './check';

const file = `import json
from pathlib import Path

RATE = 0.2


class Shop:
    """What is sold."""

    def first(self, order):
        twice = order.total * 2
        total = twice + tax(twice) + shipping(order.customer.country)
        return total + RATE

    def second(self, order):
        half = order.total / 2
        total = half + tax(half) + shipping(order.customer.country)
        return total - RATE

    def third(self, orders):
        total = 0
        for order in orders:
            if order.paid:
                total += order.total
                █
        return total
`;

describe('Python is fitted', () => {
  test('into 520 characters', async () => {
    expect(await seen('python', 520, file)).toBe(`import json
from pathlib import Path

RATE = 0.2


class Shop:
    """What is sold."""

    def first(self, order):
        ...

    def second(self, order):
        half = order.total / 2
        total = half + tax(half) + shipping(order.customer.country)
        return total - RATE

    def third(self, orders):
        total = 0
        for order in orders:
            if order.paid:
                total += order.total
                █`);
  });

  test('into 400 characters', async () => {
    expect(await seen('python', 400, file)).toBe(`import json
from pathlib import Path

RATE = 0.2


class Shop:
    """What is sold."""

    def first(self, order):
        ...

    def second(self, order):
        ...
        return total - RATE

    def third(self, orders):
        total = 0
        for order in orders:
            if order.paid:
                total += order.total
                █`);
  });

  test('into 250 characters', async () => {
    expect(await seen('python', 250, file)).toBe(`import json
from pathlib import Path
class Shop:
    def second(self, order):
        ...

    def third(self, orders):
        total = 0
        for order in orders:
            if order.paid:
                total += order.total
                █`);
  });

  test('into any room', () => checkEveryRoom('python', file));
});
