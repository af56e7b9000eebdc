import { itemCount, lineTotal, orderTotal, type Order } from './orders.js';
import { findProduct } from './products.js';

const columns = 32;

export function formatCents(cents: number): string {
  return (cents / 100).toFixed(2);
}

function row(left: string, right: string): string {
  return left + right.padStart(columns - left.length);
}

export function receipt(order: Order): string {
  const rows: string[] = [];
  for (const line of order.lines) {
    const name = findProduct(line.code)?.name ?? line.code;
    rows.push(row(`${line.quantity} x ${name}`, formatCents(lineTotal(line))));
  }
  rows.push('-'.repeat(columns));
  rows.push(row(`${itemCount(order)} items`, formatCents(orderTotal(order))));
  return rows.join('\n');
}
