import { describe, expect, test } from 'vitest';

import { checkEveryRoom, seen } from './check';

const file = `package shop;

import java.util.List;
import shop.order.Order;

public class Shop {
    private static final int RATE = 2;

    public int first(Order order) {
        int twice = order.sum() * 2;
        int all = twice + tax(twice) + shipping(order.customer().country());
        return all + RATE;
    }

    public int second(Order order) {
        int half = order.sum() / 2;
        int all = half + tax(half) + shipping(order.customer().country());
        return all - RATE;
    }

    public int third(List<Order> orders) {
        int sum = 0;
        for (Order order : orders) {
            if (order.paid()) {
                sum += order.sum();
                █
            }
        }
        return sum;
    }
}
`;

describe('Java is fitted', () => {
  test('into 520 characters', async () => {
    expect(await seen('java', 520, file)).toBe(`package shop;
import java.util.List;
import shop.order.Order;
public class Shop {
    public int first(Order order) {
        // ...
    }

    public int second(Order order) {
        int half = order.sum() / 2;
        int all = half + tax(half) + shipping(order.customer().country());
        return all - RATE;
    }

    public int third(List<Order> orders) {
        int sum = 0;
        for (Order order : orders) {
            if (order.paid()) {
                sum += order.sum();
                █`);
  });

  test('into 400 characters', async () => {
    expect(await seen('java', 400, file)).toBe(`package shop;
import java.util.List;
import shop.order.Order;
public class Shop {
    public int second(Order order) {
        // ...
        return all - RATE;
    }

    public int third(List<Order> orders) {
        int sum = 0;
        for (Order order : orders) {
            if (order.paid()) {
                sum += order.sum();
                █`);
  });

  test('into 250 characters', async () => {
    expect(await seen('java', 250, file)).toBe(`package shop;
import java.util.List;
public class Shop {
    public int third(List<Order> orders) {
        int sum = 0;
        for (Order order : orders) {
            if (order.paid()) {
                sum += order.sum();
                █`);
  });

  test('into any room', () => checkEveryRoom('java', file));
});
