import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { benchmarkOnMyCode } from './benchmark.mjs';
import { eventually } from './eventually.mjs';
import { liveWithModels } from './models.mjs';
import { liveWithOwnModels } from './ownModels.mjs';
import { readMeter, startMeter, typeMeasured } from './meter.mjs';

const typescript = `const numbers = new Map<string, number>();

export function readNumber(name: string): number {
  const found = numbers.get(name);
  return found ?? 0;
}

export function hasNumber(name: string): boolean {
  █
  return found !== undefined;
}
`;

const python = `import os


def read_number(name: str) -> int:
    found = os.environ.get(name)
    return int(found or "0")


def has_number(name: str) -> bool:
    █
    return found is not None
`;

/** Begins as a model file does, and goes on as none. */
const brokenModel = `GGUF${'\u0007'.repeat(4096)}`;

/** In order: [name, what happens]. Each opens a file of its own. `notes` are printed with the summary. */
export const tests = [
  [
    'TypeScript: ghost text, Tab, save',
    (bench) => typeAcceptSave(bench, 'accept.ts', typescript, 'const found = '),
  ],

  ['Python: ghost text, Tab, save', (bench) => typeAcceptSave(bench, 'accept.py', python, 'found = ')],

  [
    'typing along keeps the ghost text and asks the model for nothing',
    async (bench) => {
      await bench.open('along.ts', typescript);
      await bench.type('const found = num');
      const ghost = await bench.untilGhostText();
      const { generations } = (await settled(bench)).requests;
      const typed = /^\w{2,4}/.exec(ghost)?.[0];
      assert.ok(typed, `nothing to type along with in ├${ghost}┤`);
      for (const [index, letter] of [...typed].entries()) {
        await bench.press(letter);
        await eventually(
          `the ghost text is what is left after ├${typed.slice(0, index + 1)}┤`,
          async () => (await bench.ghostText()) === ghost.slice(index + 1),
        );
      }
      await bench.shot('typing-along');
      assert.equal((await settled(bench)).requests.generations, generations);
    },
  ],

  [
    'Escape takes the ghost text away and writes nothing',
    async (bench) => {
      await bench.open('escape.ts', typescript);
      await bench.type('const found = ');
      await bench.untilGhostText();
      await bench.press('Escape');
      await bench.untilNoGhostText();
      assert.equal(await bench.saved('escape.ts'), typescript.replace('█', 'const found = '));
    },
  ],

  [
    'the next word alone can be taken',
    async (bench) => {
      const totals = typescript.replaceAll('umber', 'otal').replaceAll('found', 'hit');
      await bench.open('word.ts', totals);
      await bench.type('const hit = ');
      const ghost = await bench.untilGhostText();
      await bench.press('Control+ArrowRight');
      const rest = await eventually('the ghost text is shorter', async () => {
        const now = await bench.ghostText();
        return now !== ghost && now !== '' && now;
      });
      await bench.shot('next-word');
      assert.ok(ghost.endsWith(rest), `├${rest}┤ is the end of ├${ghost}┤`);
      await bench.press('Escape');
      const word = ghost.slice(0, ghost.length - rest.length);
      assert.equal(await bench.saved('word.ts'), totals.replace('█', `const hit = ${word}`));
    },
  ],

  [
    'paused: nothing, and the status bar says so; resumed: ghost text',
    async (bench) => {
      await bench.open('paused.ts', typescript);
      await bench.command('Inkling: Pause');
      await eventually('the state is paused', async () => (await bench.diagnostics())?.state === 'paused');
      await eventually('the status bar says paused', async () => /paused/i.test(await bench.status()));
      const { count } = (await bench.diagnostics()).requests;
      await bench.type('const found = ');
      await eventually(
        'a request has been turned away',
        async () => (await settled(bench)).requests.count > count,
      );
      await bench.shot('paused');
      assert.equal(await bench.ghostText(), '');
      await bench.command('Inkling: Resume');
      await bench.untilReady();
      await retype(bench);
      await bench.untilGhostText();
      await bench.shot('resumed');
    },
  ],

  [
    'the diagnostics on the clipboard tell the state and no code',
    async (bench) => {
      await bench.open('clipboard.ts', typescript);
      await bench.command('Inkling: Copy Diagnostics');
      const copied = await eventually(
        'diagnostics on the clipboard',
        async () => /inkling/i.exec(await bench.clipboard())?.input,
      );
      assert.match(copied, /ready/);
      assert.match(copied, /\.gguf/);
      assert.doesNotMatch(copied, /readNumber/);
    },
  ],

  [
    'the model process killed while typing: completions come back',
    async (bench) => {
      await bench.open('killed.ts', typescript);
      const { hostPid } = await bench.untilReady();
      await bench.type('const fo');
      process.kill(hostPid, 'SIGKILL');
      await bench.type('und = ');
      const next = await eventually('a new model process', async () => {
        const now = await bench.diagnostics();
        return typeof now.hostPid === 'number' && now.hostPid !== hostPid && now.state === 'ready' && now;
      });
      // Another file: what has been asked before is answered without the model.
      await bench.open('revived.ts', typescript);
      await bench.type('const found = ');
      await bench.untilGhostText();
      assert.ok((await settled(bench)).requests.generations > next.requests.generations);
      await bench.shot('after-kill');
    },
  ],

  [
    'a broken model file in the settings: a clear word, and the old model goes on',
    async (bench, { workspace }) => {
      await bench.open('broken.ts', typescript);
      const { model } = await bench.untilReady();
      const broken = path.join(workspace, 'broken.gguf');
      writeFileSync(broken, brokenModel);
      bench.changeSettings({ 'inkling.model.path': broken });
      await eventually('the reason names the file', async () =>
        (await bench.diagnostics()).reason.includes('broken.gguf'),
      );
      const status = await eventually(
        'the status bar names the file',
        async () => /broken\.gguf/.exec(await bench.status())?.input,
      );
      await bench.type('const found = ');
      await bench.untilGhostText();
      await bench.shot('broken-model');
      assert.match(status, /^\W*Inkling/);
      assert.equal((await bench.diagnostics()).model.file, model.file);
      bench.changeSettings({ 'inkling.model.path': undefined });
      await bench.untilReady();
    },
  ],

  [
    'keystroke to ghost text (measured, not judged)',
    async (bench, { notes }) => {
      await bench.open('measured.ts', typescript);
      await startMeter(bench.page);
      for (const line of [
        'const found = numbers.get(name);',
        'const next = numbers.get(next);',
        'return found ?? next ?? 0;',
      ]) {
        await typeMeasured(bench.page, line);
        await bench.press('Escape');
        await bench.press('Enter');
      }
      notes.latency = await readMeter(bench.page);
      assert.ok(notes.latency.shown > 0, 'no keystroke was followed by ghost text');
    },
  ],

  [
    'a model is downloaded, paused, resumed after a reload, verified, used and deleted',
    (bench, context) => liveWithModels(bench, context, typescript),
  ],

  [
    'models without a network: added, chosen in the settings, carried as a kit, moved, deleted',
    (bench, context) => liveWithOwnModels(bench, context),
  ],

  [
    'models are compared on the code of the workspace, and a page shows it',
    (bench, context) => benchmarkOnMyCode(bench, context),
  ],
];

async function typeAcceptSave(bench, name, drawing, typed) {
  await bench.open(name, drawing);
  await bench.type(typed);
  const ghost = await bench.untilGhostText();
  await bench.shot(`${name}-ghost`);
  await bench.press('Tab');
  await bench.untilNoGhostText();
  await bench.shot(`${name}-accepted`);
  const text = await bench.saved(name);
  const [before = '', after = ''] = drawing.split('█');
  assert.ok(text.startsWith(before + typed + ghost.split('\n')[0]), `the file holds ├${ghost}┤:\n${text}`);
  assert.ok(text.endsWith(after), 'what follows the caret is as it was');
}

/** A user who waits for ghost text that does not come types something and takes it back. */
async function retype(bench) {
  await bench.press('Backspace');
  await bench.press('Space');
}

/** The diagnostics once no request is on its way: two answers in a row with the same counts. */
function settled(bench) {
  let last = '';
  return eventually('the counts stand still', async () => {
    const now = await bench.diagnostics();
    const isSame = JSON.stringify(now.requests) === last;
    last = JSON.stringify(now.requests);
    return isSame && now;
  });
}
