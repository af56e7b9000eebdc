import * as vscode from 'vscode';

import { licenceBadge } from './fitWords';
import { variantSize } from './measures';
import type { ModelVariant } from '../../model/catalogue/modelFamily';
import type { Offer } from './modelShop';
import { isSizeKnown } from './offersFor';
import type { ShopState } from './shopState';

/** Shows what would be fetched from where and under which licence. Nothing is fetched before a yes. */
export async function consentToDownload({ variant, family }: Offer, { fits }: ShopState): Promise<boolean> {
  const name = family ? `${family.name} ${variant.quantization}` : variant.ref;
  const fit = fits.get(variant.ref);
  const detail = [
    `Size: ${sizeWords(variant)}`,
    `From: ${[variant.endpoint, variant.repository].filter((part) => part !== undefined).join('/')}, ${variant.file}`,
    `Licence: ${family ? licenceBadge(family.licence) : 'not known to Inkling; read it on the model’s page'}`,
    fit ? `On this machine: ${fit.reason}` : '',
    family?.isGated ? `Gated: accept the licence on ${family.card} first, and set an access token.` : '',
  ];
  const yes = 'Download';
  const answer = await vscode.window.showInformationMessage(
    `Download ${name}?`,
    { modal: true, detail: detail.filter((line) => line !== '').join('\n') },
    yes,
  );
  return answer === yes;
}

function sizeWords(variant: ModelVariant): string {
  return isSizeKnown(variant) ? variantSize(variant) : 'not told by this hub before the download';
}
