import { describe, expect, test } from 'vitest';

import { checkEveryRoom, seen } from './check';

const file = `use crate::order::Order;
use std::fmt;

const RATE: u32 = 2;

pub struct Shop {
    name: String,
}

impl Shop {
    pub fn first(&self, order: &Order) -> u32 {
        let twice = order.sum * 2;
        let all = twice + tax(twice) + shipping(&order.customer.country);
        all + RATE
    }

    pub fn second(&self, order: &Order) -> u32 {
        let half = order.sum / 2;
        let all = half + tax(half) + shipping(&order.customer.country);
        all - RATE
    }

    pub fn third(&self, orders: &[Order]) -> u32 {
        let mut sum = 0;
        for order in orders {
            if order.paid {
                sum += order.sum;
                █
            }
        }
        sum
    }
}
`;

describe('Rust is fitted', () => {
  test('into 520 characters', async () => {
    expect(await seen('rust', 520, file)).toBe(`use crate::order::Order;
use std::fmt;
    name: String,
}

impl Shop {
    pub fn first(&self, order: &Order) -> u32 {
        // ...
    }

    pub fn second(&self, order: &Order) -> u32 {
        let half = order.sum / 2;
        let all = half + tax(half) + shipping(&order.customer.country);
        all - RATE
    }

    pub fn third(&self, orders: &[Order]) -> u32 {
        let mut sum = 0;
        for order in orders {
            if order.paid {
                sum += order.sum;
                █`);
  });

  test('into 400 characters', async () => {
    expect(await seen('rust', 400, file)).toBe(`use crate::order::Order;
use std::fmt;
impl Shop {
    pub fn first(&self, order: &Order) -> u32 {
        // ...
    }

    pub fn second(&self, order: &Order) -> u32 {
        // ...
        all - RATE
    }

    pub fn third(&self, orders: &[Order]) -> u32 {
        let mut sum = 0;
        for order in orders {
            if order.paid {
                sum += order.sum;
                █`);
  });

  test('into 250 characters', async () => {
    expect(await seen('rust', 250, file)).toBe(`use crate::order::Order;
use std::fmt;
impl Shop {
    pub fn third(&self, orders: &[Order]) -> u32 {
        let mut sum = 0;
        for order in orders {
            if order.paid {
                sum += order.sum;
                █`);
  });

  test('into any room', () => checkEveryRoom('rust', file));
});
