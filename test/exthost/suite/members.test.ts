import { setup, suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';

import { accepted, closeAll, openFile } from './editor.js';
import { eventually } from './eventually.js';
import { diagnostics, set, untilReady } from './inkling.js';

interface Sample {
  readonly file: string;
  readonly drawing: string;
  /** What the project memory says at the caret. */
  readonly written: string;
}

let count = 0;

/**
 * A file that says twice what its memory then says behind `tool.`, whoever the tool is. Its words are its own: other samples
 * are the memory's project, and have nothing behind their carets.
 */
function sampleOf(type: 'Tool' | 'Knife'): Sample {
  count += 1;
  const tool = `tool${count}`;
  const line = `  const answer = report${count}(${tool}.`;
  const written = `polishEverything('brightly${count}'));`;
  const use = (name: string): string =>
    `export function ${name}(${tool}: Tool): void {\n${line}${written}\n}\n\n`;
  const types = `interface Tool {
  polishEverything(how: string): string;
}

interface Knife {
  sharpen(): string;
}

declare function report${count}(work: string): number;

`;
  const caret = `export function third(${tool}: ${type}): void {\n${line}█\n}\n`;
  return { file: `sample${count}.ts`, drawing: `${types}${use('first')}${use('second')}${caret}`, written };
}

/** The TypeScript server is up and knows what the caret's receiver has. */
async function untilListed(editor: vscode.TextEditor, name: string): Promise<void> {
  await eventually(
    `the server lists ${name}`,
    async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        editor.document.uri,
        editor.selection.active,
        '.',
      );

      return list.items.some(({ label }) => label === name);
    },
    60_000,
  );
}

/**
 * Accepts what is shown until it is, or is not, what the memory says; each time in another file: what was shown for want of
 * an answer is in the cache, and a machine that was busy may be less so.
 */
async function until(is: 'shown' | 'not shown', type: 'Tool' | 'Knife', member: string): Promise<void> {
  await eventually(
    `what a ${type} does is ${is}`,
    async () => {
      await closeAll();
      const { file, drawing, written } = sampleOf(type);
      const editor = await openFile(file, drawing);
      await untilListed(editor, member);
      const text = await accepted(editor, 4_000);
      const { last } = await diagnostics();
      console.log(
        `note members ${type}: ├${text ?? ''}┤ ${last.reason}, waited ${last.membersMs.toFixed(0)} ms`,
      );
      return (text === written) === (is === 'shown');
    },
    50_000,
  );
}

suite('members', () => {
  setup(untilReady);
  teardown(async () => {
    await set('checkMembers', undefined);
    await closeAll();
  });

  test('what the receiver does not have is not shown behind a dot', () =>
    until('not shown', 'Knife', 'sharpen'));

  test('what it has is shown', () => until('shown', 'Tool', 'polishEverything'));

  test('anything is shown where it is switched off', async () => {
    await set('checkMembers', false);
    await until('shown', 'Knife', 'sharpen');
  });
});
