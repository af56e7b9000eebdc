import { findProduct, type Product } from './products.js';

export interface OrderLine {
  readonly code: string;
  readonly quantity: number;
}

export interface Order {
  readonly id: number;
  readonly customer: string;
  readonly lines: readonly OrderLine[];
}

export function lineTotal(line: OrderLine): number {
  const product = findProduct(line.code);
  if (product === undefined) throw new Error(`unknown product ${line.code}`);
  return product.priceCents * line.quantity;
}

export function orderTotal(order: Order): number {
  let total = 0;
  for (const line of order.lines) {
    total += lineTotal(line);
  }
  return total;
}

export function itemCount(order: Order): number {
  let count = 0;
  for (const line of order.lines) {
    count += line.quantity;
  }
  return count;
}

export function orderedProducts(order: Order): readonly Product[] {
  return order.lines.flatMap((line) => findProduct(line.code) ?? []);
}
