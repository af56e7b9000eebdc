import { EventEmitter } from './vscodeValues';
import type { Leftover, ModelShop, Offer } from '../../src/extension/models/modelShop';
import type { ShopState } from '../../src/extension/models/shopState';
import type { InstalledModel } from '../../src/model/store/installedModel';

/** A shop of models that only notes what it is asked to do. */
export class FakeShop implements ModelShop {
  readonly asked: string[] = [];
  readonly onChange: ModelShop['onChange'] = new EventEmitter<undefined>().event as never;
  onOffer: readonly Offer[] = [];
  outcome: 'intact' | 'changed' | 'missing' | 'no-hash' = 'intact';

  constructor(
    readonly state: ShopState,
    readonly arriving: InstalledModel,
  ) {}

  async offers(reference: string): Promise<readonly Offer[]> {
    this.asked.push(`offers ${reference}`);
    return this.onOffer;
  }
  async download({ variant }: Offer): Promise<InstalledModel> {
    this.asked.push(`download ${variant.ref}`);
    return this.arriving;
  }
  async pause(ref: string): Promise<void> {
    this.asked.push(`pause ${ref}`);
  }
  async resume(ref: string): Promise<void> {
    this.asked.push(`resume ${ref}`);
  }
  async cancel(ref: string, parts: string): Promise<void> {
    this.asked.push(`cancel ${ref} ${parts}`);
  }
  async addFile(file: string): Promise<InstalledModel> {
    this.asked.push(`add ${file}`);
    return this.arriving;
  }
  async find(): Promise<number> {
    this.asked.push('find');
    return 2;
  }
  async remove({ ref }: InstalledModel): Promise<void> {
    this.asked.push(`remove ${ref}`);
  }
  async verify(models: readonly InstalledModel[]) {
    this.asked.push('verify');
    return models.map((model) => ({ model, outcome: this.outcome }));
  }
  async check(): Promise<readonly string[]> {
    this.asked.push('check');
    return ['Vulkan drives A card with 8.0 GB.'];
  }
  async newerRevision(): Promise<string | undefined> {
    return undefined;
  }
  async leftovers() {
    return this.onOffer.map(({ variant }) => ({ variant, bytes: 1 }));
  }
  async removeLeftovers(leftovers: readonly Leftover[]): Promise<void> {
    this.asked.push(
      `remove leftovers ${leftovers.map((one) => ('variant' in one ? one.variant.ref : one.file)).join()}`,
    );
  }
  async moveTo(folder: string): Promise<void> {
    this.asked.push(`move to ${folder}`);
  }
  async exportKit({ ref }: InstalledModel, folder: string): Promise<void> {
    this.asked.push(`export ${ref} to ${folder}`);
  }
  async importKit(folder: string): Promise<readonly InstalledModel[]> {
    this.asked.push(`import ${folder}`);
    return [this.arriving];
  }
}
