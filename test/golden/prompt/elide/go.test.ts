import { describe, expect, test } from 'vitest';

import { checkEveryRoom, seen } from './check';

const file = `package shop

import (
	"fmt"
	"os"
)

const rate = 0.2

type Shop struct {
	Name string
	Sum  int
}

func (s *Shop) First(order Order) int {
	twice := order.Sum * 2
	all := twice + tax(twice) + shipping(order.Customer.Country)
	return all + rate
}

func (s *Shop) Second(order Order) int {
	half := order.Sum / 2
	all := half + tax(half) + shipping(order.Customer.Country)
	return all - rate
}

func (s *Shop) Third(orders []Order) int {
	sum := 0
	for _, order := range orders {
		if order.Paid {
			sum += order.Sum
			█
		}
	}
	return sum
}
`;

describe('Go is fitted', () => {
  test('into 520 characters', async () => {
    expect(await seen('go', 520, file)).toBe(`package shop

import (
	"fmt"
	"os"
)

const rate = 0.2

type Shop struct {
	Name string
	Sum  int
}

func (s *Shop) First(order Order) int {
	// ...
	return all + rate
}

func (s *Shop) Second(order Order) int {
	half := order.Sum / 2
	all := half + tax(half) + shipping(order.Customer.Country)
	return all - rate
}

func (s *Shop) Third(orders []Order) int {
	sum := 0
	for _, order := range orders {
		if order.Paid {
			sum += order.Sum
			█`);
  });

  test('into 400 characters', async () => {
    expect(await seen('go', 400, file)).toBe(`package shop
import (
	"fmt"
	"os"
)
	Name string
	Sum  int
}

func (s *Shop) First(order Order) int {
	// ...
}

func (s *Shop) Second(order Order) int {
	half := order.Sum / 2
	all := half + tax(half) + shipping(order.Customer.Country)
	return all - rate
}

func (s *Shop) Third(orders []Order) int {
	sum := 0
	for _, order := range orders {
		if order.Paid {
			sum += order.Sum
			█`);
  });

  test('into 250 characters', async () => {
    expect(await seen('go', 250, file)).toBe(`package shop
import (
	"fmt"
	"os"
)
func (s *Shop) Second(order Order) int {
	// ...
	return all - rate
}

func (s *Shop) Third(orders []Order) int {
	sum := 0
	for _, order := range orders {
		if order.Paid {
			sum += order.Sum
			█`);
  });

  test('into any room', () => checkEveryRoom('go', file));
});
