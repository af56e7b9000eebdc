import path from 'node:path';

import { clock } from '../../src/extension/clock';
import { createScout } from '../../src/extension/createScout';
import { bundledRef } from '../../src/extension/models/bundledRef';
import { installedModels } from '../../src/extension/models/installedModels';
import { MachineFits } from '../../src/extension/models/machineFits';
import { readableBytes } from '../../src/extension/models/measures';
import { offersFor } from '../../src/extension/models/offersFor';
import { verifyFiles } from '../../src/extension/models/verifyFiles';
import { findBundledModel } from '../../src/model/bundledModel';
import { catalogue } from '../../src/model/catalogue/catalogue';
import { downloadModel } from '../../src/model/download/downloadModel';
import type { HubAccess } from '../../src/model/download/httpPort';
import { discardPart, listParts } from '../../src/model/download/parts';
import { ModelError } from '../../src/model/errors';
import { findModels } from '../../src/model/find/findModels';
import { fitsTable } from '../../src/model/fit/fitsTable';
import { MachineNotebook } from '../../src/model/fit/machineNotes';
import { measureBandwidth } from '../../src/model/fit/measureBandwidth';
import { forkHost } from '../../src/model/forkHost';
import { startHost } from '../../src/model/startHost';
import type { InstalledModel } from '../../src/model/store/installedModel';
import { exportKit, importKit } from '../../src/model/store/kits';
import type { ModelStore } from '../../src/model/store/modelStore';
import { exitCodes } from './help';
import type { Command } from './options';
import { percentLine, progressLine } from './progressLine';

export interface Desk {
  /** Holds dist/ and media/. */
  readonly root: string;
  readonly store: ModelStore;
  readonly hub: HubAccess;
  readonly isJson: boolean;
}

/** Runs one command, prints its answer and resolves to the exit code. Throws `ModelError` and `signal.reason`. */
export async function runCommand(command: Command, desk: Desk, signal: AbortSignal): Promise<number> {
  switch (command.kind) {
    case 'help':
      return exitCodes.done;
    case 'list':
      return list(desk);
    case 'find': {
      const found = await findModels({}, signal);
      answer(desk, found, found.map(modelLine));
      return found.length > 0 ? exitCodes.done : exitCodes.nothing;
    }
    case 'probe':
      return probe(desk, signal);
    case 'download':
      return download(command.ref, desk, signal);
    case 'verify':
      return verify(command.ref, desk, signal);
    case 'remove':
      return remove(command.ref, desk);
    case 'export-kit': {
      const model = await installed(command.ref, desk);
      await exportKit(model, path.resolve(command.folder), percentLine(desk.isJson), signal);
      answer(desk, model, [`${model.ref} is in ${path.resolve(command.folder)}.`]);
      return exitCodes.done;
    }
    case 'import-kit': {
      const models = await importKit(
        path.resolve(command.folder),
        desk.store,
        percentLine(desk.isJson),
        signal,
      );
      answer(desk, models, models.map(modelLine));
      return exitCodes.done;
    }
  }
}

async function list(desk: Desk): Promise<number> {
  const models = await desk.store.list();
  const parts = await listParts(desk.store.folder);
  const unfinished = parts.map(({ record, bytes }) => ({
    ref: record.variant.ref,
    bytesDone: bytes,
    bytesTotal: record.bytes,
  }));
  answer(desk, { folder: desk.store.folder, models, unfinished }, [
    ...models.map(modelLine),
    ...unfinished.map(({ ref, bytesDone, bytesTotal }) => {
      const total = bytesTotal === undefined ? '' : ` of ${readableBytes(bytesTotal)}`;
      return `${ref}  not finished: ${readableBytes(bytesDone)}${total}; "download ${ref}" goes on`;
    }),
    ...(models.length + unfinished.length === 0 ? [`No models in ${desk.store.folder}.`] : []),
  ]);
  return exitCodes.done;
}

async function probe(desk: Desk, signal: AbortSignal): Promise<number> {
  const hostFile = path.join(desk.root, 'dist', 'modelHost.mjs');
  const models = path.join(desk.root, 'media', 'models');
  const notebook = new MachineNotebook(() => desk.store.folder);
  const fits = new MachineFits({
    start: (options, stop) => startHost(() => forkHost(hostFile), options, stop),
    measureBandwidth,
    now: () => clock.now(),
    today: () => Date.now(),
    notebook,
    scout: createScout({ root: desk.root, notebook, found: () => undefined }),
    contextTokens: () => 4096,
    preference: () => 'auto',
    bundledFile: () => findBundledModel(models),
  });
  const began = clock.now();
  const graphics = await fits.probe(percentLine(desk.isJson), signal);
  const tookMs = Math.round(clock.now() - began);
  const here = await installedModels(models, bundledRef, desk.store, []);
  const { machine, probe: measured, fits: byRef, recommended } = await fits.judge(catalogue, here);
  const rows = [...byRef].map(([ref, fit]) => ({ ref, ...fit }));
  const value = { machine, probe: measured, tookMs, graphics, fits: rows, recommended: recommended ?? null };
  answer(desk, value, [
    ...fitsTable(machine, measured, byRef),
    '',
    `Measured in ${(tookMs / 1000).toFixed(1)} s. ${graphics.join(' ')}`,
    recommended === undefined
      ? 'Nothing better than what is here.'
      : `Recommended: ${recommended.ref}. ${recommended.reason}`,
  ]);
  return exitCodes.done;
}

async function download(ref: string, desk: Desk, signal: AbortSignal): Promise<number> {
  const offers = await offersFor(ref, catalogue, desk.hub, signal);
  const [offer, ...others] = offers;
  if (offer === undefined || others.length > 0) {
    answer(
      desk,
      offers.map(({ variant }) => variant),
      [
        `${ref} has several files. Name one:`,
        ...offers.map(
          ({ variant }) =>
            `  ${variant.ref}  ${variant.bytes === undefined ? '' : readableBytes(variant.bytes)}`,
        ),
      ],
    );
    return exitCodes.nothing;
  }
  const { variant, family } = offer;
  const licence = family?.licence;
  const size = variant.bytes === undefined ? 'of unknown size' : readableBytes(variant.bytes);
  const terms = licence === undefined ? 'licence: see its page' : `licence ${licence.name} (${licence.url})`;
  console.error(
    `${variant.ref}, ${size}, from ${variant.endpoint ?? desk.hub.endpoint}/${variant.repository}; ${terms}.`,
  );
  const note = licence && { name: licence.name, url: licence.url };
  const options = {
    folder: desk.store.folder,
    hub: desk.hub,
    licence: note,
    onProgress: progressLine(desk.isJson),
  };
  const file = await downloadModel(variant, options, signal);
  const model = await desk.store.addDownloaded(variant, file, note);
  answer(desk, model, [`${model.ref} is in ${model.file}.`]);
  return exitCodes.done;
}

async function verify(ref: string | undefined, desk: Desk, signal: AbortSignal): Promise<number> {
  const models = ref === undefined ? await desk.store.list() : [await installed(ref, desk)];
  const results = await verifyFiles(models, desk.store, catalogue, percentLine(desk.isJson), signal);
  const rows = results.map(({ model, outcome }) => ({ ref: model.ref, file: model.file, outcome }));
  answer(
    desk,
    rows,
    rows.map(({ ref: name, outcome }) => `${outcome.padEnd(8)} ${name}`),
  );
  const isDamaged = rows.some(({ outcome }) => outcome === 'changed' || outcome === 'missing');
  return isDamaged ? exitCodes.damaged : exitCodes.done;
}

async function remove(ref: string, desk: Desk): Promise<number> {
  const { store } = desk;
  const part = (await listParts(store.folder)).find(({ record }) => record.variant.ref === ref);
  const model = await store.find(ref);
  if (part === undefined && model === undefined) return nothing(ref);
  if (part !== undefined && !(await discardPart(store.folder, part.record.variant))) {
    throw new ModelError('locked', `Another process is downloading ${ref}.`, 'Stop it there first.');
  }
  if (model?.origin === 'linked') await store.forget(ref);
  else if (model !== undefined) await store.delete(ref);
  answer(desk, { removed: ref }, [`${ref} is removed.`]);
  return exitCodes.done;
}

async function installed(ref: string, { store }: Desk): Promise<InstalledModel> {
  const model = await store.find(ref);
  if (model !== undefined) return model;
  throw new ModelError('not-found', `${ref} is not installed.`, '"list" shows what is.');
}

function nothing(ref: string): number {
  console.error(`There is no ${ref}; "list" shows what there is.`);
  return exitCodes.nothing;
}

function answer({ isJson }: Desk, value: unknown, lines: readonly string[]): void {
  console.log(isJson ? JSON.stringify(value) : lines.join('\n'));
}

function modelLine({ ref, origin, bytes, file, tool }: InstalledModel): string {
  return `${ref}  ${readableBytes(bytes)}  ${tool ?? origin}  ${file}`;
}
