/** The whole shell in the fake 'vscode', for tests that mock the engine and the model's process (shellParts.ts). */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, vi } from 'vitest';

import { activate, deactivate, type Api } from '../../src/extension/main';
import { engines, stopped } from './shellParts';
import { world } from './vscode';

export const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** Files are real, and the machine may be busy. */
export const patientMs = 15_000;

export class FakeShell {
  readonly #extensionPath = mkdtempSync(path.join(tmpdir(), 'inkling-shell-'));
  readonly #subscriptions: { dispose(): unknown }[] = [];
  readonly api: Api;

  /** Activates the extension, with a bundled model and a clock that stands still. */
  constructor(configuration: Readonly<Record<string, unknown>> = {}) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    world.reset();
    engines.length = 0;
    stopped.length = 0;
    for (const [key, value] of Object.entries(configuration)) world.configuration.set(key, value);
    const models = path.join(this.#extensionPath, 'media', 'models');
    mkdirSync(models, { recursive: true });
    writeFileSync(path.join(models, 'bundled.gguf'), '');
    // No test may touch the models of whoever runs it.
    vi.stubEnv('INKLING_MODELS', path.join(this.#extensionPath, 'downloads'));
    const context = {
      extension: { packageJSON: manifest },
      extensionPath: this.#extensionPath,
      globalStorageUri: { fsPath: path.join(this.#extensionPath, 'storage') },
      globalState: { get: (_key: string, otherwise: unknown) => otherwise, update: async () => undefined },
      secrets: { get: async () => undefined, store: async () => undefined, delete: async () => undefined },
    };
    this.api = activate({ ...context, subscriptions: this.#subscriptions } as never);
  }

  /** The window has been idle for as long as the model waits, its file is loaded, and the status bar drawn. */
  async settled(state: string): Promise<void> {
    await vi.advanceTimersByTimeAsync(5_000);
    await vi.waitFor(async () => {
      expect((await this.api.diagnostics()).state).toBe(state);
    }, patientMs);
    await vi.advanceTimersByTimeAsync(1_000);
  }

  command(id: string, ...rest: readonly unknown[]): unknown {
    return world.commands.get(`inkling.${id}`)?.(...rest);
  }

  async end(): Promise<void> {
    await deactivate();
    for (const one of this.#subscriptions) one.dispose();
    expect(vi.getTimerCount(), 'timers left behind').toBe(0);
    vi.useRealTimers();
    vi.unstubAllEnvs();
    rmSync(this.#extensionPath, { recursive: true });
  }
}
