import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

import { eventually, patienceMs } from './eventually.mjs';

const caret = '█';
/** A quick typist: about 300 characters in ten seconds. */
const betweenKeysMs = 33;
const searchWithinMs = 2_000;
const closeWithinMs = 1_000;
const hintWithinMs = 15_000;

/**
 * What a user does and sees in VS Code, through the browser's page. `workspace` and `profile` are folders on
 * disk, `probe` the socket of the probe extension.
 */
export function workbench({ page, workspace, profile, probe, shots }) {
  const opened = [];
  let lastTyped = '';
  page.setDefaultTimeout(patienceMs);
  const settingsFiles = ['Machine', 'User'].map((who) => path.join(profile.userData, who, 'settings.json'));
  const atFirst = settingsFiles.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '{}'));

  /** false when the search does not know the file yet: a new file takes it a moment. */
  const quickOpen = async (text, rowText) => {
    await page.keyboard.press('Control+p');
    await page.locator('.quick-input-widget input').waitFor({ state: 'visible' });
    await page.keyboard.insertText(text);
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: rowText }).first();
    const isFound = await row.waitFor({ timeout: searchWithinMs }).then(
      () => true,
      () => false,
    );
    await page.keyboard.press(isFound ? 'Enter' : 'Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    return isFound;
  };

  return {
    page,

    /** Writes a file with the caret where `drawing` has a █ and opens it there. */
    async open(name, drawing) {
      opened.push(name);
      const offset = drawing.indexOf(caret);
      writeFileSync(path.join(workspace, name), drawing.replace(caret, ''));
      const before = drawing.slice(0, offset).split('\n');
      const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
      await eventually(`quick open finds ${name}`, () =>
        quickOpen(`${name}:${line}:${column}`, path.basename(name)),
      );
      const position = page.locator('[id="status.editor.selection"]', {
        hasText: `Ln ${line}, Col ${column}`,
      });
      await eventually(`the caret is at ${name}:${line}:${column}`, async () => (await position.count()) > 0);
      await page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
    },

    async type(text) {
      lastTyped = text.at(-1);
      await page.keyboard.type(text, { delay: betweenKeysMs });
    },

    press: (key) => page.keyboard.press(key),

    /** The ghost text in sight, lines joined by a line end; '' when there is none. */
    ghostText: () => page.evaluate(ghostTextInPage),

    /** A machine too busy to judge a text shows none; who misses it types the last letter again. */
    untilGhostText: () =>
      eventually('ghost text', async () => {
        const seen = await eventually('a hint', () => page.evaluate(ghostTextInPage), hintWithinMs).catch(
          () => '',
        );
        if (seen === '') {
          await page.keyboard.press('Backspace');
          await page.keyboard.type(lastTyped);
        }
        return seen;
      }),

    untilNoGhostText: () =>
      eventually('no ghost text', async () => (await page.evaluate(ghostTextInPage)) === ''),

    /** Saves the active file and resolves to what is on disk, once that differs from what was there. */
    async saved(name) {
      const file = path.join(workspace, name);
      const before = readFileSync(file, 'utf8');
      await page.keyboard.press('Control+s');
      return eventually(`${name} is saved`, () => {
        const now = readFileSync(file, 'utf8');
        return now !== before && now;
      });
    },

    /** Runs a command by its whole title, through the palette. */
    async command(title) {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input').waitFor({ state: 'visible' });
      await page.keyboard.insertText(title);
      await page
        .getByRole('option', { name: new RegExp(`^${title}(,|$)`) })
        .first()
        .click();
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    },

    /** What the status bar item shows and, after a line end, what a screen reader says of it. */
    async status() {
      const item = page.locator('.statusbar-item[id$="inkling.status"]');
      return `${await item.innerText()}\n${(await item.locator('[aria-label]').first().getAttribute('aria-label')) ?? ''}`;
    },

    /** Inkling's own account; null until it is active. */
    diagnostics: () => getJson(probe),

    untilReady: () => eventually('Inkling is ready', () => readyOrUndefined(probe), patienceMs),

    /**
     * Changes the settings of this machine, as if the file had been edited by hand; undefined takes one back. In a
     * window that a server serves, settings that name files of the machine count there only.
     */
    changeSettings(changes) {
      const file = path.join(profile.userData, 'Machine', 'settings.json');
      mkdirSync(path.dirname(file), { recursive: true });
      const current = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
      writeFileSync(file, JSON.stringify({ ...current, ...changes }, undefined, 2));
    },

    /** The same in the user's own settings, where commands write. */
    userSettings(changes) {
      const file = path.join(profile.userData, 'User', 'settings.json');
      const current = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
      writeFileSync(file, JSON.stringify({ ...current, ...changes }, undefined, 2));
    },

    /** What the user's own settings say. */
    userSetting: (key) =>
      JSON.parse(readFileSync(path.join(profile.userData, 'User', 'settings.json'), 'utf8'))[key],

    /** Where a downloaded model lies. */
    modelFile: (name) => path.join(profile.env.XDG_DATA_HOME, 'inkling', 'models', name),

    /** Closes and removes what was open: the next test must not find it, nor Inkling learn from it. */
    async tidy() {
      await eventually('no editor is open', async () => {
        // Pressed again when it was too early: a save on its way turns closing into a question.
        for (const key of ['Escape', 'Escape', 'Control+s', 'Control+k', 'Control+w'])
          await page.keyboard.press(key);
        return closed(page.locator('.tab'));
      });
      for (const name of opened.splice(0)) rmSync(path.join(workspace, name), { force: true });
    },

    /** The window anew, with the settings and the models that there were at the beginning. */
    async startOver() {
      for (const [index, file] of settingsFiles.entries())
        if (existsSync(file)) writeFileSync(file, atFirst[index]);
      await page.reload();
      await page.locator('.activitybar').first().waitFor();
      await this.untilReady();
      await page.keyboard.press('Control+Shift+e');
      await this.tidy();
    },

    clipboard: () => page.evaluate(() => navigator.clipboard.readText()),

    shot: (name) => page.screenshot({ path: path.join(shots, `${name}.png`) }),
  };
}

/** Whether all of them are gone before long. */
function closed(tabs) {
  return eventually('closed', async () => (await tabs.count()) === 0, closeWithinMs).catch(() => false);
}

/** A model at rest is loaded by the next request. */
async function readyOrUndefined(probe) {
  const all = await getJson(probe);
  return all?.state === 'ready' || all?.state === 'idle' ? all : undefined;
}

function getJson(socketPath) {
  return new Promise((resolve, reject) => {
    const request = http.get({ socketPath, path: '/' }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () =>
        response.statusCode === 200 ? resolve(JSON.parse(body)) : reject(new Error(body)),
      );
    });
    request.on('error', reject);
  });
}

/**
 * Runs in the page. The first line of ghost text is decorations inside a line of the document, one span per
 * token; further lines are a zone below it.
 */
function ghostTextInPage() {
  const all = [
    ...document.querySelectorAll('.editor-group-container.active .monaco-editor [class*="ghost-text"]'),
  ];
  const outermost = all.filter((element) => element.parentElement?.closest('[class*="ghost-text"]') === null);
  const lines = new Map();
  for (const element of outermost) {
    const line = element.closest('.view-line') ?? element;
    lines.set(line, (lines.get(line) ?? '') + element.textContent);
  }
  return [...lines.values()].join('\n').replaceAll('\u00a0', ' ');
}
