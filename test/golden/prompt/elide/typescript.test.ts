import { describe, expect, test } from 'vitest';

import { checkEveryRoom, seen } from './check';

const file = `import { tax } from './tax';
import type { Order } from './order';

const rate = 0.2;

export class Shop {
  readonly name = 'shop';

  first(order: Order): number {
    const twice = order.sum * 2;
    const all = twice + tax(twice) + shipping(order.customer.country);
    return all + rate;
  }

  second(order: Order): number {
    const half = order.sum / 2;
    const all = half + tax(half) + shipping(order.customer.country);
    return all - rate;
  }

  third(orders: readonly Order[]): number {
    let sum = 0;
    for (const order of orders) {
      if (order.paid) {
        sum += order.sum;
        █
      }
    }
    return sum;
  }
}
`;

describe('TypeScript is fitted', () => {
  test('into 520 characters', async () => {
    expect(await seen('typescript', 520, file)).toBe(`import { tax } from './tax';
import type { Order } from './order';

const rate = 0.2;

export class Shop {
  readonly name = 'shop';

  first(order: Order): number {
    // ...
  }

  second(order: Order): number {
    const half = order.sum / 2;
    const all = half + tax(half) + shipping(order.customer.country);
    return all - rate;
  }

  third(orders: readonly Order[]): number {
    let sum = 0;
    for (const order of orders) {
      if (order.paid) {
        sum += order.sum;
        █`);
  });

  test('into 400 characters', async () => {
    expect(await seen('typescript', 400, file)).toBe(`import { tax } from './tax';
import type { Order } from './order';
export class Shop {
  readonly name = 'shop';

  first(order: Order): number {
    // ...
  }

  second(order: Order): number {
    // ...
    return all - rate;
  }

  third(orders: readonly Order[]): number {
    let sum = 0;
    for (const order of orders) {
      if (order.paid) {
        sum += order.sum;
        █`);
  });

  test('into 250 characters', async () => {
    expect(await seen('typescript', 250, file)).toBe(`import { tax } from './tax';
export class Shop {
  third(orders: readonly Order[]): number {
    let sum = 0;
    for (const order of orders) {
      if (order.paid) {
        sum += order.sum;
        █`);
  });

  test('into any room', () => checkEveryRoom('typescript', file));
});
