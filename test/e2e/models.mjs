import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { repository } from '../../scripts/bundle/repository.mjs';
import { startHub } from '../fakes/hub/hub.mjs';
import { eventually } from './eventually.mjs';
import { act, openView, palette, row } from './modelsView.mjs';

const themes = {
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
  dark: 'Default Dark Modern',
};
/** Minutes for the file: what has to be seen on the way can't be missed. */
const slowBytesPerSecond = 30_000;

/**
 * The whole life of a model, as a user lives it: open the view, download with visible progress, pause, reload the
 * window, resume, verify, switch, complete with it, delete. The hub is a local one; the model is a real one.
 */
export async function liveWithModels(bench, { workspace }, drawing) {
  const { page } = bench;
  const folder = path.join(workspace, '..', 'hub');
  const [bundled] = readdirSync(path.join(repository, 'media/models')).filter((name) =>
    name.endsWith('.gguf'),
  );
  const place = path.join(folder, 'acme', 'tiny-coder-GGUF');
  mkdirSync(place, { recursive: true });
  copyFileSync(path.join(repository, 'media/models', bundled), path.join(place, 'tiny-coder-Q8_0.gguf'));
  const hub = await startHub({ folder, faults: { slow: slowBytesPerSecond } });
  try {
    bench.changeSettings({ 'inkling.model.endpoint': hub.url, 'inkling.models': [tinyCoder] });
    await openView(bench);
    await row(page, 'Tiny Coder').waitFor();
    await bench.shot('models-view');
    assert.equal(hub.requests.length, 0, 'looking at the view asks nobody');

    await bench.command('Inkling: Check This Machine…');
    await page.locator('.notification-toast', { hasText: /recommends|none is better/ }).waitFor();
    await page.keyboard.press('Escape');
    await showThemes(bench);
    await openPage(bench);
    await quickPick(bench);

    await palette(page, 'Inkling: Download Model…');
    await page.getByPlaceholder(/Nothing is fetched/).waitFor();
    await page.keyboard.insertText('Tiny Coder');
    await page
      .getByRole('option', { name: /Tiny Coder Q8_0/ })
      .first()
      .click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /MIT[\s\S]*/);
    await bench.shot('models-consent');
    assert.equal(hub.requests.filter(({ server }) => server === 'store').length, 0, 'nothing before a yes');
    await dialog.getByRole('button', { name: 'Download' }).click();
    await row(page, /Tiny Coder.*\d+ %/).waitFor();
    await bench.shot('models-downloading');
    await act(bench, /Tiny Coder.*\d+ %/, 'Pause Download', () => row(page, /paused/).isVisible());
    await bench.shot('models-paused');

    await page.reload();
    await page.locator('.explorer-folders-view, .pane-body').first().waitFor();
    await bench.untilReady();
    await openView(bench);
    await row(page, /paused/).waitFor();
    hub.set({ token: 'of another user' });
    const refused = row(page, /Tiny Coder/).filter({ hasText: /needs access/ });
    await act(bench, /paused/, 'Resume Download', () => refused.isVisible());
    await bench.shot('models-failed');
    hub.reset();
    const before = hub.requests.length;
    const file = bench.modelFile('acme/tiny-coder-GGUF/tiny-coder-Q8_0.gguf');
    await act(bench, /Tiny Coder/, 'Resume Download', () => existsSync(file));
    const ranges = hub.requests
      .slice(before)
      .filter(({ server, headers }) => server === 'store' && headers.range);
    assert.ok(ranges.length > 0, 'the download went on where it stopped');

    await bench.command('Inkling: Verify Models');
    await page.locator('.notification-toast', { hasText: /files are intact/ }).waitFor();
    await bench.shot('models-verified');
    await page.keyboard.press('Escape');

    await act(bench, /Tiny Coder Q8_0/, 'Use This Model', async () =>
      (await bench.diagnostics()).model?.file.endsWith('tiny-coder-Q8_0.gguf'),
    );
    await bench.open('with-model.ts', drawing);
    await bench.type('const found = ');
    await bench.untilGhostText();
    await bench.shot('models-in-use');
    await bench.press('Escape');

    await openView(bench);
    const question = page.locator('.monaco-dialog-box');
    await act(bench, /Tiny Coder Q8_0/, 'Delete Model…', () => question.isVisible());
    await question.getByRole('button', { name: 'Delete' }).click();
    await eventually('the file is gone', () => !existsSync(file));
    await eventually('the bundled model takes its place', async () =>
      (await bench.diagnostics()).model?.file.endsWith(bundled),
    );
    await row(page, 'Tiny Coder Q8_0').waitFor({ state: 'hidden' });
    await bench.shot('models-deleted');
  } catch (error) {
    // Before the view goes away.
    await bench.shot('models-stopped-here');
    throw error;
  } finally {
    await hub.close();
    rmSync(bench.modelFile('acme'), { recursive: true, force: true });
    bench.changeSettings({
      'inkling.model.endpoint': undefined,
      'inkling.models': undefined,
      'inkling.model.path': undefined,
    });
    bench.userSettings({ 'inkling.model.path': undefined });
    await bench.untilReady();
    await page.keyboard.press('Control+Shift+e');
  }
}

const tinyCoder = {
  id: 'tiny-coder',
  name: 'Tiny Coder',
  publisher: 'Acme',
  kind: 'fill-in-the-middle',
  licence: { name: 'MIT', url: 'https://opensource.org/license/mit', commercialUse: 'free' },
  parameters: 6_800_000,
  contextTokens: 2048,
  fim: {
    layout: 'spm-contiguous',
    files: 'tokens',
    fileHeader: 'language-path',
    repo: false,
    tokens: {},
    stops: [],
  },
  card: 'https://example.org/tiny-coder',
  variants: [{ quantization: 'Q8_0', repository: 'acme/tiny-coder-GGUF', file: 'tiny-coder-Q8_0.gguf' }],
};

/** What a careful person asks, answered on the page of a model that is not here. */
async function openPage(bench) {
  const { page } = bench;
  const content = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  const heading = content.getByRole('heading', { name: 'Qwen2.5-Coder 0.5B' });
  await eventually('the page is open', async () => {
    if (!(await row(page, /^Q8_0.*531 MB/).isVisible())) await row(page, 'Qwen2.5-Coder 0.5B').click();
    await row(page, /^Q8_0.*531 MB/).click({ timeout: 5_000 });
    return heading.waitFor({ timeout: 15_000 }).then(() => true);
  });
  for (const question of [/fit this machine/, /How good/, /stays private/, /Licence/, /comes from/])
    await content.getByRole('heading', { name: question }).waitFor();
  await bench.shot('models-page');
  await bench.tidy();
  await row(page, 'Qwen2.5-Coder 0.5B').click();
}

async function quickPick(bench) {
  await palette(bench.page, 'Inkling: Select Model…');
  await bench.page.getByPlaceholder(/Type to filter/).waitFor();
  await bench.shot('models-quick-pick');
  await bench.page.keyboard.press('Escape');
}

async function showThemes(bench) {
  for (const [name, theme] of Object.entries(themes)) {
    bench.changeSettings({ 'workbench.colorTheme': theme });
    await bench.page.waitForTimeout(700);
    await bench.shot(`models-view-${name}`);
  }
  bench.changeSettings({ 'workbench.colorTheme': undefined });
}
