export type Category = 'bread' | 'cake' | 'drink';

export interface Product {
  readonly code: string;
  readonly name: string;
  readonly category: Category;
  readonly priceCents: number;
}

export const products: readonly Product[] = [
  { code: 'RYE', name: 'Rye loaf', category: 'bread', priceCents: 480 },
  { code: 'BAG', name: 'Baguette', category: 'bread', priceCents: 210 },
  { code: 'CHE', name: 'Cheesecake', category: 'cake', priceCents: 390 },
  { code: 'TEA', name: 'Black tea', category: 'drink', priceCents: 260 },
];

export function findProduct(code: string): Product | undefined {
  return products.find((product) => product.code === code);
}

export function productsIn(category: Category): readonly Product[] {
  return products.filter((product) => product.category === category);
}
