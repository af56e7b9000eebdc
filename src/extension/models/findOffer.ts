import * as vscode from 'vscode';

import { readableBytes } from './measures';
import type { ModelShop, Offer } from './modelShop';
import { isSizeKnown } from './offersFor';
import { withProgress } from './progress';

interface OfferItem extends vscode.QuickPickItem {
  readonly offer: Offer;
}

/** One file for a reference; asks when the repository has several. */
export async function findOffer(shop: ModelShop, reference: string): Promise<Offer | undefined> {
  const known = knownOffer(shop, reference);
  if (known) return known;
  const offers = await withProgress(`asking for ${reference}`, (_report, signal) =>
    shop.offers(reference, signal),
  );
  if (offers === undefined || offers.length < 2) return offers?.[0];
  const items = offers.map((offer): OfferItem => {
    const { quantization, file, bytes } = offer.variant;
    const size = bytes === undefined ? '' : readableBytes(bytes);
    return { label: quantization, description: size, detail: file, offer };
  });
  const options = { title: `Inkling: ${reference}`, placeHolder: 'Which variant?', matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.offer;
}

/** What the catalogue knows whole needs no question, and no notification that a question is asked. */
function knownOffer({ state }: ModelShop, reference: string): Offer | undefined {
  for (const family of state.families) {
    const variant = family.variants.find(({ ref }) => ref === reference);
    if (variant && isSizeKnown(variant)) return { variant, family };
  }
  return undefined;
}
