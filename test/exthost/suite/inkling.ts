import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { eventually } from './eventually.js';

/** What the extension tells about itself, as far as the suite reads it. */
export interface Diagnostics {
  readonly state: string;
  readonly reason: string;
  /** Synchronous work of activate(), in milliseconds. */
  readonly activationMs: number;
  readonly modelFile: string;
  readonly hostPid: number | undefined;
  /** What the project index is doing, and how many files it knows when it is ready. */
  readonly project: { readonly kind: string; readonly files: number };
  /** Requests since activation; `generations` started a stream in the model. */
  readonly requests: { readonly count: number; readonly generations: number };
  /** The newest request: why nothing was shown, and how long the language server was waited for. */
  readonly last: { readonly reason: string; readonly membersMs: number };
}

/** The installed extension. It activates by itself; nothing here does it. */
export function inkling(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('inkling.inkling');
  assert.ok(extension, 'the extension is not installed');
  return extension;
}

export async function diagnostics(): Promise<Diagnostics> {
  const extension = await eventually('the extension is active', () => inkling().isActive && inkling());
  const ask = field(extension.exports, 'diagnostics');
  assert.ok(typeof ask === 'function', 'activate() returns no diagnostics()');
  const all: unknown = await Reflect.apply(ask, extension.exports, []);
  return parseDiagnostics(all);
}

/** Resolves to the diagnostics once nothing stands in the way of a completion; a model at rest is loaded by the request. */
export function untilReady(): Promise<Diagnostics> {
  return untilState('ready', 'idle');
}

export function untilState(...states: readonly string[]): Promise<Diagnostics> {
  let last = '';
  return eventually(
    () => `the state is ${states.join(' or ')}; it is ${last}`,
    async () => {
      const now = await diagnostics();
      last = `${now.state} (${now.reason})`;
      return states.includes(now.state) && now;
    },
  );
}

/** Changes a setting of the extension for the user, as the settings editor does; undefined takes it back. */
export async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('inkling').update(name, value, vscode.ConfigurationTarget.Global);
}

function parseDiagnostics(all: unknown): Diagnostics {
  const requests = field(all, 'requests');
  const project = field(all, 'project');
  const hostPid = field(all, 'hostPid');
  const decisions = field(all, 'lastDecisions');
  const last: unknown = Array.isArray(decisions) ? decisions.at(-1) : undefined;
  return {
    state: text(field(all, 'state')),
    reason: textOrNothing(field(all, 'reason')),
    activationMs: number(field(all, 'activationMs')),
    modelFile: textOrNothing(field(field(all, 'model'), 'file')),
    hostPid: typeof hostPid === 'number' ? hostPid : undefined,
    project: {
      kind: text(field(project, 'kind')),
      files: Number(field(project, 'files') ?? 0),
    },
    requests: {
      count: number(field(requests, 'count')),
      generations: number(field(requests, 'generations')),
    },
    last: {
      reason: textOrNothing(field(last, 'reason')),
      membersMs: Number(field(field(last, 'stagesMs'), 'members') ?? 0),
    },
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string {
  assert.ok(typeof value === 'string', `expected a text, got ${typeof value}`);
  return value;
}

function textOrNothing(value: unknown): string {
  return value === undefined || value === null ? '' : text(value);
}

function number(value: unknown): number {
  assert.ok(typeof value === 'number', `expected a number, got ${typeof value}`);
  return value;
}
