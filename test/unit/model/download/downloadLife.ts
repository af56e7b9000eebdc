import { cpSync, existsSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { expect } from 'vitest';

import { downloadModel } from '../../../../src/model/download/downloadModel';
import type { HttpSend } from '../../../../src/model/download/httpPort';
import { nodeHttp } from '../../../../src/model/download/nodeHttp';
import { ModelError } from '../../../../src/model/errors';
import { Dice } from '../../../fakes/dice';
import type { Fault, SeenRequest } from '../../../fakes/hub/faults';
import { sha256Of, type LocalHub } from '../../../fakes/hub/localHub';
import { quickClock, randomModel, variant } from './downloadForTest';
import { drawFault } from './drawFault';

/** What happened in one life. */
export interface LifeStory {
  /** Answers that went on behind a first part. */
  readonly resumed: number;
  readonly died: number;
  readonly paused: number;
  readonly failed: number;
  readonly faults: readonly string[];
}

/** More than a block of the writer: some bytes are on the disk before the end, and some only in memory. */
const longest = 1_400_000;
const pool = randomModel(longest + 1000, 5);
/** A connection that is given up wrongly, because the machine was busy, costs one more try and nothing else. */
const stallMs = 50;
const patientMs = 60_000;

/** One download from its first try to its happy end, told by a seed. */
export class Life {
  readonly #dice: Dice;
  readonly #seed: number;
  readonly #hub: LocalHub;
  readonly #folder: string;
  readonly #file: string;
  readonly #repository: string;
  readonly #published: Uint8Array[] = [];
  readonly #faults: string[] = [];
  #resumed = 0;
  #died = 0;
  #paused = 0;
  #failed = 0;

  constructor(seed: number, hub: LocalHub, folder: string) {
    this.#dice = new Dice(seed);
    this.#seed = seed;
    this.#hub = hub;
    this.#folder = folder;
    this.#repository = `lives/life-${seed}`;
    this.#file = path.join(folder, this.#repository, variant.file);
  }

  async live(): Promise<LifeStory> {
    this.#publish();
    const hubFault = this.#oddHub();
    const tries = 1 + this.#dice.below(5);
    for (let count = 0; count < tries; count += 1) {
      const budget = 1 + this.#dice.below(4);
      let used = 0;
      this.#hub.fault = (request) => {
        this.#seeRange(request);
        if (request.at === 'hub') return hubFault(request);
        used += 1;
        // An endless row of faults of one kind is another test's; here each try has a chance to get through.
        return used > budget || this.#dice.below(5) === 0
          ? undefined
          : this.#note(drawFault(this.#dice, this.#length(), pool));
      };
      await this.#attempt();
      this.#check();
      if (this.#dice.below(6) === 0) await this.#rot();
      if (this.#dice.below(8) === 0) this.#publish();
    }
    this.#hub.fault = (request) => {
      this.#seeRange(request);
      return request.at === 'hub' ? hubFault(request) : undefined;
    };
    const done = await this.#download(nodeHttp, patientMs, new AbortController().signal);
    const newest = this.#published.at(-1) ?? pool;
    expect(Buffer.compare(Uint8Array.from(readFileSync(this.#file)), newest), `life ${this.#seed}`).toBe(0);
    expect(done).toMatchObject({ sha256: sha256Of(newest), bytes: newest.length });
    const faults = this.#faults;
    return { resumed: this.#resumed, died: this.#died, paused: this.#paused, failed: this.#failed, faults };
  }

  /** One try, to whatever end. */
  async #attempt(): Promise<void> {
    const stop = new AbortController();
    const end = this.#dice.pick(['itself', 'pause', 'pause', 'death', 'death'] as const);
    let image: string | undefined;
    const strike = (): void => {
      if (end === 'death') image = this.#photograph();
      stop.abort(new Error(end));
    };
    const send =
      end === 'itself' ? nodeHttp : struck(this.#dice.below(this.#length()), this.#dice.below(30), strike);
    try {
      await this.#download(send, stallMs, stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) {
        expect(error, `life ${this.#seed}`).toBeInstanceOf(ModelError);
        this.#failed += 1;
      }
    }
    if (stop.signal.aborted) {
      if (end === 'pause') this.#paused += 1;
      else this.#died += 1;
    }
    if (image === undefined) return;
    // What the download has tidied up after the blow never happened.
    await rm(this.#folder, { recursive: true, force: true });
    await rename(image, this.#folder);
  }

  async #download(send: HttpSend, patience: number, signal: AbortSignal) {
    const hub = { endpoint: this.#hub.endpoint, token: undefined, send, clock: quickClock };
    const options = { folder: this.#folder, hub, spareBytes: 0, stallMs: patience };
    return downloadModel({ ...variant, repository: this.#repository }, options, signal);
  }

  #check(): void {
    if (!existsSync(this.#file)) return;
    const there = Uint8Array.from(readFileSync(this.#file));
    const isWhole = this.#published.some((bytes) => Buffer.compare(bytes, there) === 0);
    expect(isWhole, `life ${this.#seed}: a wrong file of ${there.length} bytes`).toBe(true);
  }

  /** The folder as the end of the process leaves it: half-written files, and a lock that nobody holds. */
  #photograph(): string {
    const image = `${this.#folder}.image`;
    cpSync(this.#folder, image, { recursive: true, force: true });
    const lock = `${path.join(image, this.#repository, variant.file)}.lock`;
    if (existsSync(lock)) {
      const old = new Date(Date.now() - 600_000);
      writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"pid":\d+/, `"pid":${nobody}`));
      utimesSync(lock, old, old);
    }
    return image;
  }

  /** What a power cut makes of blocks that were on their way to the disk. */
  async #rot(): Promise<void> {
    const part = `${this.#file}.part`;
    const size = (await stat(part).catch(() => undefined))?.size ?? 0;
    if (size === 0) return;
    const from = this.#dice.below(size);
    if (this.#dice.below(2) === 0) truncateSync(part, from);
    else {
      const handle = await open(part, 'r+');
      await handle.write(new Uint8Array(Math.min(4096, size - from)), 0, undefined, from);
      await handle.close();
    }
  }

  #publish(): void {
    const length = this.#dice.below(6) === 0 ? 4 + this.#dice.below(3000) : 4 + this.#dice.below(longest);
    const bytes = Uint8Array.from(pool.subarray(0, length));
    // So that versions and lives differ in more than their length.
    bytes.set([this.#seed % 256, this.#published.length].slice(0, length - 4), 4);
    this.#published.push(bytes);
    this.#hub.publish({ repository: this.#repository, file: variant.file, bytes });
  }

  /** Some hubs are mirrors that know less than the real one. */
  #oddHub(): (request: SeenRequest) => Fault | undefined {
    const kind = this.#dice.pick(['none', 'none', 'silent', 'no-head'] as const);
    return (request) => (kind === 'none' || request.url.startsWith('/api') ? undefined : { kind });
  }

  #seeRange({ at, headers }: SeenRequest): void {
    if (at === 'store' && headers.range !== undefined) this.#resumed += 1;
  }

  #length(): number {
    return this.#published.at(-1)?.length ?? 0;
  }

  #note(fault: Fault): Fault {
    this.#faults.push(fault.kind);
    return fault;
  }
}

/** No system gives so large an id to a process. */
const nobody = 2 ** 22 + 1;

/** The world's answers until so many bytes have come; then, some turns of the event loop later, the blow. */
function struck(bytes: number, turns: number, strike: () => void): HttpSend {
  let left = bytes;
  let isStruck = false;
  return async (request, signal) => {
    const response = await nodeHttp(request, signal);
    return { ...response, body: counted(response.body) };
  };

  async function* counted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      yield chunk;
      left -= chunk.length;
      if (left > 0 || isStruck) continue;
      isStruck = true;
      void blow();
    }
  }

  async function blow(): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
    strike();
  }
}
