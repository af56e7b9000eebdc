import assert from 'node:assert/strict';
import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { eventually } from './eventually.mjs';

const models = fileURLToPath(new URL('../../media/models/', import.meta.url));

/** By what the page is told that it is in one. */
const themes = {
  light: ['Default Light Modern', 'vscode-light'],
  dark: ['Default Dark Modern', 'vscode-dark'],
  contrast: ['Default High Contrast', 'vscode-high-contrast'],
};
/** Two models, one after the other, on a machine that may be busy. */
const measureWithinMs = 300_000;

/**
 * From the palette to the page, with what is chosen beforehand in every list: the bundled model and the one in use, which
 * is a copy of it under another name; in three themes.
 */
export async function benchmarkOnMyCode(bench, { workspace }) {
  const { page } = bench;
  const bundled = readdirSync(models).find((name) => name.endsWith('.gguf'));
  const copy = path.join(workspace, 'second-model.gguf');
  copyFileSync(path.join(models, bundled), copy);
  bench.changeSettings({ 'inkling.model.path': copy });
  await untilUsed(bench, 'second-model.gguf');
  await choose(page, 'F1', 'Inkling: Benchmark Models on My Code…');
  // The lists have both models and the workspace's folder chosen already.
  for (const question of ['Which models', 'On which code']) {
    await page.getByPlaceholder(new RegExp(question)).waitFor();
    await page.keyboard.press('Enter');
  }
  await page.getByPlaceholder(/How thorough/).waitFor();
  await page.keyboard.press('Enter');
  const content = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  await content.getByRole('heading', { name: 'Side by side' }).waitFor({ timeout: measureWithinMs });
  const table = await content.locator('table').first().innerText();
  assert.match(table, /inkling-\S+\s+second-model/);
  for (const row of [
    /line exactly right\s+\d+ %.*\d+ %/,
    /kept characters\s+\d+ %.*\d+ %/,
    /writes, tokens a second\s+\d+\s+\d+/,
    /memory\s+\d+ MB\s+\d+ MB/,
  ])
    assert.match(table, row);
  assert.match(
    await content.locator('.verdict').innerText(),
    /inkling-\S+ and second-model are right about equally often/,
  );
  for (const [name, [theme, kind]] of Object.entries(themes)) {
    bench.changeSettings({ 'workbench.colorTheme': theme });
    await eventually(
      `the page is in the colours of ${theme}`,
      async () => (await content.locator('body').getAttribute('data-vscode-theme-kind')) === kind,
    );
    await bench.shot(`benchmark-${name}`);
  }
  bench.changeSettings({ 'workbench.colorTheme': undefined, 'inkling.model.path': undefined });
  await untilUsed(bench, bundled);
}

async function untilUsed(bench, name) {
  await eventually(`${name} is in use`, async () => {
    const { state, model } = await bench.diagnostics();
    return state === 'ready' && path.basename(model.file) === name;
  });
}

async function choose(page, key, text) {
  await page.keyboard.press(key);
  await page.locator('.quick-input-widget input').waitFor({ state: 'visible' });
  await page.keyboard.insertText(text);
  await page.getByRole('option', { name: text }).first().click();
}
