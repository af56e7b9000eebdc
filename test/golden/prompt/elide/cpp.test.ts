import { describe, expect, test } from 'vitest';

import { checkEveryRoom, seen } from './check';

const file = `#include "order.h"
#include <vector>

namespace shop {

constexpr int rate = 2;

int first(const Order& order) {
    int twice = order.sum * 2;
    int all = twice + tax(twice) + shipping(order.customer.country);
    return all + rate;
}

int second(const Order& order) {
    int half = order.sum / 2;
    int all = half + tax(half) + shipping(order.customer.country);
    return all - rate;
}

class Shop {
public:
    int third(const std::vector<Order>& orders) {
        int sum = 0;
        for (const Order& order : orders) {
            if (order.paid) {
                sum += order.sum;
                █
            }
        }
        return sum;
    }
};

}
`;

describe('C++ is fitted', () => {
  test('into 520 characters', async () => {
    expect(await seen('cpp', 520, file)).toBe(`#include "order.h"
#include <vector>

namespace shop {

constexpr int rate = 2;

int first(const Order& order) {
    // ...
}

int second(const Order& order) {
    int half = order.sum / 2;
    int all = half + tax(half) + shipping(order.customer.country);
    return all - rate;
}

class Shop {
public:
    int third(const std::vector<Order>& orders) {
        int sum = 0;
        for (const Order& order : orders) {
            if (order.paid) {
                sum += order.sum;
                █`);
  });

  test('into 400 characters', async () => {
    expect(await seen('cpp', 400, file)).toBe(`#include "order.h"
#include <vector>

namespace shop {

constexpr int rate = 2;

int first(const Order& order) {
    // ...
}

int second(const Order& order) {
    // ...
}

class Shop {
public:
    int third(const std::vector<Order>& orders) {
        int sum = 0;
        for (const Order& order : orders) {
            if (order.paid) {
                sum += order.sum;
                █`);
  });

  test('into 250 characters', async () => {
    expect(await seen('cpp', 250, file)).toBe(`#include "order.h"
namespace shop {
class Shop {
    int third(const std::vector<Order>& orders) {
        int sum = 0;
        for (const Order& order : orders) {
            if (order.paid) {
                sum += order.sum;
                █`);
  });

  test('into any room', () => checkEveryRoom('cpp', file));
});
